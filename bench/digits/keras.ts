import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { unwrap } from '../../src/shared/core/checked.ts'
import type { PreparedData } from '../../src/shared/dataset/prepared-data.ts'
import type { Recipe } from '../../src/shared/recipe.ts'
import { scheduledRate } from '../../src/shared/training/schedule.ts'
import { prepareDataset } from '../../src/trainer/dataset/prepare-dataset.ts'
import { readDatasetManifest } from '../../src/trainer/dataset/read-dataset.ts'
import { findEnvironment } from '../training/environments.ts'

const execute = promisify(execFile)

/** One training: what it reached, and the time for each picture learned from in its best epoch. */
export interface Trained {
  readonly accuracy: number
  readonly microseconds: number
  readonly version: string
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const answer = z.object({ accuracy: z.number(), epochMs: z.array(z.number()), version: z.string() })

/**
 * Trains the same by Keras, on what the recipe makes of the imported pictures.
 *
 * Throws  Error  there is no Python, or no Keras can be installed
 */
export async function trainByKeras(
  { dataset, training }: Recipe,
  datasetFolder: string,
  home: string
): Promise<Trained> {
  const found = await findEnvironment('keras')
  if (found.python === undefined) throw new Error(found.reason)
  const manifest = unwrap(await readDatasetManifest(datasetFolder))
  const prepared = unwrap(await prepareDataset(datasetFolder, manifest, dataset))
  const folder = path.join(home, 'keras')
  const { parts } = prepared
  const stepsPerEpoch = Math.ceil(parts.train.length / training.batchSize)
  const length = { epochs: training.epochs, stepsPerEpoch }
  const rates = Array.from({ length: training.epochs * stepsPerEpoch }, (_, step) =>
    scheduledRate(training.schedule, training.optimizer.learningRate, step, length)
  )
  const plan = {
    parts: { train: [...parts.train], validation: [...parts.validation], test: [...parts.test] },
    rates,
    batchSize: training.batchSize,
    epochs: training.epochs
  }
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'plan.json'), JSON.stringify(plan))
  await writeFile(path.join(folder, 'pictures.bin'), numbersOf(prepared))
  await writeFile(path.join(folder, 'labels.bin'), prepared.labels)
  const script = fileURLToPath(new URL('keras_peer.py', import.meta.url))
  const { stdout } = await execute(found.python, [script, folder, String(training.seed)], {
    env: { ...process.env, KERAS_BACKEND: 'tensorflow', CUDA_VISIBLE_DEVICES: '-1' }
  })
  const { accuracy, epochMs, version } = answer.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  return { accuracy, microseconds: (Math.min(...epochMs) * 1000) / parts.train.length, version }
}

function numbersOf({ samples }: PreparedData): Float32Array {
  if (samples.kind !== 'uint8') throw new Error('Pictures are prepared as bytes.')
  return Float32Array.from(samples.values, (value) => value * samples.scale + samples.offset)
}
