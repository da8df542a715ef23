import { z } from 'zod'
import { datasetId } from '../core/ids.ts'
import { problemSchema, sha256, timestamp } from '../core/schema.ts'
import { columnKind } from './column.ts'
import { datasetSource } from './dataset-spec.ts'

/** One bar of a histogram: from `low` (included) to `high` (excluded, but for the last bar). */
export const histogramBin = z.strictObject({ low: z.number(), high: z.number(), count: z.int().min(0) })

/** What is known of a column's texts. Lengths in characters (Unicode code points). */
export const textProfile = z.strictObject({
  lengths: z.strictObject({ min: z.int(), mean: z.number(), median: z.number(), max: z.int() }),
  lengthHistogram: z.array(histogramBin),
  /** Different characters of all texts. */
  characterCount: z.int().min(0),
  /** Most frequent words of the first texts, at most 30, in falling order; punctuation left out. */
  topWords: z.array(z.strictObject({ value: z.string(), count: z.int().min(1) })),
  /** Shares of the letters by script, in falling order: Han, Latin, Hiragana … */
  scripts: z.array(z.strictObject({ name: z.string(), share: z.number() })),
  /** Rows whose text stands in an earlier row too. */
  duplicateCount: z.int().min(0),
  /** Rows with nothing but white space; rows without any text are missing. */
  emptyCount: z.int().min(0),
  /** Control characters, and marks that turn the direction of writing. */
  controlCount: z.int().min(0)
})
export type TextProfile = z.infer<typeof textProfile>

/** What is known of one column as it was imported. Sizes in rows. */
export const columnProfile = z.strictObject({
  name: z.string(),
  kind: columnKind,
  missingCount: z.int().min(0),
  /** Exact up to 10,000 different values, then an estimate (HyperLogLog). */
  distinctCount: z.int().min(0),
  /** Numbers and dates (milliseconds since 1970); null where every value is missing. */
  range: z
    .strictObject({
      min: z.number(),
      max: z.number(),
      mean: z.number(),
      standardDeviation: z.number(),
      quartile1: z.number(),
      median: z.number(),
      quartile3: z.number()
    })
    .nullable(),
  histogram: z.array(histogramBin),
  /** Most frequent values of categories and text, at most 20, in falling order. */
  topValues: z.array(z.strictObject({ value: z.string(), count: z.int().min(1) })),
  /** Of text columns; data imported by the first version have none. */
  text: textProfile.optional()
})
export type ColumnProfile = z.infer<typeof columnProfile>

/** A column's file in the cache. Numbers and dates: float64, NaN missing. Categories and text: int32 codes, -1 missing, with a JSON list of values beside it. Little-endian. */
export const cachedColumn = z.strictObject({
  profile: columnProfile,
  file: z.string(),
  valuesFile: z.string().nullable()
})

export const importNote = z.strictObject({ problem: problemSchema, count: z.int().min(1) })

const common = {
  version: z.literal(1),
  id: datasetId,
  name: z.string(),
  source: datasetSource,
  fingerprint: sha256,
  importedAt: timestamp,
  sizeBytes: z.int().min(0),
  /** What was skipped or looked odd while importing; shown to the person, never dropped. */
  notes: z.array(importNote)
}

export const tableManifest = z.strictObject({
  ...common,
  kind: z.literal('table'),
  rowCount: z.int().min(0),
  columns: z.array(cachedColumn)
})
export type TableManifest = z.infer<typeof tableManifest>

/** An image kept in the dataset: its bytes lie in `images.pack` from `offset` on. */
export const packedImage = z.strictObject({
  /** Path below the imported folder, with forward slashes. */
  path: z.string(),
  classIndex: z.int().min(0),
  offset: z.int().min(0),
  sizeBytes: z.int().min(1),
  width: z.int().min(1),
  height: z.int().min(1),
  format: z.string()
})

export const imageManifest = z.strictObject({
  ...common,
  kind: z.literal('images'),
  classes: z.array(z.string()),
  /** Whether every image is grey. */
  isGrey: z.boolean(),
  images: z.array(packedImage)
})
export type ImageManifest = z.infer<typeof imageManifest>

/** `dataset.json` of a dataset's folder: all that is known of an imported dataset. */
export const datasetManifest = z.discriminatedUnion('kind', [tableManifest, imageManifest])
export type DatasetManifest = z.infer<typeof datasetManifest>

/** Pixels of all images of a dataset at one size, written beside the manifest: uint8, [image, row, column, channel]. */
export const pixelsFileName = (height: number, width: number, channels: number): string =>
  `pixels-${height}x${width}x${channels}.u8`
