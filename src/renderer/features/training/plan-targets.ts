import { targetName } from '../../../shared/dataset/dataset-spec.ts'
import type { Draft } from '../../../shared/rpc/project.ts'
import type { PreparationSummary } from '../../../shared/rpc/studio-api.ts'
import { auxiliaryLossOptions, lossWeightOf } from '../../../shared/training/auxiliary-losses.ts'
import type { LossKind, TrainingSpec } from '../../../shared/training/training-spec.ts'
import { offeredLosses } from './offered-losses.ts'
import { checkDraft } from './training-problems.ts'

/** One of several targets, as the plan learns it. */
export interface PlanTarget {
  /** Its column. */
  readonly name: string
  readonly isMain: boolean
  readonly loss: LossKind
  /** Those that fit it, and the chosen one even where it does not. */
  readonly losses: readonly LossKind[]
  /** The loss that is taken where the plan names none; of the main target the plan always names one. */
  readonly usualLoss: LossKind | undefined
  readonly weight: number
}

/** All that a draft predicts, the main target first; empty while it is not known. */
export function planTargets(draft: Draft, preparation: PreparationSummary | null): readonly PlanTarget[] {
  const { dataset, training } = draft
  if (dataset === null || preparation === null) return []
  const name = targetName(dataset)
  const { auxiliaries } = preparation
  const main: PlanTarget = {
    name,
    isMain: true,
    loss: training.loss,
    losses: offeredLosses(training.loss, dataset.task),
    usualLoss: undefined,
    weight: lossWeightOf(training, name)
  }
  const options = auxiliaryLossOptions(checkDraft(draft, preparation)?.model, { name, auxiliaries })
  return [main, ...options.map((option) => besideTarget(option, training))]
}

function besideTarget(
  { name, losses }: { readonly name: string; readonly losses: readonly [LossKind, ...LossKind[]] },
  training: TrainingSpec
): PlanTarget {
  const [usualLoss] = losses
  const loss = training.auxiliaryLosses?.[name] ?? usualLoss
  return {
    name,
    isMain: false,
    loss,
    losses: losses.includes(loss) ? losses : [loss, ...losses],
    usualLoss,
    weight: lossWeightOf(training, name)
  }
}

/** Columns that the plan has a loss or a weight for, and that are no longer predicted. */
export function leftTargets(
  { auxiliaryLosses = {}, lossWeights = {} }: TrainingSpec,
  targets: readonly PlanTarget[]
): readonly string[] {
  if (targets.length === 0) return []
  const known = new Set(targets.map(({ name }) => name))
  const [main] = targets
  // A former column of the main target may be left with a loss of its own as well.
  const losses = Object.keys(auxiliaryLosses).filter((name) => name === main?.name || !known.has(name))
  return [...new Set([...losses, ...Object.keys(lossWeights).filter((name) => !known.has(name))])]
}

/** The plan with a target's loss counting this much; 1 needs not be said. */
export function withLossWeight(
  { lossWeights, ...training }: TrainingSpec,
  name: string,
  weight: number
): TrainingSpec {
  const next = withEntry(lossWeights, name, weight === 1 ? undefined : weight)
  return { ...training, ...(next && { lossWeights: next }) }
}

/** The plan with another loss for a target beside the main one; undefined for the usual one. */
export function withAuxiliaryLoss(
  { auxiliaryLosses, ...training }: TrainingSpec,
  name: string,
  loss: LossKind | undefined
): TrainingSpec {
  const next = withEntry(auxiliaryLosses, name, loss)
  return { ...training, ...(next && { auxiliaryLosses: next }) }
}

/** The plan without what it says of a column. */
export const withoutTarget = (training: TrainingSpec, name: string): TrainingSpec =>
  withAuxiliaryLoss(withLossWeight(training, name, 1), name, undefined)

function withEntry<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  name: string,
  value: Value | undefined
): Record<string, Value> | undefined {
  const others = Object.entries(record ?? {}).filter(([known]) => known !== name)
  const entries = value === undefined ? others : [...others, [name, value] as const]
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
