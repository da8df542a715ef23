import { chain } from './chain.ts'
import { adam, batchSizeFor, epochsFor, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** A Transformer decoder alone goes on behind the question with the answer. */
export const answerDecoder: NetworkTemplate = {
  key: 'answer-decoder',
  title: { en: 'Answers by a decoder alone', zh: '仅用解码器回答' },
  summary: {
    en: 'Reads question and answer as one text, as GPT does, and goes on behind the question.',
    zh: '像 GPT 一样把问题和回答当作一段文本，在问题之后续写。'
  },
  fits: (data) => data.task === 'pairs' && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 96 } },
      { kind: 'positionEmbedding' },
      { kind: 'transformerDecoder', params: { numHeads: 4, feedForward: 192, dropout: 0.1 } },
      { kind: 'transformerDecoder', params: { numHeads: 4, feedForward: 192, dropout: 0.1 } },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' } }
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
