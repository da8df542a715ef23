import { adam, batchSizeFor, epochsFor, isTwoTexts, wordsOf, type NetworkTemplate } from './template.ts'
import { tree } from './tree.ts'

/** A Transformer encoder reads a text, a decoder writes another one and looks at the first before each word. */
export const translationTransformer: NetworkTemplate = {
  key: 'translation-transformer',
  title: { en: 'Translation by Transformer', zh: 'Transformer 翻译' },
  summary: {
    en: 'An encoder reads the sentence, a decoder writes the other one and looks at all of the first before each word.',
    zh: '编码器读入原句，解码器逐词写出译文，每写一词前都查看整个原句。'
  },
  fits: isTwoTexts,
  build: (data) =>
    tree([
      { kind: 'input', params: { part: 'question' }, reads: [], at: [0, 0] },
      {
        kind: 'embedding',
        params: { inputDim: wordsOf(data), outputDim: 96, maskZero: true },
        reads: [0],
        at: [0, 1]
      },
      { kind: 'positionEmbedding', reads: [1], at: [0, 2] },
      {
        kind: 'transformerEncoder',
        params: { numHeads: 4, feedForward: 192, dropout: 0.1 },
        reads: [2],
        at: [0, 3]
      },
      { kind: 'input', params: { part: 'answer' }, reads: [], at: [1, 0] },
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 96 }, reads: [4], at: [1, 1] },
      { kind: 'positionEmbedding', reads: [5], at: [1, 2] },
      {
        kind: 'transformerDecoder',
        params: { numHeads: 4, feedForward: 192, dropout: 0.1 },
        reads: [6, 3],
        at: [1, 4]
      },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' }, reads: [7], at: [1, 5] }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    // Few rows make few steps of an epoch, so that it takes many to see whether anything is gained.
    earlyStopping: { patience: rowCount < 1000 ? 20 : 6, minDelta: 0 }
  })
}
