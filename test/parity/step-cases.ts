import { checkNetwork } from '../../src/shared/network/check-network.ts'
import { createRandom } from '../../src/shared/core/random.ts'
import { isForValues } from '../../src/shared/training/losses.ts'
import type { LossKind, OptimizerSpec } from '../../src/shared/training/training-spec.ts'
import { createBatchReader, type BatchData } from '../../src/trainer/dataset/batch-reader.ts'
import { buildModel, writeWeights } from '../../src/trainer/network/build-model.ts'
import type { ChoiceParts } from '../../src/trainer/training/choose-step.ts'
import { createLoss } from '../../src/trainer/training/losses.ts'
import { chainOf } from '../trainer/small-data.ts'

/** Networks, losses and optimisers by which two ways to do a training step are compared. */
export type Network = 'mlp' | 'cnn' | 'lstm' | 'gru' | 'ways' | 'encoder' | 'decoder'

/** How many tokens there are, where a network reads tokens. */
const VOCABULARY = 9

export const optimizers = {
  sgd: { kind: 'sgd', learningRate: 0.05 },
  momentum: { kind: 'momentum', learningRate: 0.02, momentum: 0.9, nesterov: false },
  nesterov: { kind: 'momentum', learningRate: 0.02, momentum: 0.9, nesterov: true },
  rmsprop: { kind: 'rmsprop', learningRate: 0.005, rho: 0.9, momentum: 0, epsilon: 1e-7 },
  'rmsprop-momentum': { kind: 'rmsprop', learningRate: 0.002, rho: 0.9, momentum: 0.5, epsilon: 1e-3 },
  adagrad: { kind: 'adagrad', learningRate: 0.05, initialAccumulatorValue: 0.1 },
  adam: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  adamw: { kind: 'adamw', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-3, weightDecay: 0.03 },
  adamax: { kind: 'adamax', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-3 },
  nadam: { kind: 'nadam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-3 },
  adadelta: { kind: 'adadelta', learningRate: 1, rho: 0.9, epsilon: 1e-4 },
  lion: { kind: 'lion', learningRate: 0.002, beta1: 0.9, beta2: 0.99 }
} satisfies Record<string, OptimizerSpec>

const hidden: Readonly<Record<Network, Parameters<typeof chainOf>[0]>> = {
  mlp: [
    { kind: 'dense', params: { units: 16, activation: 'tanh' } },
    { kind: 'dropout', params: { rate: 0.3 } },
    { kind: 'dense', params: { units: 12, activation: 'relu' } },
    { kind: 'dense', params: { units: 8, activation: 'sigmoid' } }
  ],
  cnn: [
    {
      kind: 'conv2d',
      params: { filters: 4, kernelHeight: 3, kernelWidth: 3, padding: 'same', activation: 'relu' }
    },
    { kind: 'batchNormalization', params: { momentum: 0.9, epsilon: 0.001 } },
    { kind: 'maxPooling2d' },
    { kind: 'dropout', params: { rate: 0.2 } },
    { kind: 'flatten' }
  ],
  lstm: [
    { kind: 'embedding', params: { inputDim: VOCABULARY, outputDim: 6, maskZero: true } },
    { kind: 'lstm', params: { units: 5, returnSequences: true, dropout: 0.2 } },
    { kind: 'layerNormalization' },
    { kind: 'simpleRnn', params: { units: 4, returnSequences: true, goBackwards: true } },
    { kind: 'globalAveragePooling1d' }
  ],
  gru: [
    { kind: 'reshape', params: { targetShape: '6 × 4' } },
    { kind: 'gru', params: { units: 5, returnSequences: true } },
    { kind: 'dense', params: { units: 4, activation: 'tanh' } },
    { kind: 'gru', params: { units: 4, resetAfter: false } }
  ],
  ways: [
    { kind: 'reshape', params: { targetShape: '6 × 4' } },
    { kind: 'gaussianNoise', params: { stddev: 0.2 } },
    { kind: 'masking', params: { maskValue: 0.5 } },
    { kind: 'bidirectional', params: { units: 3, returnSequences: true, dropout: 0.2 } },
    { kind: 'spatialDropout1d', params: { rate: 0.2 } },
    { kind: 'conv1d', params: { filters: 4, padding: 'causal', activation: 'tanh' } },
    { kind: 'maxPooling1d' },
    { kind: 'bidirectional', params: { cell: 'GRU', units: 3, mergeMode: 'sum' } },
    { kind: 'alphaDropout', params: { rate: 0.1 } }
  ],
  encoder: [
    { kind: 'embedding', params: { inputDim: VOCABULARY, outputDim: 6, maskZero: true } },
    { kind: 'positionEmbedding' },
    { kind: 'transformerEncoder', params: { numHeads: 2, feedForward: 8 } },
    { kind: 'transformerEncoder', params: { numHeads: 3, feedForward: 8, normFirst: true, dropout: 0 } },
    { kind: 'globalAveragePooling1d' }
  ],
  decoder: [
    { kind: 'embedding', params: { inputDim: VOCABULARY, outputDim: 6 } },
    { kind: 'sinusoidalEncoding' },
    { kind: 'transformerDecoder', params: { numHeads: 2, feedForward: 8, activation: 'gelu' } },
    { kind: 'attention', params: { useScale: true, dropout: 0.2, causal: true } },
    { kind: 'multiHeadAttention', params: { numHeads: 2, keyDim: 4 } },
    // Not the largest step: where two are nearly alike, rounding decides which one learns.
    { kind: 'flatten' }
  ]
}
const shapes: Readonly<Record<Network, number[]>> = {
  mlp: [6],
  cnn: [8, 8, 2],
  lstm: [7],
  gru: [24],
  ways: [24],
  encoder: [7],
  decoder: [7]
}

const outputs = {
  meanSquaredError: { units: 1, activation: 'linear' },
  meanAbsoluteError: { units: 1, activation: 'linear' },
  binaryCrossentropy: { units: 1, activation: 'sigmoid' },
  categoricalCrossentropy: { units: 3, activation: 'softmax' },
  sparseCategoricalCrossentropy: { units: 3, activation: 'softmax' },
  huber: { units: 1, activation: 'linear' },
  logCosh: { units: 1, activation: 'linear' },
  poisson: { units: 1, activation: 'softplus' },
  binaryFocalCrossentropy: { units: 1, activation: 'sigmoid' },
  categoricalFocalCrossentropy: { units: 3, activation: 'softmax' }
} as const satisfies Record<LossKind, object>

export const lossKinds = Object.keys(outputs) as LossKind[]

export interface StepCase {
  readonly network: Network
  readonly loss: LossKind
  readonly optimizer: keyof typeof optimizers
  /** Start weights and samples follow from it. */
  readonly start?: number
  readonly rowCount?: number
  readonly batchSize?: number
  readonly regularization?: { readonly l1: number; readonly l2: number }
}

/** A model with random weights and samples, and everything else that a training step needs. */
export async function openCase({
  network,
  loss,
  optimizer,
  start = 1,
  rowCount = 24,
  batchSize = 16,
  regularization = { l1: 1e-4, l2: 1e-3 }
}: StepCase): Promise<ChoiceParts> {
  const { units, activation } = outputs[loss]
  const isRegression = isForValues(loss)
  const classCount = units === 1 ? 2 : units
  const { model: spec, problems } = checkNetwork(
    chainOf([{ kind: 'input' }, ...hidden[network], { kind: 'dense', params: { units, activation } }]),
    {
      inputShape: shapes[network],
      output: isRegression ? { kind: 'regression' } : { kind: 'classification', classCount }
    }
  )
  if (spec === undefined) throw new Error(JSON.stringify(problems))
  const model = await buildModel(spec, { seed: start, regularization, loss })
  const random = createRandom(start)
  writeWeights(
    model,
    model.weights.map(({ name, variable }) => ({
      name,
      shape: [...variable.shape],
      // A variance is never below 0.
      values: Float32Array.from(
        { length: variable.size },
        () => random() - (name.includes('variance') ? 0 : 0.5)
      )
    }))
  )
  const sampleSize = shapes[network].reduce((size, length) => size * length, 1)
  const classes = isRegression ? null : Array.from({ length: classCount }, (_, index) => `class ${index}`)
  const data: BatchData = {
    samples: {
      kind: 'float32',
      values: Float32Array.from({ length: rowCount * sampleSize }, () =>
        hidden[network][0]?.kind === 'embedding' ? Math.floor(random() * VOCABULARY) : random() * 2 - 1
      ),
      sampleSize
    },
    labels: Float32Array.from({ length: rowCount }, () =>
      isRegression ? random() * 4 - (loss === 'poisson' ? 0 : 2) : Math.floor(random() * classCount)
    ),
    sampleShape: shapes[network],
    target: { name: 'target', classes, scaling: null }
  }
  return {
    model,
    loss: createLoss(loss, model.head),
    reader: createBatchReader(data),
    target: data.target,
    seed: start,
    data,
    trainRows: Uint32Array.from({ length: rowCount }, (_, row) => row),
    batchSize,
    optimizer: optimizers[optimizer]
  }
}
