import { chain } from './chain.ts'
import { adam, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** Two LSTM layers that foretell the next token after each one. */
export const textGenerator: NetworkTemplate = {
  key: 'text-generator',
  title: { en: 'LSTM generator', zh: 'LSTM 文本生成' },
  summary: {
    en: 'Reads token after token, remembers what matters in two LSTM layers, and foretells the next one.',
    zh: '逐个读入词元，用两层 LSTM 记住要点，并预测下一个词元。'
  },
  fits: (data) => data.task === 'generation' && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 256 } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'lstm', params: { units: 128, returnSequences: true } },
      { kind: 'lstm', params: { units: 128, returnSequences: true } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: () => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: 16,
    epochs: 60,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}
