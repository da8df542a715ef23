import { chain } from './chain.ts'
import { hiddenUnits } from './hidden-units.ts'
import { adam, batchSizeFor, classesOf, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** Two hidden layers and a probability for each class. */
export const mlpClassifier: NetworkTemplate = {
  key: 'mlp-classifier',
  title: { en: 'MLP classifier', zh: '多层感知机分类' },
  summary: {
    en: 'Two hidden Dense layers and a probability for each class. The usual choice for tables.',
    zh: '两个隐藏 Dense 层，输出每个类别的概率。表格数据的常用选择。'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isRow(data),
  build(data) {
    const units = hiddenUnits(data)
    return chain([
      { kind: 'dense', params: { units, activation: 'relu' } },
      { kind: 'dense', params: { units: units / 2, activation: 'relu' } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ])
  },
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(rowCount < 1_000 ? 0.003 : 0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: rowCount < 1_000 ? 0.001 : 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}
