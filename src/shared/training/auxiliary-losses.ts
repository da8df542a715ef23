import type { Problem } from '../core/checked.ts'
import type { PreparedTarget } from '../dataset/prepared-data.ts'
import type { ModelSpec } from '../network/model-spec.ts'
import { lastLayers } from '../network/to-keras.ts'
import { problem } from '../problems/catalogue.ts'
import { lossesOfUse, lossLabel } from './losses.ts'
import type { LossKind, TrainingSpec } from './training-spec.ts'

/** The targets of a model: the main one's column, and those beside it. */
export interface Targets {
  readonly name: string
  readonly auxiliaries?: readonly Pick<PreparedTarget, 'name' | 'classes'>[] | undefined
}

type Plan = Pick<TrainingSpec, 'auxiliaryLosses' | 'lossWeights'>

/** How much the loss of a target counts in the sum of all. */
export const lossWeightOf = ({ lossWeights }: Plan, name: string): number => lossWeights?.[name] ?? 1

function lossesFor(classes: readonly string[] | null, size: number): readonly [LossKind, ...LossKind[]] {
  if (classes === null) return lossesOfUse('values')
  return lossesOfUse(size === 1 ? 'one-output' : 'classes')
}

/** The losses that each target beside the main one can be learned by, the usual one first; without a model, those for its kind. */
export function auxiliaryLossOptions(
  model: ModelSpec | undefined,
  { auxiliaries = [] }: Targets
): readonly { readonly name: string; readonly losses: readonly [LossKind, ...LossKind[]] }[] {
  const layers = model === undefined ? [] : lastLayers(model)
  return auxiliaries.map(({ name, classes }, index) => ({
    name,
    losses: lossesFor(classes, layers[index + 1]?.outputShape[0] ?? 0)
  }))
}

/** The loss of each target beside the main one, by its column. */
export function resolveAuxiliaryLosses(
  plan: Plan,
  model: ModelSpec,
  targets: Targets
): Readonly<Record<string, LossKind>> {
  return Object.fromEntries(
    auxiliaryLossOptions(model, targets).map(({ name, losses }): [string, LossKind] => [
      name,
      plan.auxiliaryLosses?.[name] ?? losses[0]
    ])
  )
}

/**
 * What keeps several targets from being learned as the plan says.
 *
 * Problems  training/unknown-target   a loss or weight is given to a column that is no such target
 *           training/auxiliary-loss   the loss is not for what that target is
 *           training/no-loss-counts   every target counts 0
 */
export function checkAuxiliaryLosses(plan: Plan, model: ModelSpec, targets: Targets): readonly Problem[] {
  const { name: main, auxiliaries = [] } = targets
  const names = auxiliaries.map(({ name }) => name)
  const unknown = (given: object | undefined, known: readonly string[], at: string): Problem[] =>
    Object.keys(given ?? {})
      .filter((name) => !known.includes(name))
      .map((name) =>
        problem('training/unknown-target', { name, known: known.join(', ') || '–' }, `training.${at}`)
      )
  const losses = auxiliaryLossOptions(model, targets).flatMap(({ name, losses: fitting }): Problem[] => {
    const wanted = plan.auxiliaryLosses?.[name]
    if (wanted === undefined || fitting.includes(wanted)) return []
    const [loss, use] = [lossLabel(wanted), lossLabel(fitting[0])]
    const values = { target: name, loss: loss.en, lossZh: loss.zh, use: use.en, useZh: use.zh }
    return [problem('training/auxiliary-loss', values, `training.auxiliaryLosses.${name}`)]
  })
  const isNoneCounted = [main, ...names].every((name) => lossWeightOf(plan, name) === 0)
  return [
    ...unknown(plan.auxiliaryLosses, names, 'auxiliaryLosses'),
    ...unknown(plan.lossWeights, [main, ...names], 'lossWeights'),
    ...losses,
    ...(isNoneCounted ? [problem('training/no-loss-counts', {}, 'training.lossWeights')] : [])
  ]
}
