import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { sha256, timestamp } from '../../shared/core/schema.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { WeightArray } from '../network/build-model.ts'
import { writeFolder } from '../runtime/durable-files.ts'

/** Folders of checkpoints kept: if the newest turns out damaged, one before it is there. */
const GENERATION_COUNT = 2

const NAME = /^epoch-(\d{6})$/u

/** `manifest.json` of a checkpoint. `weights.bin` holds the float32 values one after another, little-endian. */
const checkpointManifest = z.strictObject({
  version: z.literal(1),
  /** 0 is the state before the first step. */
  epoch: z.int().min(0),
  /** Validation (or else training) loss; null before the first epoch. */
  loss: z.number().nullable(),
  seed: z.int(),
  datasetFingerprint: sha256,
  versions: z.record(z.string(), z.string()),
  createdAt: timestamp,
  weights: z.array(z.strictObject({ name: z.string(), shape: z.array(z.int().min(0)) })),
  sizeBytes: z.int().min(0),
  sha256
})
export type CheckpointManifest = z.infer<typeof checkpointManifest>

export type CheckpointFacts = Pick<
  CheckpointManifest,
  'epoch' | 'loss' | 'seed' | 'datasetFingerprint' | 'versions' | 'createdAt'
>

const folderOf = (runFolder: string): string => path.join(runFolder, 'checkpoints')
const nameOf = (epoch: number): string => `epoch-${String(epoch).padStart(6, '0')}`
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Keeps the best weights so far; older generations but one are removed once the new one is whole. */
export async function writeCheckpoint(
  runFolder: string,
  facts: CheckpointFacts,
  weights: readonly WeightArray[]
): Promise<void> {
  const bytes = Buffer.concat(
    weights.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  )
  const manifest: CheckpointManifest = {
    version: 1,
    ...facts,
    weights: weights.map(({ name, shape }) => ({ name, shape: [...shape] })),
    sizeBytes: bytes.length,
    sha256: hash(bytes)
  }
  const folder = path.join(folderOf(runFolder), nameOf(facts.epoch))
  await writeFolder(folder, { 'weights.bin': bytes, 'manifest.json': JSON.stringify(manifest, null, 2) })
  for (const name of (await listCheckpoints(runFolder)).slice(GENERATION_COUNT)) {
    await rm(path.join(folderOf(runFolder), name), { recursive: true, force: true })
  }
}

/** Forgets what an earlier attempt at the same run left, which would else pass for newer. */
export async function removeCheckpoints(runFolder: string): Promise<void> {
  await rm(folderOf(runFolder), { recursive: true, force: true })
}

/** Names of a run's checkpoints, the newest first. */
export async function listCheckpoints(runFolder: string): Promise<string[]> {
  const names = await readdir(folderOf(runFolder)).catch(() => [])
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
}

/**
 * The best weights of a run, in model order: the newest checkpoint whose bytes are what was written.
 *
 * Problems  training/no-checkpoint        nothing was kept
 *           training/checkpoint-damaged   no generation is whole
 */
export async function readBestCheckpoint(runFolder: string): Promise<Checked<WeightArray[]>> {
  const names = await listCheckpoints(runFolder)
  if (names.length === 0) return fail(problem('training/no-checkpoint', {}))
  for (const name of names) {
    const weights = await readCheckpoint(path.join(folderOf(runFolder), name))
    if (weights !== undefined) return ok(weights)
  }
  return fail(problem('training/checkpoint-damaged', { count: names.length }))
}

async function readCheckpoint(folder: string): Promise<WeightArray[] | undefined> {
  try {
    const text = await readFile(path.join(folder, 'manifest.json'), 'utf8')
    const manifest = checkpointManifest.parse(JSON.parse(text))
    const bytes = await readFile(path.join(folder, 'weights.bin'))
    if (bytes.length !== manifest.sizeBytes || hash(bytes) !== manifest.sha256) return undefined
    return sliceWeights(manifest, bytes)
  } catch {
    return undefined
  }
}

function sliceWeights(manifest: CheckpointManifest, bytes: Uint8Array): WeightArray[] | undefined {
  // Copied, so that the floats begin where floats may begin.
  const values = new Float32Array(new Uint8Array(bytes).buffer)
  let start = 0
  const weights = manifest.weights.map(({ name, shape }) => {
    const end = start + shape.reduce((size, length) => size * length, 1)
    const taken = values.slice(start, end)
    start = end
    return { name, shape, values: taken }
  })
  return start === values.length ? weights : undefined
}
