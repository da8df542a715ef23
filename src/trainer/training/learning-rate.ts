import { scheduledRate, type TrainingLength } from '../../shared/training/schedule.ts'
import { z } from 'zod'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'

/** The learning rate of each step, and what lowers it while training. */
export interface LearningRate {
  /** Input  step: from 0, over all epochs */
  at(step: number): number
  /** Takes the loss of an epoch in; the steps after it may be smaller. */
  observe(loss: number): void
  /** What a continued training needs to go on the same. */
  state(): PlateauState
  restore(state: PlateauState): void
}

/** What has been seen of the loss so far, for `reduceOnPlateau`. */
export const plateauState = z
  .strictObject({
    /** What the schedule's rate is multiplied by. */
    share: z.number(),
    /** The loss to fall below; null before the first epoch. */
    mark: z.number().nullable(),
    waited: z.int().min(0)
  })
  .readonly()
export type PlateauState = z.infer<typeof plateauState>

type RateSettings = Pick<TrainingSpec, 'optimizer' | 'schedule' | 'reduceOnPlateau'>

/**
 * Schedule times plateau share.
 *
 * Source  keras.callbacks.ReduceLROnPlateau, Keras 3.15, without cool-down
 */
export function createLearningRate(training: RateSettings, length: TrainingLength): LearningRate {
  const { schedule, reduceOnPlateau } = training
  const { learningRate } = training.optimizer
  let now: PlateauState = { share: 1, mark: null, waited: 0 }
  return {
    at: (step) => scheduledRate(schedule, learningRate, step, length) * now.share,
    observe: (loss) => {
      if (reduceOnPlateau === null) return
      const { factor, patience, minDelta, minLearningRate } = reduceOnPlateau
      if (now.mark === null || loss < now.mark - minDelta) {
        now = { ...now, mark: loss, waited: 0 }
        return
      }
      const waited = now.waited + 1
      if (waited < patience) {
        now = { ...now, waited }
        return
      }
      // Where it begins below the limit already, it stays where it is.
      const lowest = Math.min(now.share, minLearningRate / learningRate)
      now = { ...now, waited: 0, share: Math.max(now.share * factor, lowest) }
    },
    state: () => now,
    restore: (state) => {
      now = state
    }
  }
}
