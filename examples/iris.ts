import { mlpClassifier } from '../src/shared/network/templates/mlp-classifier.ts'
import { notReported, type Example } from './example.ts'

export const iris: Example = {
  key: 'iris',
  title: { en: 'Three kinds of iris by an MLP', zh: '多层感知机区分三种鸢尾花' },
  template: mlpClassifier,
  sample: 'iris.csv',
  target: 'species',
  metric: 'accuracy',
  bound: 0.9,
  beside: ['macroF1'],
  documents: notReported
}
