import { z } from 'zod'
import { runId } from '../core/ids.ts'
import { engineWish } from './engine.ts'
import { defaultOptimizers, optimizerSpec } from './optimizer-spec.ts'
import { defaultSampleText, sampleTextSpec } from './sample-text.ts'
import { defaultSchedules, schedule } from './schedule.ts'

export { defaultOptimizers, type OptimizerKind, type OptimizerSpec } from './optimizer-spec.ts'

export const lossKind = z.enum([
  'meanSquaredError',
  'meanAbsoluteError',
  'huber',
  'logCosh',
  'poisson',
  'binaryCrossentropy',
  'binaryFocalCrossentropy',
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'categoricalFocalCrossentropy'
])
export type LossKind = z.infer<typeof lossKind>

/** Numbers of those losses that have some; the others pass them by. */
export const lossOptions = z.strictObject({
  /** Cross-entropies: how much of each label is spread over all classes. */
  labelSmoothing: z.number().min(0).lt(1),
  /** Huber: the error from which on it counts as an absolute one. */
  huberDelta: z.number().gt(0).max(1e6),
  /** Focal: how much less a row counts that is predicted well already. */
  focalGamma: z.number().min(0).max(10)
})
export type LossOptions = z.infer<typeof lossOptions>

export const earlyStopping = z.strictObject({
  /** Epochs without a lower validation loss before training stops. The best weights are always the ones kept. */
  patience: z.int().min(1).max(1000),
  /** By how much the loss must fall to count as lower. */
  minDelta: z.number().min(0)
})

export const reduceOnPlateau = z.strictObject({
  /** What the learning rate is multiplied by. */
  factor: z.number().gt(0).lt(1),
  /** Epochs without a lower validation loss before that happens. */
  patience: z.int().min(1).max(1000),
  minDelta: z.number().min(0),
  minLearningRate: z.number().min(0).max(100)
})
export type ReduceOnPlateau = z.infer<typeof reduceOnPlateau>

export const gradientClipping = z.strictObject({
  /** Each number, each weight's gradient by its length, or all of them by their common length. */
  by: z.enum(['value', 'norm', 'global-norm']),
  limit: z.number().gt(0).max(1e6)
})
export type GradientClipping = z.infer<typeof gradientClipping>

export const classWeights = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** A class counts the more the fewer rows it has: rows / (classes · rows of the class). */
  z.strictObject({ kind: z.literal('balanced') }),
  /** By the class's name; a class that is not named counts 1. */
  z.strictObject({ kind: z.literal('explicit'), weights: z.record(z.string(), z.number().min(0).max(1e6)) })
])
export type ClassWeights = z.infer<typeof classWeights>

const noClassWeights: ClassWeights = { kind: 'none' }
const defaultLossOptions: LossOptions = { labelSmoothing: 0, huberDelta: 1, focalGamma: 2 }

/** How to train. What has a default may be missing in older documents, and is then as it was before it could be set. */
export const trainingSpec = z.strictObject({
  version: z.literal(1),
  optimizer: optimizerSpec,
  schedule: schedule.default(defaultSchedules.constant),
  /** Lowers the rate further, on top of the schedule, when the loss no longer falls. */
  reduceOnPlateau: reduceOnPlateau.nullable().default(null),
  loss: lossKind,
  lossOptions: lossOptions.default(defaultLossOptions),
  /** Where several targets are predicted: the loss of each beside the main one, by its column; the usual one where left out. */
  auxiliaryLosses: z.record(z.string(), lossKind).optional(),
  /** How much the loss of each target counts in their sum, by its column, as Keras' `loss_weights`; 1 where left out. */
  lossWeights: z.record(z.string(), z.number().min(0).max(1e6)).optional(),
  batchSize: z.int().min(1).max(65536),
  /** Batches whose gradients are averaged before the weights change once. */
  gradientAccumulation: z.int().min(1).max(1000).default(1),
  gradientClipping: gradientClipping.nullable().default(null),
  classWeights: classWeights.default(noClassWeights),
  epochs: z.int().min(1).max(100000),
  /**
   * The run of the same project from whose best weights it starts, layer by layer where name, kind and shapes are the
   * same; null for random values. The name is for people only.
   */
  startFrom: z
    .strictObject({ runId, name: z.string().max(200) })
    .nullable()
    .default(null),
  /** Start values, the order of samples and dropout all follow from it. */
  seed: z.int().min(0).max(0xffffffff),
  /** Penalty on the kernels of every layer, added to the loss: l1 · Σ|w| + l2 · Σw². */
  regularization: z.strictObject({ l1: z.number().min(0).max(10), l2: z.number().min(0).max(10) }),
  earlyStopping: earlyStopping.nullable(),
  /** Training time after which it ends at the next step and keeps the best epoch. */
  timeLimitMs: z.int().min(1000).nullable().default(null),
  /** Generators only; has no say in the weights. */
  sampleText: sampleTextSpec.nullable().default(defaultSampleText),
  /** 'auto' takes a GPU when there is one. */
  device: z.enum(['auto', 'cpu']),
  /** Absent in what was written before there was a choice. */
  engine: engineWish.default('auto')
})
export type TrainingSpec = z.infer<typeof trainingSpec>

export const defaultTraining: TrainingSpec = {
  version: 1,
  optimizer: defaultOptimizers.adam,
  schedule: defaultSchedules.constant,
  reduceOnPlateau: null,
  loss: 'sparseCategoricalCrossentropy',
  lossOptions: defaultLossOptions,
  batchSize: 32,
  gradientAccumulation: 1,
  gradientClipping: null,
  classWeights: noClassWeights,
  epochs: 50,
  startFrom: null,
  seed: 42,
  regularization: { l1: 0, l2: 0 },
  earlyStopping: { patience: 10, minDelta: 0 },
  timeLimitMs: null,
  sampleText: defaultSampleText,
  device: 'auto',
  engine: 'auto'
}
