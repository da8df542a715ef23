import { linearRegression } from '../src/shared/network/templates/linear-regression.ts'
import type { Example } from './example.ts'

/** The documents' first example, with their 100 epochs. */
export const line: Example = {
  key: 'line',
  title: { en: 'Linear regression on y = 2x + noise', zh: '线性回归：y = 2x + 噪声' },
  template: linearRegression,
  sample: 'line.csv',
  target: 'y',
  task: 'regression',
  // The one unit is to find 2 and 0 by itself, in the data's own scale.
  prepare: (suggested) => ({ ...suggested, steps: [] }),
  training: { epochs: 100, earlyStopping: null },
  metric: 'mse',
  bound: 0.02,
  beside: ['r2'],
  documents: { value: 0.011, text: { en: 'MSE ≈ 0.011', zh: 'MSE ≈ 0.011' } }
}
