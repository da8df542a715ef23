import { maskedTransformer } from '../src/shared/network/templates/masked-transformer.ts'
import { notReported, type Example } from './example.ts'

/** The first half of two: learns the language of an archive from its unsorted stories, which few-news.ts starts from. */
export const maskedNews: Example = {
  key: 'masked-news',
  title: { en: 'Hidden words of an archive of news', zh: '在新闻档案上猜词预训练' },
  template: maskedTransformer,
  sample: 'news_archive.csv',
  target: 'text',
  task: 'masked',
  // In order: the newest stories, which alone are sorted by topic, are only measured.
  prepare: (suggested) => ({
    ...suggested,
    split: { ...suggested.split, train: 0.72, validation: 0.08, test: 0.2, order: 'position' }
  }),
  metric: 'guessAccuracy',
  bound: 0.5,
  beside: ['frequentAccuracy', 'guessPerplexity', 'frequentPerplexity'],
  documents: notReported
}
