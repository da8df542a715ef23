import type { StepMoment } from '../optimizers.ts'
import type { StepResults, TrainingStep } from '../step.ts'

export interface QueuedStep extends StepMoment {
  readonly batch: Uint32Array
}

/** Longest time that steps run at a stretch, and so that a stop waits for. */
const STRETCH_MS = 25

/** Steps whose batches have one size: what they are given is gathered at once, and a call runs them. */
export type StretchMaker = (steps: readonly QueuedStep[]) => () => Promise<StepResults>

export interface StepQueue extends Pick<TrainingStep, 'run' | 'readResults'> {
  /** Waits for the steps that run; others may still be queued. */
  settle(): Promise<void>
}

/**
 * Gathers steps so that each call of the runtime is worth its cost, as many as fit into a short time. While they run,
 * the next are gathered.
 *
 * Input  limit: most steps at a time, for a size of their batches
 */
export function createStepQueue(prepare: StretchMaker, limit: (batchSize: number) => number): StepQueue {
  let queued: QueuedStep[] = []
  let stretch = 1
  let finished: StepResults[] = []
  let running: Promise<void> | undefined

  const runStretch = async (run: () => Promise<StepResults>, count: number, size: number): Promise<void> => {
    const startedAt = performance.now()
    finished.push(await run())
    const msPerStep = (performance.now() - startedAt) / count
    // At most twice as many as before: the first steps are slow, since TensorFlow optimises the graph in them.
    const wanted = Math.max(1, Math.min(stretch * 2, Math.floor(STRETCH_MS / msPerStep)))
    stretch = Math.min(wanted, limit(size))
  }
  const settle = async (): Promise<void> => {
    const under = running
    running = undefined
    await under
  }
  const flush = async (): Promise<void> => {
    const [first] = queued
    if (first === undefined) return
    const steps = queued
    queued = []
    const run = prepare(steps)
    await settle()
    running = runStretch(run, steps.length, first.batch.length)
    // What goes wrong is for the next call to tell; until then nobody waits for it.
    running.catch(() => {})
  }
  const enqueue = async (steps: readonly QueuedStep[]): Promise<void> => {
    await flush()
    queued.push(...steps)
    if (queued.length >= stretch) await flush()
  }
  return {
    settle,
    run: (batch, { step, learningRate }) => {
      const size = queued[0]?.batch.length ?? batch.length
      if (size !== batch.length) return enqueue([{ batch, step, learningRate }])
      queued.push({ batch, step, learningRate })
      return queued.length >= stretch ? flush() : undefined
    },
    readResults: async () => {
      await flush()
      await settle()
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
