import { textTransformer } from '../src/shared/network/templates/text-transformer.ts'
import { notReported, onlyFeature, tokenSteps, type Example } from './example.ts'

/** What the classifiers have in common that learn topics from 72 sorted stories and are measured on 252. */
export const onFewNews: Omit<Example, 'key' | 'title' | 'bound'> = {
  template: textTransformer,
  sample: 'news_archive.csv',
  target: 'topic',
  prepare: (suggested) => ({
    ...suggested,
    columns: onlyFeature(suggested, 'text'),
    steps: tokenSteps('text', { by: 'spaces', length: 40, minCount: 1 }),
    split: { ...suggested.split, train: 0.2, validation: 0.1, test: 0.7 }
  }),
  metric: 'accuracy',
  beside: ['macroF1'],
  documents: notReported
}
