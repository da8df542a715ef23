import { lossKind, type LossKind } from '../../../shared/training/training-spec.ts'
import { formatNumber } from '../../text/format.ts'
import { t, type Both } from '../../text/text.svelte.ts'
import { editPlan } from './edit-plan.ts'
import { lossNames, targetText, type TargetPart } from './plan-text.ts'
import { withAuxiliaryLoss, withLossWeight, withoutTarget, type PlanTarget } from './plan-targets.ts'
import type { PlanWord } from './plan-words.ts'

interface NamedWord extends PlanWord {
  readonly label: string
  readonly help: string
}

/** A word of the plan that says how one of several targets is learned: its loss, or how much that counts. */
export const targetWord = ({ target, of }: TargetPart): NamedWord =>
  of === 'loss' ? lossWord(target) : weightWord(target)

const named = (words: Both<(name: string) => string>, name: string): Both<string> => ({
  en: words.en(name),
  zh: words.zh(name)
})

function lossWord(target: PlanTarget): NamedWord {
  const { name, loss, losses } = target
  const label = named(targetText.lossOf, name)
  return {
    label: t(label),
    help: t(targetText.lossHelp),
    shown: t(lossNames[loss]),
    options: losses.map((value) => ({ value, label: t(lossNames[value]) })),
    chosen: loss,
    change: (value) => {
      const next = lossKind.parse(value)
      editPlan(label, { from: t(lossNames[loss]), to: t(lossNames[next]) }, (spec) =>
        target.isMain
          ? { ...spec, loss: next }
          : withAuxiliaryLoss(spec, name, next === target.usualLoss ? undefined : next)
      )
    }
  }
}

function weightWord({ name, weight }: PlanTarget): NamedWord {
  const label = named(targetText.weightOf, name)
  return {
    label: t(label),
    help: t(targetText.weightHelp),
    shown: formatNumber(weight),
    number: { value: weight, min: 0, max: 1e6, isWhole: false },
    change: (typed) => {
      const next = Number(typed)
      editPlan(label, { from: formatNumber(weight), to: formatNumber(next) }, (spec) =>
        withLossWeight(spec, name, next)
      )
    }
  }
}

/** What the plan still says of a column that is not predicted any more: `2 × Huber loss`. */
export function leftWords(name: string, loss: LossKind | undefined, weight: number | undefined): string {
  const parts = [
    ...(weight === undefined ? [] : [formatNumber(weight)]),
    t(loss === undefined ? targetText.anyLoss : lossNames[loss])
  ]
  return t(targetText.left)(parts.join(' × '), name)
}

/** Takes out of the plan what it says of a column that is not predicted any more. */
export function takeOut(name: string, former: string): void {
  editPlan(named(targetText.lossOf, name), { from: former, to: '–' }, (spec) => withoutTarget(spec, name))
}
