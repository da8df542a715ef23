import { sentimentLstm as template } from '../src/shared/network/templates/sentiment-lstm.ts'
import type { Example } from './example.ts'
import { onReviews } from './reviews-facts.ts'

export const sentimentLstm: Example = {
  ...onReviews,
  key: 'sentiment-lstm',
  title: { en: 'Sentiment of reviews by LSTM', zh: 'LSTM 评论情感分析' },
  template
}
