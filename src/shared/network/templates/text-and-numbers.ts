import { adam, batchSizeFor, wordsOf, type NetworkTemplate, type TemplateData } from './template.ts'
import { tree } from './tree.ts'

const lossOf = ({ task }: TemplateData): 'sparseCategoricalCrossentropy' | 'meanSquaredError' =>
  task === 'regression' ? 'meanSquaredError' : 'sparseCategoricalCrossentropy'

/** Two inputs: the mean of the tokens' vectors beside a Dense layer over the other columns, then both together. */
export const textAndNumbers: NetworkTemplate = {
  key: 'text-and-numbers',
  title: { en: 'Text and numbers', zh: '文本与数值' },
  summary: {
    en: 'Reads a text and the other columns by an Input each, and decides by both together.',
    zh: '用两个 Input 分别读取文本和其他列，再把两者合起来判断。'
  },
  fits: ({ task, inputParts = [] }) =>
    task !== 'generation' && inputParts.map(({ name }) => name).join() === 'text,numbers',
  build: (data) =>
    tree([
      { kind: 'input', params: { part: 'text' }, reads: [], at: [0, 0] },
      {
        kind: 'embedding',
        params: { inputDim: wordsOf(data), outputDim: 32, maskZero: true },
        reads: [0],
        at: [0, 1]
      },
      { kind: 'globalAveragePooling1d', reads: [1], at: [0, 2] },
      { kind: 'input', params: { part: 'numbers' }, reads: [], at: [1, 0] },
      { kind: 'dense', params: { units: 16, activation: 'relu' }, reads: [3], at: [1, 1] },
      { kind: 'concatenate', reads: [2, 4], at: [0, 3] },
      { kind: 'dropout', params: { rate: 0.3 }, reads: [5], at: [0, 4] },
      data.task === 'regression'
        ? { kind: 'dense', params: { units: 1, activation: 'linear' }, reads: [6], at: [0, 5] }
        : {
            kind: 'dense',
            params: { units: data.classCount ?? 2, activation: 'softmax' },
            reads: [6],
            at: [0, 5]
          }
    ]),
  suggestTraining: (data) => ({
    optimizer: adam(0.003),
    loss: lossOf(data),
    batchSize: batchSizeFor(data.rowCount),
    epochs: data.rowCount < 20_000 ? 30 : 12,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}
