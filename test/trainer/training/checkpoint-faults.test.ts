import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunEvent } from '../../../src/shared/training/run-events.ts'
import {
  comparePlaces,
  keepOnly,
  listNames
} from '../../../src/trainer/training/checkpoint/checkpoint-folder.ts'
import {
  findResumePoint,
  readBestCheckpoint
} from '../../../src/trainer/training/checkpoint/read-checkpoint.ts'
import { writeCheckpoint } from '../../../src/trainer/training/checkpoint/write-checkpoint.ts'
import { writeWithRoom } from '../../../src/trainer/training/checkpoint/write-with-room.ts'
import { FaultyFiles, systemError, type Fault, type Unsynced } from '../faulty-files.ts'
import { bestOf, lastOf } from './checkpoint-case.ts'

let runFolder: string
beforeEach(async () => {
  runFolder = await mkdtemp(path.join(os.tmpdir(), 'checkpoint-faults-'))
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(runFolder, { recursive: true, force: true })
})

/** What lies on the disk before the write that goes wrong: epoch 2 with the best of epoch 1. */
async function startOver(): Promise<void> {
  await rm(runFolder, { recursive: true, force: true })
  for (const content of [bestOf(1), lastOf(2, 0, 1)]) await writeCheckpoint(runFolder, content)
}

/** The next checkpoint as a training writes it: the best, what names it, and then the older ones go. */
async function writeNext(files: FaultyFiles): Promise<void> {
  await writeCheckpoint(runFolder, bestOf(2), files)
  await writeCheckpoint(runFolder, lastOf(3, 5, 2), files)
  const best = { kind: 'best', epoch: 2, step: 0 } as const
  await keepOnly(runFolder, [{ kind: 'last', epoch: 3, step: 5 }, best], files)
}

async function findPlace() {
  const found = await findResumePoint(runFolder)
  if (!found.ok || found.value === undefined) return undefined
  const { last, best } = found.value
  const { epoch, step } = last.manifest
  // Weights tell the place that they were written at.
  const isRight =
    last.weights[0]?.values[0] === Math.fround(epoch + step / 1000) &&
    best?.weights[0]?.values[0] === epoch - 1
  return isRight ? { epoch, step } : undefined
}

const newPlace = { epoch: 3, step: 5 }

describe('a crash at each file operation of writing a checkpoint', () => {
  it.each(['kept', 'lost', 'torn'] as const)(
    'leaves a generation that is whole: unsynced data %s',
    async (unsynced: Unsynced) => {
      await startOver()
      const whole = new FaultyFiles()
      await writeNext(whole)
      const count = whole.operations.length
      expect(count).toBe(28)
      const renamed = whole.operations.indexOf('rename last-000003-00000005')
      const synced = whole.operations.indexOf('syncFolder checkpoints', renamed)

      for (let point = 0; point < count; point += 1) {
        await startOver()
        // From this operation on, nothing is done any more: not the cleaning up either.
        const files = new FaultyFiles((_, __, done) => (done > point ? systemError('ECRASH') : undefined))
        await writeNext(files).catch(() => {})
        await files.crash(unsynced)
        const found = await findPlace()
        expect(found, `after ${point} operations, at ${whole.operations[point] ?? ''}`).toBeDefined()
        if (point > synced) expect(found).toEqual(newPlace)
        else if (found !== undefined) expect(comparePlaces(found, newPlace)).toBeLessThanOrEqual(0)
        expect(await readBestCheckpoint(runFolder)).toMatchObject({ ok: true })
      }
    }
  )
})

describe('an error of the system', () => {
  /** Fails each operation of a kind for the first so many times. */
  const failing =
    (kind: string, code: string, times: number): Fault =>
    (operation) => {
      if (operation !== kind || times === 0) return undefined
      times -= 1
      return systemError(code)
    }

  it.each([
    ['sync', 'EIO'],
    ['write', 'EIO'],
    ['rename', 'EIO'],
    ['syncFolder', 'EIO'],
    ['create', 'EMFILE'],
    ['rename', 'EACCES'],
    ['rename', 'EBUSY'],
    ['sync', 'EPERM']
  ])('at %s, %s, is answered by another file, never the same again', async (kind, code) => {
    await startOver()
    const files = new FaultyFiles(failing(kind, code, 2))
    await writeCheckpoint(runFolder, lastOf(2, 7, 1), files)
    expect(await findPlace()).toEqual({ epoch: 2, step: 7 })
    const folders = files.operations.filter((operation) => operation.startsWith('makeFolder'))
    expect(folders).toHaveLength(3)
    expect(new Set(folders).size).toBe(3)
    expect(await listNames(runFolder)).toHaveLength(3)
  })

  it.each(['sync', 'write', 'rename', 'syncFolder', 'create', 'makeFolder'])(
    'that stays, at %s, leaves the generation before it and nothing else',
    async (kind) => {
      await startOver()
      const names = await listNames(runFolder)
      const files = new FaultyFiles(failing(kind, 'EIO', Infinity))
      await expect(writeCheckpoint(runFolder, lastOf(2, 7, 1), files)).rejects.toThrow('EIO')
      expect(await findPlace()).toEqual({ epoch: 2, step: 0 })
      expect(await listNames(runFolder)).toEqual(names)
    }
  )

  it('of a file that is held by another program is waited out for less than two seconds', async () => {
    await startOver()
    const files = new FaultyFiles(failing('rename', 'EBUSY', Infinity))
    await expect(writeCheckpoint(runFolder, lastOf(2, 7, 1), files)).rejects.toThrow('EBUSY')
    expect(files.operations.filter((operation) => operation.startsWith('rename'))).toHaveLength(6)
  })

  it('is no error where only some of the bytes are taken at a time', async () => {
    await startOver()
    const files = new FaultyFiles()
    const create = files.create.bind(files)
    files.create = async (file) => {
      const opened = await create(file)
      return { ...opened, write: (bytes) => opened.write(bytes.subarray(0, 7)) }
    }
    await writeCheckpoint(runFolder, lastOf(2, 7, 1), files)
    expect(await findPlace()).toEqual({ epoch: 2, step: 7 })
  })
})

describe('a full disk', () => {
  it('is waited for, said once with what is needed and free, and the older generation stays', async () => {
    await startOver()
    let isFull = true
    const files = new FaultyFiles((operation) =>
      isFull && operation === 'write' ? systemError('ENOSPC') : undefined
    )
    const events: RunEvent[] = []
    const stuck: boolean[] = []
    const writing = writeWithRoom(runFolder, lastOf(2, 7, 1), {
      send: (event) => events.push(event),
      signal: new AbortController().signal,
      files,
      roomRetryMs: 5,
      onStuck: (isStuck) => stuck.push(isStuck)
    })
    await vi.waitFor(() => {
      expect(
        files.operations.filter((operation) => operation.startsWith('makeFolder')).length
      ).toBeGreaterThan(3)
    })
    expect(await findPlace()).toEqual({ epoch: 2, step: 0 })
    isFull = false

    expect(await writing).toBeGreaterThan(0)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'warned',
      problem: { code: 'training/waiting-for-room', values: { neededMegabytes: 1 } }
    })
    expect(stuck.at(0)).toBe(true)
    expect(stuck.at(-1)).toBe(false)
    expect(await findPlace()).toEqual({ epoch: 2, step: 7 })
  })

  it('is waited for no longer once the run is to end', async () => {
    await startOver()
    const stop = new AbortController()
    const files = new FaultyFiles((operation) => (operation === 'write' ? systemError('ENOSPC') : undefined))
    const writing = writeWithRoom(runFolder, lastOf(2, 7, 1), {
      send: () => {},
      signal: stop.signal,
      files,
      roomRetryMs: 60_000,
      onStuck: (isStuck) => {
        if (isStuck) stop.abort('paused')
      }
    })
    expect(await writing).toBeUndefined()
    expect(await findPlace()).toEqual({ epoch: 2, step: 0 })
  })
})
