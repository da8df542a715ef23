import type { LossKind } from '../../src/shared/training/training-spec.ts'

/** A network, its data and its batches; the peers build the same by the workload's name. */
export interface Workload {
  readonly words: string
  readonly sampleShape: readonly number[]
  /** Undefined for measured samples; for tokens, how many different ones there are. */
  readonly vocabularySize?: number
  readonly rowCount: number
  readonly batchSize: number
  /** Undefined for a value. */
  readonly classCount?: number
  /** Of one round. */
  readonly epochs: number
  /** The share of the best peer's time that ours is to take at most. */
  readonly wanted: number
  readonly layers: readonly (readonly [string, Readonly<Record<string, string | number | boolean>>])[]
}

const convolution = (filters: number): Workload['layers'] => [
  ['conv2d', { filters, kernelHeight: 3, kernelWidth: 3, padding: 'same', activation: 'relu' }],
  ['batchNormalization', {}]
]
const pool = ['maxPooling2d', {}] as const
const softmax = (units: number) => ['dense', { units, activation: 'softmax' }] as const

export const workloads: Readonly<Record<string, Workload>> = {
  mlp: {
    words: 'MLP 20-64-64-1, batch 32',
    sampleShape: [20],
    rowCount: 50_000,
    batchSize: 32,
    epochs: 2,
    wanted: 0.2,
    layers: [
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 1, activation: 'linear' }]
    ]
  },
  table: {
    words: 'wide table, 100 columns, MLP 128-64-1, batch 256',
    sampleShape: [100],
    rowCount: 1_000_000,
    batchSize: 256,
    epochs: 1,
    wanted: 0.95,
    layers: [
      ['dense', { units: 128, activation: 'relu' }],
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 1, activation: 'linear' }]
    ]
  },
  cnn: {
    words: 'CNN 28×28×1, conv 32, pool, dense 128, dense 10, batch 64',
    sampleShape: [28, 28, 1],
    rowCount: 6000,
    batchSize: 64,
    classCount: 10,
    epochs: 2,
    wanted: 0.5,
    layers: [
      ['conv2d', { filters: 32, kernelHeight: 3, kernelWidth: 3, padding: 'valid', activation: 'relu' }],
      pool,
      ['flatten', {}],
      ['dense', { units: 128, activation: 'relu' }],
      softmax(10)
    ]
  },
  deepcnn: {
    words: 'CNN 32×32×3, 8 convolutions with batch normalisation, batch 32',
    sampleShape: [32, 32, 3],
    rowCount: 640,
    batchSize: 32,
    classCount: 10,
    epochs: 1,
    wanted: 0.95,
    layers: [
      ...convolution(32),
      ...convolution(32),
      pool,
      ...convolution(64),
      ...convolution(64),
      pool,
      ...convolution(128),
      ...convolution(128),
      pool,
      ...convolution(128),
      ...convolution(128),
      ['globalAveragePooling2d', {}],
      softmax(10)
    ]
  },
  lstm: {
    words: 'vocabulary 10,000, embedding 256, two LSTM 128, 32 steps, softmax 10,000, batch 64',
    sampleShape: [32],
    vocabularySize: 10_000,
    rowCount: 1024,
    batchSize: 64,
    classCount: 10_000,
    epochs: 2,
    wanted: 0.95,
    layers: [
      ['embedding', { inputDim: 10_000, outputDim: 256 }],
      ['lstm', { units: 128, returnSequences: true }],
      ['lstm', { units: 128 }],
      softmax(10_000)
    ]
  },
  gru: {
    words: 'vocabulary 5,000, embedding 128, two GRU 96, 32 steps, softmax 5,000, batch 64',
    sampleShape: [32],
    vocabularySize: 5000,
    rowCount: 2048,
    batchSize: 64,
    classCount: 5000,
    epochs: 2,
    wanted: 0.9,
    layers: [
      ['embedding', { inputDim: 5000, outputDim: 128 }],
      ['gru', { units: 96, returnSequences: true }],
      ['gru', { units: 96 }],
      softmax(5000)
    ]
  },
  sentiment: {
    words: 'vocabulary 10,000, embedding 64, LSTM 64, 200 steps, softmax 2, batch 32',
    sampleShape: [200],
    vocabularySize: 10_000,
    rowCount: 1024,
    batchSize: 32,
    classCount: 2,
    epochs: 2,
    wanted: 0.95,
    layers: [['embedding', { inputDim: 10_000, outputDim: 64 }], ['lstm', { units: 64 }], softmax(2)]
  },
  transformer: {
    words: 'vocabulary 10,000, width 64, two Transformer blocks of 2 heads, 64 steps, softmax 10, batch 32',
    sampleShape: [64],
    vocabularySize: 10_000,
    rowCount: 1024,
    batchSize: 32,
    classCount: 10,
    epochs: 2,
    wanted: 0.9,
    layers: [
      ['embedding', { inputDim: 10_000, outputDim: 64 }],
      ['positionEmbedding', {}],
      ['transformerEncoder', { numHeads: 2, feedForward: 128, dropout: 0, activation: 'relu' }],
      ['transformerEncoder', { numHeads: 2, feedForward: 128, dropout: 0, activation: 'relu' }],
      ['globalAveragePooling1d', {}],
      softmax(10)
    ]
  }
}

export const lossOf = ({ classCount }: Workload): LossKind =>
  classCount === undefined ? 'meanSquaredError' : 'sparseCategoricalCrossentropy'
