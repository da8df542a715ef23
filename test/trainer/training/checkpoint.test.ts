import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  listCheckpoints,
  readBestCheckpoint,
  writeCheckpoint
} from '../../../src/trainer/training/checkpoint.ts'

let runFolder: string
beforeEach(async () => {
  runFolder = await mkdtemp(path.join(os.tmpdir(), 'checkpoint-test-'))
})
afterEach(async () => {
  await rm(runFolder, { recursive: true, force: true })
})

const keep = (epoch: number): Promise<void> =>
  writeCheckpoint(
    runFolder,
    { epoch, loss: 1 / (epoch + 1), seed: 1, datasetFingerprint: 'b'.repeat(64), versions: {}, createdAt: 1 },
    [
      { name: 'dense_1/kernel', shape: [2, 2], values: Float32Array.of(epoch, 1, 2, 3) },
      { name: 'dense_1/bias', shape: [2], values: Float32Array.of(-0.5, 1e-30) }
    ]
  )
const weightsFile = (epoch: number): string =>
  path.join(runFolder, 'checkpoints', `epoch-00000${epoch}`, 'weights.bin')

/** The epoch that is read, as the first number of its kernel tells it. */
async function readEpoch(): Promise<number | undefined> {
  const found = await readBestCheckpoint(runFolder)
  return found.ok ? found.value[0]?.values[0] : undefined
}

describe('checkpoints', () => {
  it('gives back names, shapes and numbers exactly', async () => {
    await keep(3)
    expect(await readBestCheckpoint(runFolder)).toEqual({
      ok: true,
      value: [
        { name: 'dense_1/kernel', shape: [2, 2], values: Float32Array.of(3, 1, 2, 3) },
        { name: 'dense_1/bias', shape: [2], values: Float32Array.of(-0.5, 1e-30) }
      ]
    })
  })

  it('keeps two generations and reads the newest', async () => {
    for (const epoch of [0, 1, 2, 3]) await keep(epoch)
    expect(await listCheckpoints(runFolder)).toEqual(['epoch-000003', 'epoch-000002'])
    expect(await readEpoch()).toBe(3)
  })

  it.each([
    [
      'one bit is flipped',
      async (file: string) => {
        const bytes = await readFile(file)
        bytes[5] = (bytes[5] ?? 0) ^ 1
        await writeFile(file, bytes)
      }
    ],
    ['the file is cut short', (file: string) => truncate(file, 7)],
    ['the file is gone', (file: string) => rm(file)]
  ])('falls back a generation when %s', async (_, damage) => {
    await keep(1)
    await keep(2)
    await damage(weightsFile(2))
    expect(await readEpoch()).toBe(1)
  })

  it('takes no notice of a checkpoint that was being written', async () => {
    await keep(1)
    await keep(2)
    const unfinished = path.join(runFolder, 'checkpoints', 'epoch-000003.new')
    await mkdir(unfinished)
    await writeFile(path.join(unfinished, 'weights.bin'), 'half')
    expect(await readEpoch()).toBe(2)
  })

  it('says so when every generation is damaged', async () => {
    await keep(1)
    await truncate(weightsFile(1), 3)
    expect(await readBestCheckpoint(runFolder)).toMatchObject({
      problem: { code: 'training/checkpoint-damaged' }
    })
  })

  it('says so when nothing was kept', async () => {
    expect(await readBestCheckpoint(runFolder)).toMatchObject({ problem: { code: 'training/no-checkpoint' } })
  })
})
