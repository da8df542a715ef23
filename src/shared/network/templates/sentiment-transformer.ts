import { chain } from './chain.ts'
import { adam, batchSizeFor, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** One block of attention over all tokens; one unit says yes or no. */
export const sentimentTransformer: NetworkTemplate = {
  key: 'sentiment-transformer',
  title: { en: 'Sentiment by Transformer', zh: 'Transformer 情感分析' },
  summary: {
    en: 'Embedding, a Transformer encoder and one unit: each word sees all others at once, “not” included. For two classes.',
    zh: '嵌入、Transformer 编码器加一个单元：每个词同时看到所有其他词，包括“不”。用于两个类别。'
  },
  fits: (data) => data.task === 'classification' && data.classCount === 2 && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'positionEmbedding' },
      { kind: 'spatialDropout1d', params: { rate: 0.3 } },
      { kind: 'transformerEncoder', params: { numHeads: 4, feedForward: 128, dropout: 0.2 } },
      { kind: 'globalMaxPooling1d' },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: 1, activation: 'sigmoid' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'binaryCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 60 : 8,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 8, minDelta: 0 }
  })
}
