import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  folderName,
  type CheckpointName
} from '../../../src/trainer/training/checkpoint/checkpoint-folder.ts'
import {
  findResumePoint,
  readBestCheckpoint,
  threadCountOf
} from '../../../src/trainer/training/checkpoint/read-checkpoint.ts'
import { writeCheckpoint } from '../../../src/trainer/training/checkpoint/write-checkpoint.ts'
import { createRandom } from '../../../src/shared/core/random.ts'
import { bestOf, lastOf } from './checkpoint-case.ts'

let runFolder: string
beforeEach(async () => {
  runFolder = await mkdtemp(path.join(os.tmpdir(), 'checkpoint-test-'))
})
afterEach(async () => {
  await rm(runFolder, { recursive: true, force: true })
})

const fileOf = (name: CheckpointName, file: string): string =>
  path.join(runFolder, 'checkpoints', folderName(name), file)

/** The first weight of the best weights that are read. */
async function readBestFirst(): Promise<number | undefined> {
  const found = await readBestCheckpoint(runFolder)
  return found.ok ? found.value[0]?.values[0] : undefined
}

/** Two generations: epoch 4 with best 3, and in its midst epoch 5 with best 4. */
async function writeTwoGenerations(): Promise<void> {
  for (const content of [bestOf(3), lastOf(4, 0, 3), bestOf(4), lastOf(5, 20, 4)])
    await writeCheckpoint(runFolder, content)
}

async function findPlace() {
  const found = await findResumePoint(runFolder)
  if (!found.ok) return found.problem.code
  if (found.value === undefined) return undefined
  const { last, best, damagedCount } = found.value
  return { epoch: last.manifest.epoch, step: last.manifest.step, best: best?.manifest.epoch, damagedCount }
}

async function flipBit(file: string, position: number): Promise<void> {
  const bytes = await readFile(file)
  bytes[position >> 3] = (bytes[position >> 3] ?? 0) ^ (1 << (position & 7))
  await writeFile(file, bytes)
}

describe('a checkpoint', () => {
  it('gives back every bit of weights, optimiser and state', async () => {
    await writeTwoGenerations()
    const found = await findResumePoint(runFolder)
    const written = lastOf(5, 20, 4)
    expect(found).toMatchObject({
      ok: true,
      value: {
        last: { weights: written.weights, optimizer: written.optimizer, state: written.state },
        best: { weights: bestOf(4).weights, optimizer: [], state: '' }
      }
    })
    const optimizer = found.ok ? found.value?.last.optimizer[0]?.values : undefined
    expect(Object.is(optimizer?.[1], -0)).toBe(true)
    expect(await threadCountOf(runFolder)).toBe(2)
  })

  it('says its size', async () => {
    const size = await writeCheckpoint(runFolder, lastOf(1, 0, 0))
    const files = ['manifest.json', 'weights.bin', 'optimizer.bin', 'state.json']
    const name = { kind: 'last', epoch: 1, step: 0 } as const
    const sizes = await Promise.all(files.map(async (file) => (await readFile(fileOf(name, file))).length))
    expect(size).toBe(sizes.reduce((sum, one) => sum + one, 0))
  })

  it('is found by its place, also where another has done as many steps', async () => {
    await writeCheckpoint(runFolder, lastOf(1, 30, 0))
    await writeCheckpoint(runFolder, bestOf(1))
    await writeCheckpoint(runFolder, lastOf(2, 0, 1))
    expect(await findPlace()).toMatchObject({ epoch: 2, step: 0 })
  })

  it('is none where nothing was written', async () => {
    expect(await findPlace()).toBeUndefined()
    expect(await readBestCheckpoint(runFolder)).toMatchObject({ problem: { code: 'training/no-checkpoint' } })
  })

  it('is none while it is being written', async () => {
    await writeTwoGenerations()
    const unfinished = path.join(runFolder, 'checkpoints', 'last-000006-00000000.12-3.new')
    await mkdir(unfinished)
    await writeFile(path.join(unfinished, 'weights.bin'), 'half')
    expect(await findPlace()).toMatchObject({ epoch: 5, step: 20 })
  })

  it('serves for its weights before the first epoch has ended', async () => {
    await writeCheckpoint(runFolder, lastOf(1, 250, 0))
    expect(await readBestFirst()).toBe(1.25)
  })
})

describe('damage to the newest generation', () => {
  const newest = { kind: 'last', epoch: 5, step: 20 } as const
  const files = ['weights.bin', 'optimizer.bin', 'state.json', 'manifest.json']
  const random = createRandom(11)
  const draws = Array.from({ length: 200 }, (_, index) => ({
    file: files[index % files.length] ?? '',
    share: random(),
    isCut: index % 8 >= 4
  }))

  it('is seen at each of 200 random places, and the generation before it is taken and said', async () => {
    const seen: unknown[] = []
    for (const { file, share, isCut } of draws) {
      await rm(runFolder, { recursive: true })
      await writeTwoGenerations()
      const target = fileOf(newest, file)
      const { length } = await readFile(target)
      if (isCut) await truncate(target, Math.floor(share * length))
      else await flipBit(target, Math.floor(share * length * 8))
      seen.push(await findPlace())
    }
    const fallenBack = { epoch: 4, step: 0, best: 3, damagedCount: 1 }
    expect(seen).toEqual(draws.map(() => fallenBack))
  })

  it('is also damage to the best weights that belong to it', async () => {
    await writeTwoGenerations()
    await flipBit(fileOf({ kind: 'best', epoch: 4, step: 0 }, 'weights.bin'), 9)
    expect(await findPlace()).toEqual({ epoch: 4, step: 0, best: 3, damagedCount: 1 })
    expect(await readBestFirst()).toBe(3)
  })

  it('is said where no generation is whole', async () => {
    await writeCheckpoint(runFolder, lastOf(1, 0, 0))
    await truncate(fileOf({ kind: 'last', epoch: 1, step: 0 }, 'weights.bin'), 3)
    expect(await findPlace()).toBe('training/checkpoint-damaged')
    expect(await readBestCheckpoint(runFolder)).toMatchObject({
      problem: { code: 'training/checkpoint-damaged' }
    })
  })
})

describe('a checkpoint of version 1', () => {
  async function writeOld(epoch: number): Promise<void> {
    const folder = path.join(runFolder, 'checkpoints', `epoch-${String(epoch).padStart(6, '0')}`)
    const bytes = new Uint8Array(Float32Array.of(epoch, 1, 2, 3).buffer)
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'weights.bin'), bytes)
    const manifest = {
      version: 1,
      epoch,
      loss: 0.5,
      seed: 1,
      datasetFingerprint: 'b'.repeat(64),
      versions: {},
      createdAt: 1,
      weights: [{ name: 'dense_1/kernel', shape: [2, 2] }],
      sizeBytes: 16,
      sha256: createHash('sha256').update(bytes).digest('hex')
    }
    await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2))
  }

  it('still opens for evaluation and export, the newest that is whole', async () => {
    await writeOld(2)
    await writeOld(3)
    expect(await readBestFirst()).toBe(3)
    await truncate(path.join(runFolder, 'checkpoints', 'epoch-000003', 'weights.bin'), 7)
    expect(await readBestFirst()).toBe(2)
  })

  it('is refused for going on, since it lacks the optimiser', async () => {
    await writeOld(2)
    expect(await findPlace()).toBe('training/resume-format')
  })
})
