import { mlpDropout } from '../src/shared/network/templates/mlp-dropout.ts'
import { notReported, type Example } from './example.ts'

/** The documents' MLP classifier: Dense and Dropout, Adam, categorical cross-entropy. */
export const mlp: Example = {
  key: 'mlp',
  title: { en: 'MLP classifier with Dense and Dropout', zh: '多层感知机分类（Dense 与 Dropout）' },
  template: mlpDropout,
  sample: 'breast_cancer.csv',
  target: 'diagnosis',
  metric: 'accuracy',
  bound: 0.94,
  beside: ['macroF1', 'macroAuc'],
  documents: notReported
}
