import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goldenRows } from '../src/shared/export/golden-rows.ts'
import { exportRun } from '../src/trainer/export/export-run.ts'
import { modelFile, writeModel } from '../src/trainer/export/model-formats.ts'
import { floatsFrom } from '../src/trainer/export/weight-array.ts'
import { askKeras } from '../test/parity/ask-keras.ts'
import { everyLayer, networkNames, someWeights } from '../test/parity/every-layer.ts'
import {
  everyLayerOutputs,
  everyLayerSamples,
  largestDifference,
  settings
} from '../test/parity/every-layer-answers.ts'
import { exportJob, finishRun, type FinishedRun } from '../test/trainer/export/finished-run.ts'
import { findPython } from './find-python.ts'

let python: string
let folder: string
const runs: FinishedRun[] = []

beforeAll(async () => {
  python = findPython()
  folder = await mkdtemp(path.join(tmpdir(), 'layerwright-nightly-'))
})

afterAll(async () => {
  for (const run of runs) await rm(run.folder, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
})

describe('real Keras', () => {
  it.each(networkNames)(
    'opens .keras and .h5 of a network of every layer, %s, and gives what the trainer gives',
    async (name) => {
      const models: string[] = []
      for (const format of ['keras', 'h5'] as const) {
        const written = { ...settings, productVersion: '1.2.3', createdAt: 0 }
        const files = await writeModel(format, everyLayer(name), someWeights(everyLayer(name)), written)
        const place = path.join(folder, modelFile[format])
        await writeFile(place, files[modelFile[format]] ?? '')
        models.push(place)
      }
      const answer = await askKeras(python, everyLayerSamples(name), models)
      const ours = await everyLayerOutputs(name)

      for (const { output } of answer.models) expect(largestDifference(ours, output)).toBeLessThan(1e-5)
    }
  )

  it.each(['iris.csv', 'diabetes.csv', 'digits'])(
    'answers the golden rows of an exported run on %s',
    async (sample) => {
      const run = await finishRun(sample, 2)
      runs.push(run)
      const jobs = [exportJob(run, 'keras'), exportJob(run, 'h5')]
      for (const job of jobs) await exportRun(job, () => undefined)
      const [first] = jobs
      const text = await readFile(path.join(first?.outFolder ?? '', 'golden-rows.json'), 'utf8')
      const golden = goldenRows.parse(JSON.parse(text))
      const samples = golden.rows.flatMap((row) =>
        typeof row.sample === 'string' ? [...floatsFrom(Buffer.from(row.sample, 'base64'))] : row.sample
      )
      const models = jobs.map((job) => path.join(job.outFolder, modelFile[job.format]))
      const answer = await askKeras(
        python,
        { shape: golden.sampleShape, values: Float32Array.from(samples) },
        models
      )

      for (const { output } of answer.models) {
        expect(
          largestDifference(
            golden.rows.flatMap((row) => row.output),
            output
          )
        ).toBeLessThan(1e-5)
      }
    }
  )
})
