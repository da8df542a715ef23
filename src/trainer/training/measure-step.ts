import { batchesOf } from './batch-order.ts'
import type { FirstStepParts } from './compare-step.ts'
import type { TrainingStep } from './step.ts'

/** Time that one way to compute the step is measured for, beside the step that it is at. */
const BUDGET_MS = 80
/** Steps are counted in turns of at least this long, so that their start does not count. */
const TURN_MS = 15

/**
 * Microseconds that a way to compute the step takes for a sample: of its fastest turn of steps, since other work of the
 * machine only ever adds. Changes weights and what the optimiser has gathered.
 */
export async function measureStep(way: TrainingStep, parts: FirstStepParts): Promise<number> {
  const { trainRows, batchSize, optimizer } = parts
  const whole = Math.max(1, Math.floor(trainRows.length / batchSize)) * batchSize
  const batches = [...batchesOf(trainRows.subarray(0, whole), batchSize)]
  const startedAt = performance.now()
  let best = Infinity
  let count = 1
  let step = 0
  do {
    const from = performance.now()
    let sampleCount = 0
    for (let index = 0; index < count; index += 1) {
      const batch = batches[step % batches.length] ?? trainRows
      const running = way.run(batch, { step, learningRate: optimizer.learningRate })
      if (running !== undefined) await running
      sampleCount += batch.length
      step += 1
    }
    await way.readResults()
    const ms = performance.now() - from
    best = Math.min(best, (ms * 1000) / sampleCount)
    if (ms < TURN_MS) count *= 2
  } while (performance.now() - startedAt < BUDGET_MS)
  return best
}
