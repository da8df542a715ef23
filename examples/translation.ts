import { translationTransformer } from '../src/shared/network/templates/translation-transformer.ts'
import type { Example } from './example.ts'
import { ofPairs } from './pairs-facts.ts'

export const translation: Example = {
  ...ofPairs,
  key: 'translation',
  title: { en: 'English to Chinese by a Transformer', zh: '英译中（Transformer）' },
  template: translationTransformer,
  sample: 'translation.csv',
  target: 'chinese',
  bound: 95
}
