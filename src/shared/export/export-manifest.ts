import { z } from 'zod'
import { exportId, runId } from '../core/ids.ts'
import { sampleShape, sha256, timestamp } from '../core/schema.ts'
import { inputPart } from '../dataset/prepared-data.ts'

/** Formats by the name the command line takes. */
export const exportFormat = z.enum(['tfjs', 'keras', 'h5'])
export type ExportFormat = z.infer<typeof exportFormat>

export const exportedFile = z.strictObject({ path: z.string(), sizeBytes: z.int(), sha256 })

/** The proof: golden rows put through the written file again. Deviation is the largest absolute difference of any output number. */
export const exportProof = z.strictObject({ rowCount: z.int().min(1), largestDeviation: z.number() })

/** `manifest.json` of an export's folder. */
export const exportManifest = z.strictObject({
  version: z.literal(1),
  product: z.literal('Layerwright'),
  productVersion: z.string(),
  format: exportFormat,
  /** Path of the model below the folder. */
  model: z.string(),
  preparation: z.literal('preparation.json'),
  goldenRows: z.literal('golden-rows.json'),
  run: z.strictObject({ id: runId, number: z.int(), name: z.string(), datasetFingerprint: sha256 }),
  inputShape: sampleShape,
  /** Where the model has several inputs: what of a sample's numbers belongs to each, one after another. */
  inputParts: z.array(inputPart).optional(),
  outputShape: sampleShape,
  /** Where the model has several outputs: how many numbers each of them has. */
  outputSizes: z.array(z.int().min(1)).min(2).optional(),
  weightCount: z.int(),
  createdAt: timestamp,
  files: z.array(exportedFile),
  proof: exportProof.nullable()
})
export type ExportManifest = z.infer<typeof exportManifest>

export const exportRecord = z.strictObject({
  id: exportId,
  runId,
  runNumber: z.int(),
  format: exportFormat,
  folderName: z.string(),
  /** Shown to the person, never used to open anything. */
  folderLabel: z.string(),
  sizeBytes: z.int(),
  createdAt: timestamp,
  proof: exportProof
})
export type ExportRecord = z.infer<typeof exportRecord>
