import {
  createSmoother,
  hasExploded,
  rateOfSweep,
  suggestRate,
  type RatePoint,
  type RateSweep
} from '../../shared/training/rate-sweep.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import { openProbe } from './open-probe.ts'

type FindRateJob = Extract<TrainerJob, { kind: 'find-learning-rate' }>

interface SweepOptions {
  readonly from: number
  readonly to: number
  readonly stepCount: number
  readonly signal: AbortSignal
  readonly onProgress: (doneShare: number) => void
}

/**
 * Trains from the recipe's start weights with a learning rate that rises from step to step, until the loss explodes.
 *
 * Source  Smith (2017), arXiv:1506.01186
 */
export async function findLearningRate(
  job: FindRateJob,
  { signal, onProgress }: Pick<SweepOptions, 'signal' | 'onProgress'>
): Promise<RateSweep> {
  const probe = await openProbe(job.recipe, job.datasetFolder, (share) => {
    onProgress(share / 2)
  })
  const { step } = probe.chosen
  const { gradientAccumulation } = job.recipe.training
  let index = 0
  /** One change of the weights, and the mean loss of the batches that it comes from. */
  const tryRate = async (learningRate: number): Promise<number> => {
    for (let count = 0; count < gradientAccumulation; count += 1) {
      const running = step.run(probe.batches.next().value, { step: index, learningRate })
      if (running !== undefined) await running
      index += 1
    }
    const { losses } = await step.readResults()
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
  }
  try {
    return await sweepRates(tryRate, {
      ...job,
      signal,
      onProgress: (share) => {
        onProgress(0.3 + 0.7 * share)
      }
    })
  } finally {
    probe.close()
  }
}

/** Tries rates one after another; the loss that a rate is given with is the one before its step. */
export async function sweepRates(
  tryRate: (rate: number) => Promise<number>,
  options: SweepOptions
): Promise<RateSweep> {
  const { stepCount, signal, onProgress } = options
  const smooth = createSmoother()
  const points: RatePoint[] = []
  let endedBy: RateSweep['endedBy'] = 'all-steps'
  for (let index = 0; index < stepCount; index += 1) {
    const rate = rateOfSweep(index, options)
    const loss = await tryRate(rate)
    const point = { rate, loss, smoothLoss: smooth(loss) }
    if (hasExploded([...points, point])) {
      endedBy = 'exploded'
      break
    }
    points.push(point)
    onProgress((index + 1) / stepCount)
    if (signal.aborted) {
      endedBy = 'stopped'
      break
    }
  }
  return { points, suggestion: suggestRate(points), endedBy }
}
