import { textAverage } from '../src/shared/network/templates/text-average.ts'
import type { Example } from './example.ts'
import { onNews } from './news-facts.ts'

export const newsAverage: Example = {
  ...onNews,
  key: 'news-average',
  title: { en: 'Topics of news by mean word vectors', zh: '词向量平均新闻主题分类' },
  template: textAverage,
  // Neither knows what stands first: of a story with two topics it can only guess which is meant.
  bound: 0.7
}
