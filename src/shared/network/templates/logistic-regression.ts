import { chain } from './chain.ts'
import { adam, batchSizeFor, classesOf, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** A weighted sum for each class, made into probabilities. */
export const logisticRegression: NetworkTemplate = {
  key: 'logistic-regression',
  title: { en: 'Logistic regression', zh: '逻辑回归' },
  summary: {
    en: 'A weighted sum of the columns for each class, turned into probabilities. Simple, and hard to beat on few rows.',
    zh: '为每个类别计算各列的加权和，再转换为概率。简单，数据较少时很难被超越。'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isRow(data),
  build: (data) => chain([{ kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.01),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0.0001 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}
