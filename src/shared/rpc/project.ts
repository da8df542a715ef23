import { z } from 'zod'
import { datasetId } from '../core/ids.ts'
import { timestamp } from '../core/schema.ts'
import { datasetSpec, task as taskSchema } from '../dataset/dataset-spec.ts'
import { networkGraph } from '../network/network-graph.ts'
import { trainingSpec } from '../training/training-spec.ts'

/** What the person is working on: a recipe in the making. Kept at every change. */
export const draft = z.strictObject({
  /** The imported dataset in use; null before the first import. */
  datasetId: datasetId.nullable(),
  dataset: datasetSpec.nullable(),
  network: networkGraph,
  training: trainingSpec
})
export type Draft = z.infer<typeof draft>

export const projectSummary = z.strictObject({
  /** Names the project in `projects.open`; not a path. */
  key: z.string(),
  name: z.string(),
  /** The folder as a person reads it, such as `~/Layerwright/Iris`. */
  folderLabel: z.string(),
  lastOpenedAt: timestamp,
  createdAt: timestamp,
  /** False when the folder is gone. */
  isAvailable: z.boolean(),
  sizeBytes: z.int(),
  data: z
    .strictObject({
      kind: z.enum(['table', 'images']),
      name: z.string(),
      rowCount: z.int(),
      classCount: z.int().nullable(),
      /** What is learned; lists of older versions do not say. */
      task: taskSchema.optional()
    })
    .nullable(),
  /** Kinds of the network's layers in order, with their share of the weights: enough for a thumbnail. */
  layers: z.array(z.strictObject({ kind: z.string(), weightShare: z.number() })),
  weightCount: z.int(),
  runCount: z.int(),
  /** A run that is at work, or that can go on; lists of older versions do not say. */
  unfinished: z.enum(['running', 'paused', 'interrupted']).nullable().default(null),
  exportCount: z.int(),
  /** Best run by test metric. */
  best: z.strictObject({ runNumber: z.int(), metric: z.string(), value: z.number() }).nullable(),
  /** Test metric of each run in order, for the small chart; null where a run has none. */
  testMetrics: z.array(z.number().nullable())
})
export type ProjectSummary = z.infer<typeof projectSummary>

export const openProject = z.strictObject({
  key: z.string(),
  name: z.string(),
  folderLabel: z.string(),
  createdAt: timestamp,
  /** Why the project can only be looked at; null when it can be changed. */
  readOnlyReason: z.string().nullable(),
  draft
})
export type OpenProject = z.infer<typeof openProject>

/** Shipped with the program; opened with one click into a project of its own. */
export const sample = z.strictObject({
  key: z.string(),
  title: z.strictObject({ en: z.string(), zh: z.string() }),
  text: z.strictObject({ en: z.string(), zh: z.string() }),
  kind: z.enum(['table', 'images', 'text']),
  rowCount: z.int(),
  classCount: z.int().nullable(),
  /** What to learn, where the data alone do not say. */
  task: taskSchema.optional()
})
export type Sample = z.infer<typeof sample>
