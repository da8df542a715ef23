import { z } from 'zod'
import { runId } from '../core/ids.ts'
import { problemSchema, sha256, timestamp } from '../core/schema.ts'
import { task } from '../dataset/dataset-spec.ts'
import { epochRecord } from './run-events.ts'

export const runStatus = z.enum([
  'queued',
  'preparing',
  'running',
  'evaluating',
  'completed',
  /** Ended early by the person and measured; can be continued. */
  'stopped',
  /** Ended by the person for a while, not measured; can be continued. */
  'paused',
  /** Left by a crash, a kill or a power cut; can be continued where it has a checkpoint. */
  'interrupted',
  'failed'
])
export type RunStatus = z.infer<typeof runStatus>

/** Headline figures of one part: accuracy, macroF1, loss … or r2, rmse, mae, loss. */
export const headlineMetrics = z.record(z.string(), z.number().nullable())

/** What is left to say while a run is at work; null before and after. */
export const runProgress = z.strictObject({
  epoch: z.int(),
  step: z.int(),
  stepsPerEpoch: z.int(),
  samplesPerSecond: z.number(),
  remainingMs: z.number().nullable(),
  memoryBytes: z.int(),
  elapsedMs: z.number()
})

/** A run as lists, cards and comparisons show it; its recipe is asked for separately. */
export const runSummary = z.strictObject({
  id: runId,
  /** 1, 2, 3 … in the project. */
  number: z.int().min(1),
  name: z.string(),
  status: runStatus,
  createdAt: timestamp,
  startedAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
  durationMs: z.number().nullable(),
  plannedEpochs: z.int(),
  epochCount: z.int(),
  bestEpoch: z.int().nullable(),
  device: z.string().nullable(),
  engine: z.string().nullable(),
  weightCount: z.int().nullable(),
  datasetName: z.string(),
  datasetFingerprint: sha256,
  networkTitle: z.string(),
  task,
  metrics: z.strictObject({ train: headlineMetrics, validation: headlineMetrics, test: headlineMetrics }),
  problem: problemSchema.nullable(),
  tags: z.array(z.string()),
  note: z.string(),
  parentId: runId.nullable(),
  /** The run whose best weights it started from; null for random values. */
  weightsFrom: runId.nullable().optional(),
  /** Where it can go on: so many steps of this epoch are done. Null before its first checkpoint. */
  checkpoint: z.strictObject({ epoch: z.int().min(1), step: z.int().min(0) }).nullable(),
  progress: runProgress.nullable(),
  /** Validation (or training) loss by epoch, for the sparkline; at most 400 points, among them the lowest and the last. */
  lossCurve: z.array(z.number())
})
export type RunSummary = z.infer<typeof runSummary>

export const runDetail = z.strictObject({
  ...runSummary.shape,
  epochs: z.array(epochRecord),
  /** Mean loss of groups of steps, at most 2,000 points: x in epochs. */
  stepLosses: z.array(z.strictObject({ x: z.number(), y: z.number() })),
  versions: z.record(z.string(), z.string()),
  events: z.array(z.strictObject({ atMs: z.number(), type: z.string(), text: z.string() }))
})
export type RunDetail = z.infer<typeof runDetail>
