import { logisticRegression } from '../src/shared/network/templates/logistic-regression.ts'
import { notReported, type Example } from './example.ts'

export const irisSoftmax: Example = {
  key: 'iris-softmax',
  title: { en: 'Three kinds of iris by softmax regression', zh: 'softmax 回归区分三种鸢尾花' },
  template: logisticRegression,
  sample: 'iris.csv',
  target: 'species',
  metric: 'accuracy',
  bound: 0.9,
  beside: ['macroF1'],
  documents: notReported
}
