import { sentimentTransformer as template } from '../src/shared/network/templates/sentiment-transformer.ts'
import type { Example } from './example.ts'
import { onReviews } from './reviews-facts.ts'

export const sentimentTransformer: Example = {
  ...onReviews,
  key: 'sentiment-transformer',
  title: { en: 'Sentiment of reviews by Transformer', zh: 'Transformer 评论情感分析' },
  template
}
