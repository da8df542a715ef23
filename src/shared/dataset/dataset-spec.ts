import { z } from 'zod'
import { sha256 } from '../core/schema.ts'
import { columnKind, columnRole } from './column.ts'

/** How a text file is to be read as a table. Found by the import, overruled by the person. */
export const tableFormat = z.strictObject({
  /** One character, such as `,` `;` or a tab. */
  delimiter: z.string().length(1),
  quote: z.string().max(1),
  hasHeader: z.boolean(),
  /** A label of the WHATWG Encoding Standard, such as `utf-8` or `gb18030`. */
  encoding: z.string().min(1),
  decimalMark: z.enum(['.', ','])
})
export type TableFormat = z.infer<typeof tableFormat>

export const tableSource = z.strictObject({
  kind: z.literal('table'),
  /** Where the file was read; relative paths count from the recipe's folder. */
  path: z.string().min(1),
  /** Overrules what the import finds by itself. */
  format: tableFormat.partial().optional(),
  /** SHA-256 of the file's bytes; a recipe written by hand may leave it out. */
  fingerprint: sha256.optional()
})

export const imageSource = z.strictObject({
  kind: z.literal('images'),
  /** A folder with one sub-folder of images for each class. */
  path: z.string().min(1),
  /** SHA-256 over the files' relative paths and bytes, in path order. */
  fingerprint: sha256.optional()
})

export const textSource = z.strictObject({
  kind: z.literal('text'),
  /** A text file, or a folder with one sub-folder of text files for each class. */
  path: z.string().min(1),
  /** A label of the WHATWG Encoding Standard; left out where the import is to find it. */
  encoding: z.string().min(1).optional(),
  /** SHA-256 of the file's bytes, or over the files' relative paths and bytes. */
  fingerprint: sha256.optional()
})

export const datasetSource = z.discriminatedUnion('kind', [tableSource, imageSource, textSource])

export type DatasetSource = z.infer<typeof datasetSource>

/** What one column is and what it is used for. Columns not listed keep what the import found, as features. */
export const columnSpec = z.strictObject({ name: z.string().min(1), kind: columnKind, role: columnRole })
export type ColumnSpec = z.infer<typeof columnSpec>

export const stepParams = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** One preparation step: a transform of the catalogue, on some columns, with its settings. */
export const preparationStep = z.strictObject({
  id: z.string().min(1).max(64),
  kind: z.string().min(1),
  /** Names of columns, or 'all' for every feature that the transform accepts. */
  columns: z.union([z.literal('all'), z.array(z.string())]),
  params: stepParams,
  /** What it uses instead of learning it from the training rows: what the same step learned in another run, by name. */
  given: z.strictObject({ from: z.string().min(1).max(200), state: z.json() }).optional()
})
export type PreparationStep = z.infer<typeof preparationStep>

const share = z.number().min(0).max(1)

/** Shares of rows for learning, for choosing the best epoch, and for the final measurement; they add up to 1. */
export const splitSpec = z.strictObject({
  train: share,
  validation: share,
  test: share,
  seed: z.int().min(0).max(0xffffffff),
  /** Keeps the share of each class equal in all parts. Classification only. */
  isStratified: z.boolean(),
  /** 'position' keeps the order: the first rows train, the last ones test. Left out: at random, from the seed. */
  order: z.enum(['random', 'position']).optional()
})
export type SplitSpec = z.infer<typeof splitSpec>

/**
 * Generation learns what comes next in a text, a forecast what comes next in series of numbers, pairs the text that
 * answers another one; masked learns to guess
 * hidden words of a text.
 */
export const task = z.enum(['classification', 'regression', 'generation', 'forecast', 'masked', 'pairs'])
export type Task = z.infer<typeof task>

/** Tasks whose answers are in the text itself: there is no target column. */
export const isSelfSupervised = (one: Task): boolean => one === 'generation' || one === 'masked'

/** What to learn from and how to prepare it. */
export const datasetSpec = z.strictObject({
  version: z.literal(1),
  source: datasetSource,
  task,
  columns: z.array(columnSpec),
  steps: z.array(preparationStep),
  split: splitSpec
})
export type DatasetSpec = z.infer<typeof datasetSpec>

/** The column of the main target; '' where there is none. */
export const targetName = ({ columns }: Pick<DatasetSpec, 'columns'>): string =>
  columns.find(({ role }) => role === 'target')?.name ?? ''
