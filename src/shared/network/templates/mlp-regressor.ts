import { chain } from './chain.ts'
import { hiddenUnits } from './hidden-units.ts'
import { adam, batchSizeFor, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** Two hidden layers and one value. */
export const mlpRegressor: NetworkTemplate = {
  key: 'mlp-regressor',
  title: { en: 'MLP regressor', zh: '多层感知机回归' },
  summary: {
    en: 'Two hidden Dense layers and one value. The usual choice for tables.',
    zh: '两个隐藏 Dense 层，输出一个数值。表格数据的常用选择。'
  },
  fits: (data) => data.task === 'regression' && isRow(data),
  build(data) {
    const units = hiddenUnits(data)
    return chain([
      { kind: 'dense', params: { units, activation: 'relu' } },
      { kind: 'dense', params: { units: units / 2, activation: 'relu' } },
      { kind: 'dense', params: { units: 1, activation: 'linear' } }
    ])
  },
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(rowCount < 1_000 ? 0.003 : 0.001),
    loss: 'meanSquaredError',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: rowCount < 1_000 ? 0.01 : 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}
