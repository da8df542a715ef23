import { chain } from './chain.ts'
import { isRow, type NetworkTemplate } from './template.ts'

/** One unit that says yes or no. */
export const logisticUnit: NetworkTemplate = {
  key: 'logistic-unit',
  title: { en: 'Logistic unit', zh: '单个逻辑单元' },
  summary: {
    en: 'One unit with a sigmoid: a weighted sum of the columns, turned into the probability of “yes”. For two classes.',
    zh: '一个带 sigmoid 的单元：各列的加权和转换为“是”的概率。用于两个类别。'
  },
  fits: (data) => data.task === 'classification' && data.classCount === 2 && isRow(data),
  build: () => chain([{ kind: 'dense', params: { units: 1, activation: 'sigmoid' } }]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    loss: 'binaryCrossentropy',
    batchSize: rowCount < 20_000 ? 16 : 128,
    epochs: 100,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}
