import { chain } from './chain.ts'
import {
  adam,
  batchSizeFor,
  classesOf,
  epochsFor,
  isText,
  wordsOf,
  type NetworkTemplate
} from './template.ts'

/** The mean of the tokens' vectors, and a probability for each class. */
export const textAverage: NetworkTemplate = {
  key: 'text-average',
  title: { en: 'Mean of word vectors', zh: '词向量平均' },
  summary: {
    en: 'Learns a vector for each token and takes their mean: quick, and hard to beat on short texts.',
    zh: '为每个词元学习一个向量并取平均：训练很快，短文本上很难被超越。'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'globalAveragePooling1d' },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: 64, activation: 'relu' } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 10, minDelta: 0 }
  })
}
