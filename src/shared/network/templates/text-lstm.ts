import { chain } from './chain.ts'
import { adam, batchSizeFor, classesOf, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** LSTM reads the text token by token; what it remembers at the end decides. */
export const textLstm: NetworkTemplate = {
  key: 'text-lstm',
  title: { en: 'Text by LSTM', zh: 'LSTM 文本分类' },
  summary: {
    en: 'An LSTM reads the text from both ends, token by token, and decides from what it remembers. For texts where the order of words matters.',
    zh: 'LSTM 从两端逐个词元读取文本，再根据记住的内容做出判断。适合词序重要的文本。'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'spatialDropout1d', params: { rate: 0.2 } },
      { kind: 'bidirectional', params: { cell: 'LSTM', units: 48 } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 12 : 6,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}
