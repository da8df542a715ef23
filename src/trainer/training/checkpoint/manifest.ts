import { createHash } from 'node:crypto'
import { z } from 'zod'
import { sha256, timestamp } from '../../../shared/core/schema.ts'
import { arrayLayout } from './arrays.ts'

/** Raised with the form of checkpoints, and with every change that gives a training other numbers from the same recipe. */
export const CHECKPOINT_VERSION = 2

/** What must be the same for a training to go on as if it had not ended. */
export const trainingFacts = z.strictObject({
  seed: z.int(),
  /** Of the file or folder that was imported. */
  datasetFingerprint: sha256,
  /** Of every number that training reads: prepared samples, labels, and which row is in which part. */
  dataHash: sha256,
  /** Of the checked network with all its shapes. */
  modelHash: sha256,
  /** The name that `chooseStep` gives. */
  engine: z.string(),
  /** Libraries by name. */
  versions: z.record(z.string(), z.string()),
  /** Threads of one operation. */
  threadCount: z.int().min(1),
  device: z.strictObject({ kind: z.enum(['cpu', 'gpu']), name: z.string() })
})
export type TrainingFacts = z.infer<typeof trainingFacts>

/** `manifest.json` of a checkpoint. */
export const checkpointManifest = z.strictObject({
  version: z.literal(CHECKPOINT_VERSION),
  /** `last`: all that training goes on from; `best`: weights alone. */
  kind: z.enum(['last', 'best']),
  /** So many steps of this epoch are done; of a best checkpoint, the epoch whose end it is. */
  epoch: z.int().min(0),
  step: z.int().min(0),
  /** The epoch whose best checkpoint belongs to this one; 0 before the first. */
  bestEpoch: z.int().min(0),
  createdAt: timestamp,
  facts: trainingFacts,
  weights: arrayLayout,
  /** Empty in a best checkpoint. */
  optimizer: arrayLayout,
  files: z.record(z.string(), z.strictObject({ sizeBytes: z.int().min(0), sha256 }))
})
export type CheckpointManifest = z.infer<typeof checkpointManifest>

export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** The manifest as text that proves itself: no bit of it can change unseen. */
export function sealManifest(manifest: CheckpointManifest): string {
  const text = JSON.stringify(manifest)
  return `${text}\n${hashOf(text)}\n`
}

/** The manifest of a sealed text; undefined where it is not as it was written. */
export function openManifest(text: string): CheckpointManifest | undefined {
  const [document = '', seal, ...rest] = text.split('\n')
  if (seal !== hashOf(document) || rest.join('') !== '' || rest.length !== 1) return undefined
  const parsed = checkpointManifest.safeParse(JSON.parse(document))
  return parsed.success ? parsed.data : undefined
}

/** The version of a manifest of any version of the program; undefined where there is none to read. */
export function versionOf(text: string): number | undefined {
  try {
    // Version 1 was plain JSON of several lines.
    const [document = ''] = text.startsWith('{\n') ? [text] : text.split('\n')
    return z.object({ version: z.int() }).parse(JSON.parse(document)).version
  } catch {
    return undefined
  }
}
