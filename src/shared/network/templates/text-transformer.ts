import { chain } from './chain.ts'
import { adam, batchSizeFor, classesOf, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** One block of attention over all tokens, the strongest signs of them, and a probability for each class. */
export const textTransformer: NetworkTemplate = {
  key: 'text-transformer',
  title: { en: 'Text by Transformer', zh: 'Transformer 文本分类' },
  summary: {
    en: 'Each token looks at all others, then the strongest signs decide. Quicker than LSTM on long texts.',
    zh: '每个词元查看所有其他词元，再由最强的信号做出判断。处理长文本时比 LSTM 快。'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'positionEmbedding' },
      { kind: 'spatialDropout1d', params: { rate: 0.3 } },
      { kind: 'transformerEncoder', params: { numHeads: 4, feedForward: 128, dropout: 0.2 } },
      { kind: 'globalMaxPooling1d' },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 60 : 8,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 8, minDelta: 0 }
  })
}
