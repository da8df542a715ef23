import { mlpRegressor } from '../src/shared/network/templates/mlp-regressor.ts'
import { notReported, type Example } from './example.ts'

export const diabetes: Example = {
  key: 'diabetes',
  title: { en: 'Progression of diabetes by an MLP', zh: '多层感知机预测糖尿病进展' },
  template: mlpRegressor,
  sample: 'diabetes.csv',
  target: 'progression',
  metric: 'r2',
  bound: 0.3,
  beside: ['mae'],
  documents: notReported
}
