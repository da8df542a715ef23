import type { Task } from '../../../shared/dataset/dataset-spec.ts'
import { isOfValues } from '../../../shared/training/check-training.ts'
import { isForValues } from '../../../shared/training/losses.ts'
import { lossKind, type LossKind } from '../../../shared/training/training-spec.ts'

/** Losses for the main target of a task, and the one that is chosen even where it does not fit. */
export const offeredLosses = (chosen: LossKind, task: Task | undefined): readonly LossKind[] => {
  const isRegression = task !== undefined && isOfValues(task)
  return lossKind.options.filter((loss) => loss === chosen || isForValues(loss) === isRegression)
}
