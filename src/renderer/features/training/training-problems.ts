import type { Problem } from '../../../shared/core/checked.ts'
import { checkNetwork } from '../../../shared/network/check-network.ts'
import { networkOutputFor } from '../../../shared/network/network-output.ts'
import type { Draft } from '../../../shared/rpc/project.ts'
import type { PreparationSummary } from '../../../shared/rpc/studio-api.ts'
import { checkAuxiliaryLosses } from '../../../shared/training/auxiliary-losses.ts'
import { checkTraining } from '../../../shared/training/check-training.ts'

/** All that keeps a draft from training, data first, then network, then the plan. */
export function findTrainingProblems(
  draft: Draft,
  preparation: PreparationSummary | null
): readonly Problem[] {
  if (preparation === null || draft.dataset === null) return []
  if (preparation.problems.length > 0 || preparation.sampleShape === null) return preparation.problems
  const checked = checkNetwork(draft.network, {
    inputShape: preparation.sampleShape,
    inputParts: preparation.inputParts,
    output: networkOutputFor(draft.dataset.task, preparation)
  })
  if (checked.model === undefined) return checked.problems
  const { task, columns } = draft.dataset
  const name = columns.find(({ role }) => role === 'target')?.name ?? ''
  return [
    ...checkTraining(draft.training, checked.model, task, preparation.classes),
    ...checkAuxiliaryLosses(draft.training, checked.model, { name, auxiliaries: preparation.auxiliaries })
  ]
}
