import { chain } from './chain.ts'
import { adam, batchSizeFor, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** A single linear unit: a weighted sum of the features. */
export const linearRegression: NetworkTemplate = {
  key: 'linear-regression',
  title: { en: 'Linear regression', zh: '线性回归' },
  summary: {
    en: 'A weighted sum of the columns. The simplest model of a value, and a measure for every other one.',
    zh: '各列的加权和。预测数值的最简单模型，也是衡量其他模型的基准。'
  },
  fits: (data) => data.task === 'regression' && isRow(data),
  build: () => chain([{ kind: 'dense', params: { units: 1, activation: 'linear' } }]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}
