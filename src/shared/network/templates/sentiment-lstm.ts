import { chain } from './chain.ts'
import { adam, batchSizeFor, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** An LSTM reads the text from start to end; one unit says yes or no. */
export const sentimentLstm: NetworkTemplate = {
  key: 'sentiment-lstm',
  title: { en: 'Sentiment by LSTM', zh: 'LSTM 情感分析' },
  summary: {
    en: 'Embedding, LSTM and one unit: reads the text from start to end, so that “not” can turn round what follows. For two classes.',
    zh: '嵌入、LSTM 加一个单元：从头到尾读完文本，因此“不”能反转后面的意思。用于两个类别。'
  },
  fits: (data) => data.task === 'classification' && data.classCount === 2 && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'spatialDropout1d', params: { rate: 0.2 } },
      { kind: 'lstm', params: { units: 64 } },
      { kind: 'dense', params: { units: 1, activation: 'sigmoid' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'binaryCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 20 : 6,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}
