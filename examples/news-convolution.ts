import { textConvolution } from '../src/shared/network/templates/text-convolution.ts'
import type { Example } from './example.ts'
import { onNews } from './news-facts.ts'

export const newsConvolution: Example = {
  ...onNews,
  key: 'news-convolution',
  title: { en: 'Topics of news by Conv1D', zh: 'Conv1D 新闻主题分类' },
  template: textConvolution,
  // Neither knows what stands first: of a story with two topics it can only guess which is meant.
  bound: 0.7
}
