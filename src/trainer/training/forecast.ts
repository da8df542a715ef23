import { resourceUsage } from 'node:process'
import type { Forecast } from '../../shared/training/forecast.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import { measureRows } from '../evaluation/evaluate.ts'
import { mostBytes } from './open-training.ts'
import { openProbe, type Probe } from './open-probe.ts'

/** Time given to steps, of which the first third only warms up. */
const STEPS_MS = 1500
/** Most validation rows that are measured; the rest are taken to be like them. */
const VALIDATION_ROWS = 2048

type ForecastJob = Extract<TrainerJob, { kind: 'forecast' }>

/** What a training will take, from some of its own steps with its own batches. Nothing is kept of them. */
export async function forecastTraining(
  { recipe, datasetFolder }: ForecastJob,
  { onProgress }: { readonly onProgress: (doneShare: number) => void }
): Promise<Forecast> {
  const startedAt = performance.now()
  const probe = await openProbe(recipe, datasetFolder, onProgress)
  try {
    const preparationMs = performance.now() - startedAt
    const { learningRate } = recipe.training.optimizer
    const stepMs = await measureSteps(probe, learningRate)
    onProgress(0.9)
    const validationMs = await measureValidation(probe)
    const { epochs, batchSize, timeLimitMs } = recipe.training
    const stepsPerEpoch = Math.ceil(probe.data.parts.train.length / batchSize)
    const epochMs = stepsPerEpoch * stepMs + validationMs
    const wholeMs = preparationMs + epochs * epochMs
    return {
      engine: probe.chosen.engine,
      stepsPerEpoch,
      stepMs,
      validationMs,
      epochMs,
      totalMs: timeLimitMs === null ? wholeMs : Math.min(wholeMs, preparationMs + timeLimitMs),
      preparationMs,
      memoryBytes: resourceUsage().maxRSS * 1024,
      checkpointBytes: mostBytes(
        probe.measurable.model.weights.map(({ variable }) => variable),
        await probe.chosen.step.readState()
      )
    }
  } finally {
    probe.close()
  }
}

/** Mean time of a step, once the runtime has warmed up. */
async function measureSteps({ chosen: { step }, batches }: Probe, learningRate: number): Promise<number> {
  let index = 0
  const runFor = async (ms: number): Promise<number> => {
    const from = performance.now()
    let count = 0
    // At most so many, since some engines gather steps and the clock only moves when they run.
    while (count < 2 || (performance.now() - from < ms && count < 20_000)) {
      const running = step.run(batches.next().value, { step: index, learningRate })
      if (running !== undefined) await running
      index += 1
      count += 1
    }
    await step.readResults()
    return (performance.now() - from) / count
  }
  await runFor(STEPS_MS / 3)
  return runFor((STEPS_MS * 2) / 3)
}

async function measureValidation({ measurable, data }: Probe): Promise<number> {
  const { validation } = data.parts
  if (validation.length === 0) return 0
  const rows = validation.subarray(0, VALIDATION_ROWS)
  await measureRows(measurable, rows)
  const from = performance.now()
  await measureRows(measurable, rows)
  return ((performance.now() - from) * validation.length) / rows.length
}
