import type { Problem } from '../../../shared/core/checked.ts'
import { targetName } from '../../../shared/dataset/dataset-spec.ts'
import { checkNetwork } from '../../../shared/network/check-network.ts'
import { networkOutputFor } from '../../../shared/network/network-output.ts'
import type { Draft } from '../../../shared/rpc/project.ts'
import type { PreparationSummary } from '../../../shared/rpc/studio-api.ts'
import { checkPlan } from '../../../shared/training/check-plan.ts'

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
  const { classes, auxiliaries } = preparation
  const targets = { name: targetName(draft.dataset), classes, auxiliaries }
  return checkPlan(draft.training, checked.model, draft.dataset.task, targets)
}
