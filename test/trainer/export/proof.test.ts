import { readdir, rm } from 'node:fs/promises'
import { afterAll, expect, it, vi } from 'vitest'
import { exportRun } from '../../../src/trainer/export/export-run.ts'
import type * as ModelFormats from '../../../src/trainer/export/model-formats.ts'
import { exportJob, finishRun } from './finished-run.ts'

// A writer with a fault, which the proof is there to find.
vi.mock('../../../src/trainer/export/model-formats.ts', async (load) => {
  const real = await load<typeof ModelFormats>()
  const writeModel: typeof real.writeModel = (format, model, weights, settings) =>
    real.writeModel(
      format,
      model,
      weights.map((one) => ({ ...one, values: one.values.map((value) => value + 0.01) })),
      settings
    )
  return { ...real, writeModel }
})

const run = await finishRun('iris.csv', 1)

afterAll(async () => {
  await rm(run.folder, { recursive: true, force: true })
})

it('keeps nothing of an export whose model answers otherwise than the trained one', async () => {
  await expect(exportRun(exportJob(run, 'keras'), () => undefined)).rejects.toMatchObject({
    problem: { code: 'export/proof-failed' }
  })
  expect((await readdir(run.folder)).sort()).toEqual(['dataset', 'run'])
})
