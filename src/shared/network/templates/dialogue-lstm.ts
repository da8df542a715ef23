import {
  adam,
  answerSteps,
  batchSizeFor,
  epochsFor,
  isTwoTexts,
  wordsOf,
  type NetworkTemplate
} from './template.ts'
import { tree } from './tree.ts'

/** An LSTM reads the question both ways; another one writes the answer and looks back at the question before each word. */
export const dialogueLstm: NetworkTemplate = {
  key: 'dialogue-lstm',
  title: { en: 'Dialogue by LSTM', zh: 'LSTM 对话' },
  summary: {
    en: 'One LSTM reads the question, another writes the answer word by word and looks back at the question before each.',
    zh: '一个 LSTM 读入问题，另一个逐词写出回答，每写一词前都回看问题。'
  },
  fits: isTwoTexts,
  build: (data) =>
    tree([
      { kind: 'input', params: { part: 'question' }, reads: [], at: [0, 0] },
      {
        kind: 'embedding',
        params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true },
        reads: [0],
        at: [0, 1]
      },
      {
        kind: 'bidirectional',
        params: { cell: 'LSTM', units: 64, returnSequences: true },
        reads: [1],
        at: [0, 2]
      },
      { kind: 'globalAveragePooling1d', reads: [2], at: [0, 3] },
      { kind: 'repeatVector', params: { n: answerSteps(data) }, reads: [3], at: [0, 4] },
      { kind: 'input', params: { part: 'answer' }, reads: [], at: [1, 0] },
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64 }, reads: [5], at: [1, 1] },
      { kind: 'concatenate', reads: [6, 4], at: [1, 5] },
      { kind: 'lstm', params: { units: 128, returnSequences: true }, reads: [7], at: [1, 6] },
      { kind: 'attention', reads: [8, 2], at: [0, 7] },
      { kind: 'concatenate', reads: [8, 9], at: [1, 8] },
      { kind: 'dense', params: { units: 128, activation: 'tanh' }, reads: [10], at: [1, 9] },
      { kind: 'dropout', params: { rate: 0.2 }, reads: [11], at: [1, 10] },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' }, reads: [12], at: [1, 11] }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    // Few rows make few steps of an epoch, so that it takes many to see whether anything is gained.
    earlyStopping: { patience: rowCount < 1000 ? 20 : 6, minDelta: 0 }
  })
}
