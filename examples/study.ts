import { logisticUnit } from '../src/shared/network/templates/logistic-unit.ts'
import { notReported, type Example } from './example.ts'

/** The documents' logistic unit: two inputs, one sigmoid, SGD. */
export const study: Example = {
  key: 'study',
  title: { en: 'Logistic unit on two inputs', zh: '两个输入的逻辑单元' },
  template: logisticUnit,
  sample: 'study.csv',
  target: 'passed',
  metric: 'accuracy',
  bound: 0.85,
  beside: ['macroAuc'],
  documents: notReported
}
