import { statfs } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Problem } from '../../../shared/core/checked.ts'
import { problem } from '../../../shared/problems/catalogue.ts'
import type { RunEvent } from '../../../shared/training/run-events.ts'
import { isDiskFull } from '../../runtime/durable-files.ts'
import type { FileOperations } from '../../runtime/file-operations.ts'
import { writeCheckpoint, type CheckpointContent } from './write-checkpoint.ts'

/** Between two tries on a full disk. */
const ROOM_RETRY_MS = 3000

export interface RoomOptions {
  readonly send: (event: RunEvent) => void
  /** Once aborted, nobody waits for room any more. */
  readonly signal: AbortSignal
  readonly files?: FileOperations | undefined
  readonly roomRetryMs?: number | undefined
  readonly onStuck: (isStuck: boolean) => void
}

/**
 * Writes a checkpoint, waiting for room on a full disk.
 *
 * Output  its size in bytes; undefined where it could not be written, which is then told: older ones still serve
 */
export async function writeWithRoom(
  runFolder: string,
  content: CheckpointContent,
  { send, signal, files, onStuck, roomRetryMs = ROOM_RETRY_MS }: RoomOptions
): Promise<number | undefined> {
  let isTold = false
  try {
    for (;;) {
      try {
        return await writeCheckpoint(runFolder, content, files)
      } catch (error) {
        const found = await describeFailure(error, content, runFolder)
        if (!isTold) send({ type: 'warned', problem: found })
        isTold = true
        if (!isDiskFull(error) || signal.aborted) return undefined
      }
      onStuck(true)
      await wait(roomRetryMs, undefined, { signal }).catch(() => {})
    }
  } finally {
    onStuck(false)
  }
}

async function describeFailure(error: unknown, content: CheckpointContent, folder: string): Promise<Problem> {
  const { code } = error as NodeJS.ErrnoException
  // No word of the operating system's, so a mistake of ours.
  if (code === undefined) throw error
  if (!isDiskFull(error)) return problem('training/checkpoint-not-written', { reason: code })
  const room = await statfs(folder).catch(() => undefined)
  const neededMegabytes = Math.ceil(sizeOf(content) / 1e6)
  const freeMegabytes = room === undefined ? 0 : Math.floor((room.bavail * room.bsize) / 1e6)
  return problem('training/waiting-for-room', { neededMegabytes, freeMegabytes })
}

const sizeOf = ({ weights, optimizer, state = '' }: CheckpointContent): number =>
  [...weights, ...optimizer].reduce((sum, { values }) => sum + values.byteLength, state.length)
