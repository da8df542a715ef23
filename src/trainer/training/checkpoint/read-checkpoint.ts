import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Checked } from '../../../shared/core/checked.ts'
import { problem } from '../../../shared/problems/catalogue.ts'
import type { WeightArray } from '../../network/build-model.ts'
import { unpackArrays } from './arrays.ts'
import {
  checkpointsOf,
  folderName,
  listCheckpoints,
  listNames,
  type CheckpointName
} from './checkpoint-folder.ts'
import { CHECKPOINT_VERSION, hashOf, openManifest, versionOf, type CheckpointManifest } from './manifest.ts'
import { isOldCheckpoint, readOldCheckpoint } from './old-checkpoint.ts'

/** A checkpoint whose every byte is what was written. */
export interface WholeCheckpoint {
  readonly manifest: CheckpointManifest
  readonly weights: WeightArray[]
  readonly optimizer: WeightArray[]
  /** Text of `state.json`; empty in a best checkpoint. */
  readonly state: string
}

/** A checkpoint to go on from, with the best weights that belong to it; no best before the first epoch's end. */
export interface ResumePoint {
  readonly last: WholeCheckpoint
  readonly best: WholeCheckpoint | undefined
  /** Newer ones that turned out damaged. */
  readonly damagedCount: number
}

/** Undefined where it is missing, damaged, or of another version. */
export async function readCheckpoint(
  runFolder: string,
  name: CheckpointName
): Promise<WholeCheckpoint | undefined> {
  const folder = path.join(checkpointsOf(runFolder), folderName(name))
  try {
    const manifest = openManifest(await readFile(path.join(folder, 'manifest.json'), 'utf8'))
    if (manifest?.kind !== name.kind) return undefined
    const bytes = new Map<string, Uint8Array>()
    for (const [file, { sizeBytes, sha256 }] of Object.entries(manifest.files)) {
      const found = await readFile(path.join(folder, path.basename(file)))
      if (found.length !== sizeBytes || hashOf(found) !== sha256) return undefined
      bytes.set(file, found)
    }
    const none = new Uint8Array(0)
    const weights = unpackArrays(manifest.weights, bytes.get('weights.bin') ?? none)
    const optimizer = unpackArrays(manifest.optimizer, bytes.get('optimizer.bin') ?? none)
    if (weights === undefined || optimizer === undefined) return undefined
    return { manifest, weights, optimizer, state: new TextDecoder().decode(bytes.get('state.json')) }
  } catch {
    return undefined
  }
}

/**
 * The newest point to go on from whose checkpoint and best weights are both whole; undefined where the run has none yet.
 *
 * Problems  training/checkpoint-damaged  no generation is whole
 *           training/resume-format       they are of another version of the program
 */
export async function findResumePoint(runFolder: string): Promise<Checked<ResumePoint | undefined>> {
  const names = await listCheckpoints(runFolder, 'last')
  for (const [damagedCount, name] of names.entries()) {
    const last = await readCheckpoint(runFolder, name)
    if (last === undefined) continue
    const { bestEpoch } = last.manifest
    if (bestEpoch === 0) return ok({ last, best: undefined, damagedCount })
    const best = await readCheckpoint(runFolder, { kind: 'best', epoch: bestEpoch, step: 0 })
    if (best !== undefined) return ok({ last, best, damagedCount })
  }
  const other = await findOtherVersion(runFolder)
  if (other !== undefined) return fail(other)
  return names.length === 0
    ? ok(undefined)
    : fail(problem('training/checkpoint-damaged', { count: names.length }))
}

async function findOtherVersion(runFolder: string) {
  for (const name of await listNames(runFolder)) {
    const file = path.join(checkpointsOf(runFolder), name, 'manifest.json')
    const version = versionOf(await readFile(file, 'utf8').catch(() => ''))
    if (version !== undefined && version !== CHECKPOINT_VERSION)
      return problem('training/resume-format', { expected: CHECKPOINT_VERSION, found: version })
  }
  return undefined
}

/**
 * The best weights of a run, in model order, of the newest checkpoint that is whole: of its best epoch, or else, before
 * the first epoch's end, as they were last.
 *
 * Problems  training/no-checkpoint        nothing was kept
 *           training/checkpoint-damaged   no generation is whole
 */
export async function readBestCheckpoint(runFolder: string): Promise<Checked<WeightArray[]>> {
  const names = [...(await listCheckpoints(runFolder, 'best')), ...(await listCheckpoints(runFolder, 'last'))]
  for (const name of names) {
    const found = await readCheckpoint(runFolder, name)
    if (found !== undefined) return ok(found.weights)
  }
  const oldNames = (await listNames(runFolder)).filter(isOldCheckpoint).sort().reverse()
  for (const name of oldNames) {
    const weights = await readOldCheckpoint(path.join(checkpointsOf(runFolder), name))
    if (weights !== undefined) return ok(weights)
  }
  const count = names.length + oldNames.length
  return fail(
    count === 0 ? problem('training/no-checkpoint', {}) : problem('training/checkpoint-damaged', { count })
  )
}

/** The threads of one operation that a run's newest whole checkpoint was trained with. */
export async function threadCountOf(runFolder: string): Promise<number | undefined> {
  const found = await findResumePoint(runFolder)
  return found.ok ? found.value?.last.manifest.facts.threadCount : undefined
}
