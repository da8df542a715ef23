import { webcrypto } from 'node:crypto'
import path from 'node:path'
import type { WeightArray } from '../../network/build-model.ts'
import { writeFolder, type Contents } from '../../runtime/durable-files.ts'
import { realFiles, type FileOperations } from '../../runtime/file-operations.ts'
import { layoutOf, packArrays } from './arrays.ts'
import { checkpointsOf, folderName } from './checkpoint-folder.ts'
import { CHECKPOINT_VERSION, sealManifest, type CheckpointManifest } from './manifest.ts'

/** What goes into a checkpoint, copied: training may go on while it is written. */
export interface CheckpointContent {
  readonly about: Omit<CheckpointManifest, 'version' | 'weights' | 'optimizer' | 'files'>
  readonly weights: readonly WeightArray[]
  readonly optimizer: readonly WeightArray[]
  /** Text of `state.json`; left out where undefined. */
  readonly state: string | undefined
}

/**
 * Writes a checkpoint that appears whole or not at all.
 *
 * Output  its size in bytes
 */
export async function writeCheckpoint(
  runFolder: string,
  { about, weights, optimizer, state }: CheckpointContent,
  files: FileOperations = realFiles
): Promise<number> {
  const contents: Record<string, Uint8Array> = { 'weights.bin': packArrays(weights) }
  if (optimizer.length > 0) contents['optimizer.bin'] = packArrays(optimizer)
  if (state !== undefined) contents['state.json'] = new TextEncoder().encode(state)
  const manifest = sealManifest({
    version: CHECKPOINT_VERSION,
    ...about,
    weights: layoutOf(weights),
    optimizer: layoutOf(optimizer),
    files: await describe(contents)
  })
  const folder = path.join(checkpointsOf(runFolder), folderName(about))
  await writeFolder(folder, { ...contents, 'manifest.json': manifest }, files)
  return Object.values(contents).reduce((sum, { length }) => sum + length, manifest.length)
}

/** Hashed beside the steps that go on, not between them. */
async function describe(contents: Contents): Promise<CheckpointManifest['files']> {
  const files: CheckpointManifest['files'] = {}
  for (const [name, bytes] of Object.entries(contents)) {
    const digest = await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
    files[name] = { sizeBytes: bytes.length, sha256: Buffer.from(digest).toString('hex') }
  }
  return files
}
