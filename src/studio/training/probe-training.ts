import { createHash } from 'node:crypto'
import { unwrap } from '../../shared/core/checked.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { Forecast } from '../../shared/training/forecast.ts'
import { defaultSweep, type RateSweep } from '../../shared/training/rate-sweep.ts'
import type { DatasetFunctions } from '../projects/dataset-functions.ts'
import { readyPixels } from './ready-pixels.ts'
import type { StartTrainer } from './run-queue.ts'
import { runTrainerJob } from './run-trainer-job.ts'

export interface ProbeRequest {
  readonly recipe: Recipe
  readonly datasetFolder: string
  readonly logFile: string
  readonly signal: AbortSignal
  readonly onProgress: (doneShare: number) => void
}

export interface ProbeServices {
  readonly startTrainer: StartTrainer
  readonly datasets: () => Promise<DatasetFunctions>
}

/** Forecasts of this session, the newest last; asked for again when a setting is put back. */
const known = new Map<string, Forecast>()
const KNOWN_COUNT = 50

/**
 * What a training will take, measured by some of its steps in a process of its own; remembered for the same recipe and data.
 *
 * Throws  ProblemError  what keeps the recipe from being trained, or system/cancelled
 */
export async function forecastTraining(request: ProbeRequest, services: ProbeServices): Promise<Forecast> {
  const key = keyOf(request)
  const found = known.get(key)
  if (found !== undefined) return found
  const { recipe, datasetFolder } = request
  await readyImages(request, services)
  const job = { kind: 'forecast', recipe, datasetFolder, threadCount: null } as const
  const result = await runTrainerJob(services.startTrainer, job, request)
  if (result.kind !== 'forecast') throw new Error(`A forecast answered with ${result.kind}.`)
  known.set(key, result.forecast)
  const [oldest] = known.keys()
  if (known.size > KNOWN_COUNT && oldest !== undefined) known.delete(oldest)
  return result.forecast
}

/** Trains some steps with a rising learning rate in a process of its own. Throws as `forecastTraining`. */
export async function findLearningRate(request: ProbeRequest, services: ProbeServices): Promise<RateSweep> {
  const { recipe, datasetFolder } = request
  await readyImages(request, services)
  const job = {
    kind: 'find-learning-rate',
    recipe,
    datasetFolder,
    threadCount: null,
    ...defaultSweep
  } as const
  const result = await runTrainerJob(services.startTrainer, job, request)
  if (result.kind !== 'find-learning-rate') throw new Error(`A sweep answered with ${result.kind}.`)
  return result.sweep
}

/** Positions on the canvas and the seed change nothing about time and memory. */
function keyOf({ recipe, datasetFolder }: ProbeRequest): string {
  const { dataset, network, training } = recipe
  const nodes = network.nodes.map(({ position: _, ...node }) => node)
  const asked = { dataset, nodes, edges: network.edges, training: { ...training, seed: 0 }, datasetFolder }
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
}

async function readyImages(
  { recipe, datasetFolder, signal, onProgress }: ProbeRequest,
  { datasets }: ProbeServices
): Promise<void> {
  unwrap(await readyPixels(recipe.dataset, datasetFolder, datasets, { signal, onProgress }))
}
