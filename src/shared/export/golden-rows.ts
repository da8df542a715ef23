import { z } from 'zod'
import { sampleShape } from '../core/schema.ts'

/** How many rows every export carries, or all where the dataset has fewer. */
export const goldenRowCount = 20

/** A row that shows what the model is to give: what went in, raw and prepared, and what came out of the trained model. */
export const goldenRow = z.strictObject({
  /** Row (or image) of the imported dataset, from 0. */
  row: z.int().min(0),
  /** Raw cells by column, null where missing; `path` of an image below the imported folder. */
  input: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** The network's input: its numbers in order, or as base64 of 32-bit little-endian floats where they are many. */
  sample: z.union([z.array(z.number()), z.base64()]),
  /** The network's output: a probability for each class, or the (scaled) value. */
  output: z.array(z.number())
})
export type GoldenRow = z.infer<typeof goldenRow>

/** `golden-rows.json` of an export's folder. */
export const goldenRows = z.strictObject({
  version: z.literal(1),
  sampleShape,
  rows: z.array(goldenRow).min(1)
})
export type GoldenRows = z.infer<typeof goldenRows>
