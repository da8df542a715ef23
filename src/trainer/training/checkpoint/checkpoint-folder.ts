import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { realFiles, type FileOperations } from '../../runtime/file-operations.ts'

export const checkpointsOf = (runFolder: string): string => path.join(runFolder, 'checkpoints')

/** So many steps of the epoch are done. After the last step of one comes the next, step 0. */
export interface Place {
  readonly epoch: number
  readonly step: number
}

export const comparePlaces = (left: Place, right: Place): number =>
  left.epoch - right.epoch || left.step - right.step

/** A checkpoint: `last` holds all that training goes on from, `best` the weights at the end of an epoch. */
export interface CheckpointName extends Place {
  readonly kind: 'last' | 'best'
}

const NAME = /^(?:(last)-(\d{6})-(\d{8})|(best)-(\d{6}))$/u

/** `last-000003-00000120` or `best-000002`. */
export function folderName({ kind, epoch, step }: CheckpointName): string {
  const ofEpoch = `${kind}-${String(epoch).padStart(6, '0')}`
  return kind === 'best' ? ofEpoch : `${ofEpoch}-${String(step).padStart(8, '0')}`
}

function parseName(name: string): CheckpointName | undefined {
  const [, last, epoch, step, best, bestEpoch] = NAME.exec(name) ?? []
  if (last !== undefined) return { kind: 'last', epoch: Number(epoch), step: Number(step) }
  return best === undefined ? undefined : { kind: 'best', epoch: Number(bestEpoch), step: 0 }
}

/** Names of everything in a run's folder of checkpoints. */
export const listNames = (runFolder: string): Promise<string[]> =>
  readdir(checkpointsOf(runFolder)).catch(() => [])

/** Checkpoints of one kind, the newest first. */
export async function listCheckpoints(
  runFolder: string,
  wanted: CheckpointName['kind']
): Promise<CheckpointName[]> {
  const names = (await listNames(runFolder)).flatMap((name) => parseName(name) ?? [])
  return names.filter(({ kind }) => kind === wanted).sort((left, right) => comparePlaces(right, left))
}

/** Forgets what an earlier attempt at the same run left, and makes an empty place that lasts. */
export async function startCheckpoints(runFolder: string, files: FileOperations = realFiles): Promise<void> {
  await files.remove(checkpointsOf(runFolder))
  await files.makeFolder(checkpointsOf(runFolder))
  await files.syncFolder(runFolder)
  await files.syncFolder(path.dirname(runFolder))
}

/** Removes all but some; what cannot be removed now is removed another time. */
export async function keepOnly(
  runFolder: string,
  kept: readonly CheckpointName[],
  files: FileOperations = realFiles
): Promise<void> {
  const names = new Set(kept.map(folderName))
  for (const name of await listNames(runFolder)) {
    if (!names.has(name)) await files.remove(path.join(checkpointsOf(runFolder), name)).catch(() => {})
  }
}
