import type { Problem } from '../../../shared/core/checked.ts'
import { targetName } from '../../../shared/dataset/dataset-spec.ts'
import { checkNetwork, type NetworkCheck } from '../../../shared/network/check-network.ts'
import { networkOutputFor } from '../../../shared/network/network-output.ts'
import type { Draft } from '../../../shared/rpc/project.ts'
import type { PreparationSummary } from '../../../shared/rpc/studio-api.ts'
import { checkPlan } from '../../../shared/training/check-plan.ts'

/** What is found of a draft's network for its data; undefined while these are not known or cannot be prepared. */
export function checkDraft(
  { dataset, network }: Draft,
  preparation: PreparationSummary | null
): NetworkCheck | undefined {
  if (preparation === null || dataset === null || preparation.sampleShape === null) return undefined
  return checkNetwork(network, {
    inputShape: preparation.sampleShape,
    inputParts: preparation.inputParts,
    output: networkOutputFor(dataset.task, preparation)
  })
}

/** All that keeps a draft from training, data first, then network, then the plan. */
export function findTrainingProblems(
  draft: Draft,
  preparation: PreparationSummary | null
): readonly Problem[] {
  if (preparation === null || draft.dataset === null) return []
  const checked = preparation.problems.length > 0 ? undefined : checkDraft(draft, preparation)
  if (checked === undefined) return preparation.problems
  if (checked.model === undefined) return checked.problems
  const { classes, auxiliaries } = preparation
  const targets = { name: targetName(draft.dataset), classes, auxiliaries }
  return checkPlan(draft.training, checked.model, draft.dataset.task, targets)
}
