import { notReported, onlyFeature, tokenSteps, type Example } from './example.ts'

/** What both networks on the made reviews have in common. */
export const onReviews: Omit<Example, 'key' | 'title' | 'template'> = {
  sample: 'reviews.csv',
  target: 'sentiment',
  prepare: (suggested) => ({
    ...suggested,
    columns: onlyFeature(suggested, 'text'),
    steps: tokenSteps('text', { by: 'spaces', length: 36, minCount: 2 })
  }),
  metric: 'accuracy',
  bound: 0.85,
  beside: ['macroF1', 'macroAuc'],
  documents: notReported
}
