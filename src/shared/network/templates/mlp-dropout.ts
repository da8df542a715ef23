import { chain } from './chain.ts'
import { hiddenUnits } from './hidden-units.ts'
import { adam, batchSizeFor, classesOf, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** Two hidden layers, each of which forgets at random while it learns. */
export const mlpDropout: NetworkTemplate = {
  key: 'mlp-dropout',
  title: { en: 'MLP with dropout', zh: '带 Dropout 的多层感知机' },
  summary: {
    en: 'Two hidden Dense layers, each followed by Dropout, so that no unit relies on one other. For tables on which a plain MLP overfits.',
    zh: '两个隐藏 Dense 层，各接一个 Dropout，使单元之间不过分依赖。适合普通多层感知机容易过拟合的表格。'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isRow(data),
  build(data) {
    const units = hiddenUnits(data)
    return chain([
      { kind: 'dense', params: { units, activation: 'relu' } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: units / 2, activation: 'relu' } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ])
  },
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(rowCount < 1_000 ? 0.003 : 0.001),
    loss: 'categoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}
