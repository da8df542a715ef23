import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { sha256, timestamp } from '../../../shared/core/schema.ts'
import type { WeightArray } from '../../network/build-model.ts'
import { arrayLayout, unpackArrays } from './arrays.ts'
import { hashOf } from './manifest.ts'

/** Checkpoints of version 1 held the weights of an epoch and nothing to go on from. */
const oldManifest = z.strictObject({
  version: z.literal(1),
  epoch: z.int().min(0),
  loss: z.number().nullable(),
  seed: z.int(),
  datasetFingerprint: sha256,
  versions: z.record(z.string(), z.string()),
  createdAt: timestamp,
  weights: arrayLayout,
  sizeBytes: z.int().min(0),
  sha256
})

const NAME = /^epoch-\d{6}$/u
export const isOldCheckpoint = (name: string): boolean => NAME.test(name)

/** The weights of a checkpoint of version 1; undefined where it is not whole. */
export async function readOldCheckpoint(folder: string): Promise<WeightArray[] | undefined> {
  try {
    const text = await readFile(path.join(folder, 'manifest.json'), 'utf8')
    const manifest = oldManifest.parse(JSON.parse(text))
    const bytes = await readFile(path.join(folder, 'weights.bin'))
    return hashOf(bytes) === manifest.sha256 ? unpackArrays(manifest.weights, bytes) : undefined
  } catch {
    return undefined
  }
}
