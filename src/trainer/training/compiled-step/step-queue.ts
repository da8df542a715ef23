import type { StepMoment } from '../optimizers.ts'
import type { StepResults, TrainingStep } from '../step.ts'

export interface QueuedStep extends StepMoment {
  readonly batch: Uint32Array
}

/** Longest time that steps run at a stretch, and so that a stop waits for. */
const STRETCH_MS = 25

/**
 * Gathers steps so that each call of the runtime is worth its cost, as many as fit into a short time.
 *
 * Input  run: runs steps whose batches have one size; limit: most of them at a time, for a size
 */
export function createStepQueue(
  run: (steps: readonly QueuedStep[]) => Promise<StepResults>,
  limit: (batchSize: number) => number
): Pick<TrainingStep, 'run' | 'readResults'> {
  let queued: QueuedStep[] = []
  let stretch = 1
  let finished: StepResults[] = []

  const flush = async (): Promise<void> => {
    const steps = queued
    const [first] = steps
    if (first === undefined) return
    queued = []
    const startedAt = performance.now()
    finished.push(await run(steps))
    const msPerStep = (performance.now() - startedAt) / steps.length
    // At most twice as many as before: the first steps are slow, since TensorFlow optimises the graph in them.
    const wanted = Math.max(1, Math.min(stretch * 2, Math.floor(STRETCH_MS / msPerStep)))
    stretch = Math.min(wanted, limit(first.batch.length))
  }
  const enqueue = async (steps: readonly QueuedStep[]): Promise<void> => {
    await flush()
    queued.push(...steps)
    if (queued.length >= stretch) await flush()
  }
  return {
    run: (batch, moment) => {
      const size = queued[0]?.batch.length ?? batch.length
      if (size !== batch.length) return enqueue([{ batch, ...moment }])
      queued.push({ batch, ...moment })
      return queued.length >= stretch ? flush() : undefined
    },
    readResults: async () => {
      await flush()
      const results = finished
      finished = []
      return {
        losses: join(results.map(({ losses }) => losses)),
        scores: join(results.map(({ scores }) => scores))
      }
    }
  }
}

function join(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let start = 0
  for (const part of parts) {
    joined.set(part, start)
    start += part.length
  }
  return joined
}
