import { z } from 'zod'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'
import { remembered, type Remembered } from './remembered.ts'

/** Losses are null before the first epoch, when any is lower. */
const watchState = z.strictObject({
  bestEpoch: z.int().min(0),
  bestLoss: z.number().nullable(),
  mark: z.number().nullable(),
  waited: z.int().min(0)
})

/** Follows the loss from epoch to epoch: which was the best, and whether to go on. */
export interface EpochWatch {
  /** From 1; 0 before the first epoch. */
  readonly bestEpoch: number
  readonly bestLoss: number
  /** Takes the loss of the next epoch in. */
  observe(epoch: number, loss: number): { readonly isBest: boolean }
  /** Whether training should end. */
  readonly isEnough: boolean
  readonly memory: Remembered
}

/**
 * The best epoch is always the one with the lowest loss. Training is enough once `patience` epochs in a row
 * did not fall below the last mark by more than `minDelta`; never, when early stopping is off.
 */
export function watchEpochs(earlyStopping: TrainingSpec['earlyStopping']): EpochWatch {
  let bestEpoch = 0
  let bestLoss = Infinity
  let mark = Infinity
  let waited = 0
  const orNull = (loss: number): number | null => (loss === Infinity ? null : loss)
  return {
    memory: remembered('early-stopping', watchState, {
      state: () => ({ bestEpoch, bestLoss: orNull(bestLoss), mark: orNull(mark), waited }),
      restore: (state) => {
        bestEpoch = state.bestEpoch
        bestLoss = state.bestLoss ?? Infinity
        mark = state.mark ?? Infinity
        waited = state.waited
      }
    }),
    get isEnough() {
      return earlyStopping !== null && waited >= earlyStopping.patience
    },
    get bestEpoch() {
      return bestEpoch
    },
    get bestLoss() {
      return bestLoss
    },
    observe: (epoch, loss) => {
      const isBest = loss < bestLoss
      if (isBest) {
        bestEpoch = epoch
        bestLoss = loss
      }
      const hasFallen = loss < mark - (earlyStopping?.minDelta ?? 0)
      if (hasFallen) mark = loss
      waited = hasFallen ? 0 : waited + 1
      return { isBest }
    }
  }
}
