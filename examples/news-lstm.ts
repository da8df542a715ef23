import { textLstm } from '../src/shared/network/templates/text-lstm.ts'
import type { Example } from './example.ts'
import { onNews } from './news-facts.ts'

export const newsLstm: Example = {
  ...onNews,
  key: 'news-lstm',
  title: { en: 'Topics of news by LSTM', zh: 'LSTM 新闻主题分类' },
  template: textLstm
}
