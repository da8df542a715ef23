import type { Problem } from '../core/checked.ts'
import type { Task } from '../dataset/dataset-spec.ts'
import type { ModelSpec } from '../network/model-spec.ts'
import { checkAuxiliaryLosses, type Targets } from './auxiliary-losses.ts'
import { checkTraining } from './check-training.ts'
import type { TrainingSpec } from './training-spec.ts'

/** Why a plan cannot train a network, for the main target and all beside it: what `checkTraining` and `checkAuxiliaryLosses` find. */
export const checkPlan = (
  training: TrainingSpec,
  model: ModelSpec,
  task: Task,
  targets: Targets & { readonly classes: readonly string[] | null }
): readonly Problem[] => [
  ...checkTraining(training, model, task, targets.classes),
  ...checkAuxiliaryLosses(training, model, targets)
]
