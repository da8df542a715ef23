import { z } from 'zod'
import { engineWish } from './engine.ts'

const rate = z.number().gt(0).max(100)
const fraction = z.number().min(0).lt(1)
const epsilon = z.number().gt(0).max(1)

/** Optimisers by their Keras names, every hyper-parameter written out. */
export const optimizerSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sgd'), learningRate: rate }),
  z.strictObject({
    kind: z.literal('momentum'),
    learningRate: rate,
    momentum: fraction,
    nesterov: z.boolean()
  }),
  z.strictObject({
    kind: z.literal('rmsprop'),
    learningRate: rate,
    rho: fraction,
    momentum: fraction,
    epsilon
  }),
  z.strictObject({
    kind: z.literal('adagrad'),
    learningRate: rate,
    initialAccumulatorValue: z.number().gt(0).max(100)
  }),
  z.strictObject({ kind: z.literal('adam'), learningRate: rate, beta1: fraction, beta2: fraction, epsilon })
])
export type OptimizerSpec = z.infer<typeof optimizerSpec>
export type OptimizerKind = OptimizerSpec['kind']

export const lossKind = z.enum([
  'meanSquaredError',
  'meanAbsoluteError',
  'binaryCrossentropy',
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy'
])
export type LossKind = z.infer<typeof lossKind>

export const earlyStopping = z.strictObject({
  /** Epochs without a lower validation loss before training stops. The best weights are always the ones kept. */
  patience: z.int().min(1).max(1000),
  /** By how much the loss must fall to count as lower. */
  minDelta: z.number().min(0)
})

/** How to train. */
export const trainingSpec = z.strictObject({
  version: z.literal(1),
  optimizer: optimizerSpec,
  loss: lossKind,
  batchSize: z.int().min(1).max(65536),
  epochs: z.int().min(1).max(100000),
  /** Start values, the order of samples and dropout all follow from it. */
  seed: z.int().min(0).max(0xffffffff),
  /** Penalty on the kernels of every layer, added to the loss: l1 · Σ|w| + l2 · Σw². */
  regularization: z.strictObject({ l1: z.number().min(0).max(10), l2: z.number().min(0).max(10) }),
  earlyStopping: earlyStopping.nullable(),
  /** 'auto' takes a GPU when there is one. */
  device: z.enum(['auto', 'cpu']),
  /** Absent in what was written before there was a choice. */
  engine: engineWish.default('auto')
})
export type TrainingSpec = z.infer<typeof trainingSpec>

/** The optimiser with Keras' default hyper-parameters. */
export const defaultOptimizers: { readonly [Kind in OptimizerKind]: Extract<OptimizerSpec, { kind: Kind }> } =
  {
    sgd: { kind: 'sgd', learningRate: 0.01 },
    momentum: { kind: 'momentum', learningRate: 0.01, momentum: 0.9, nesterov: false },
    rmsprop: { kind: 'rmsprop', learningRate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7 },
    adagrad: { kind: 'adagrad', learningRate: 0.001, initialAccumulatorValue: 0.1 },
    adam: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }
  }

export const defaultTraining: TrainingSpec = {
  version: 1,
  optimizer: defaultOptimizers.adam,
  loss: 'sparseCategoricalCrossentropy',
  batchSize: 32,
  epochs: 50,
  seed: 42,
  regularization: { l1: 0, l2: 0 },
  earlyStopping: { patience: 10, minDelta: 0 },
  device: 'auto',
  engine: 'auto'
}
