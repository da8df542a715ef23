import { z } from 'zod'
import { problemSchema } from '../core/schema.ts'
import { engineChoice } from './engine.ts'
import { sampleText } from './sample-text.ts'

/** Metrics of one pass by name: `loss`, and `accuracy` or `meanAbsoluteError`. */
export const epochMetrics = z.record(z.string(), z.number())

export const epochRecord = z.strictObject({
  /** From 1. */
  epoch: z.int().min(1),
  train: epochMetrics,
  /** Empty when the recipe keeps no validation part. */
  validation: epochMetrics,
  durationMs: z.number().min(0),
  learningRate: z.number(),
  /** The lowest validation (or else training) loss up to here. */
  isBest: z.boolean(),
  /** Generators: what it wrote after the epoch, where it was asked to. */
  sample: sampleText.optional()
})
export type EpochRecord = z.infer<typeof epochRecord>

/** A point between two steps: `step` steps of the epoch are done. After the last epoch it is the one after, step 0. */
const place = { epoch: z.int().min(1), step: z.int().min(0) }

/** What a trainer tells while it works, in order. */
export const runEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('preparing'), doneShare: z.number().min(0).max(1) }),
  z.strictObject({
    type: z.literal('started'),
    device: z.string(),
    engine: z.string(),
    /** Absent in what was told before engines were measured. */
    engineChoice: engineChoice.optional(),
    versions: z.record(z.string(), z.string()),
    epochs: z.int().min(1),
    stepsPerEpoch: z.int().min(1),
    rowCounts: z.strictObject({ train: z.int(), validation: z.int(), test: z.int() }),
    weightCount: z.int(),
    /** What the run's checkpoints take on the disk at most. */
    checkpointBytes: z.int().min(0)
  }),
  /** After `started`, where the run goes on: what it told after this point is to be forgotten. */
  z.strictObject({
    type: z.literal('resumed'),
    ...place,
    /** All epochs before this point, as the checkpoint holds them. */
    records: z.array(epochRecord),
    /** Training time before this point, all attempts together. */
    elapsedMs: z.number().min(0)
  }),
  /** At most ten a second. */
  z.strictObject({
    type: z.literal('progress'),
    epoch: z.int().min(1),
    step: z.int().min(0),
    /** Loss of each step since the last progress event. */
    stepLosses: z.array(z.number()),
    samplesPerSecond: z.number(),
    /** At most this long; early stopping may end it sooner. */
    remainingMs: z.number().nullable(),
    memoryBytes: z.int()
  }),
  z.strictObject({ type: z.literal('epoch-ended'), record: epochRecord, elapsedMs: z.number() }),
  z.strictObject({ type: z.literal('warned'), problem: problemSchema }),
  /** From here the run can go on, whatever happens after. */
  z.strictObject({ type: z.literal('checkpointed'), ...place, sizeBytes: z.int().min(0) }),
  /** The last event of a run that was told to pause. */
  z.strictObject({ type: z.literal('paused'), ...place }),
  z.strictObject({ type: z.literal('evaluating') }),
  z.strictObject({
    type: z.literal('finished'),
    /** Why it ended: all epochs done, early stopping, the plan's time limit, or the person's Stop. */
    reason: z.enum(['all-epochs', 'early-stopping', 'time-limit', 'stopped']),
    bestEpoch: z.int().min(1),
    durationMs: z.number()
  }),
  z.strictObject({ type: z.literal('failed'), problem: problemSchema })
])
export type RunEvent = z.infer<typeof runEvent>
