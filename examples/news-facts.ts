import { onlyFeature, tokenSteps, type DocumentedFigure, type Example } from './example.ts'

const documents: DocumentedFigure = {
  value: 0.852,
  text: {
    en: 'Transformer on news: train accuracy 0.903, F1 0.894; test 0.852, F1 0.843',
    zh: 'Transformer 新闻分类：训练准确率 0.903、F1 0.894；测试 0.852、F1 0.843'
  }
}

/** What both networks on the made news have in common. */
export const onNews: Omit<Example, 'key' | 'title' | 'template'> = {
  sample: 'news.csv',
  target: 'topic',
  prepare: (suggested) => ({
    ...suggested,
    columns: onlyFeature(suggested, 'text'),
    steps: tokenSteps('text', { by: 'spaces', length: 48, minCount: 2 })
  }),
  metric: 'accuracy',
  bound: 0.8,
  beside: ['macroF1', 'macroRecall'],
  documents
}
