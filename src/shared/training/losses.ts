import type { Label } from '../core/params.ts'
import type { LossKind } from './training-spec.ts'

/** What a loss compares: values, one probability with yes or no, or a probability for each class. */
type LossUse = 'values' | 'one-output' | 'classes'

interface LossFacts {
  readonly label: Label
  readonly use: LossUse
  /** Spreads labels over all classes where `labelSmoothing` asks for it. */
  readonly isSmoothable: boolean
}

const facts: Readonly<Record<LossKind, LossFacts>> = {
  meanSquaredError: of('Mean squared error', '均方误差', 'values'),
  meanAbsoluteError: of('Mean absolute error', '平均绝对误差', 'values'),
  huber: of('Huber', 'Huber 损失', 'values'),
  logCosh: of('Log-cosh', '对数双曲余弦', 'values'),
  poisson: of('Poisson', '泊松损失', 'values'),
  binaryCrossentropy: of('Binary cross-entropy', '二元交叉熵', 'one-output'),
  binaryFocalCrossentropy: of('Binary focal cross-entropy', '二元焦点交叉熵', 'one-output'),
  sparseCategoricalCrossentropy: of('Sparse categorical cross-entropy', '稀疏分类交叉熵', 'classes'),
  categoricalCrossentropy: of('Categorical cross-entropy', '分类交叉熵', 'classes'),
  categoricalFocalCrossentropy: of('Categorical focal cross-entropy', '分类焦点交叉熵', 'classes')
}

function of(en: string, zh: string, use: LossUse): LossFacts {
  return { label: { en, zh }, use, isSmoothable: use !== 'values' }
}

export const lossLabel = (loss: LossKind): Label => facts[loss].label
export const isForValues = (loss: LossKind): boolean => facts[loss].use === 'values'
export const isForOneOutput = (loss: LossKind): boolean => facts[loss].use === 'one-output'
export const isSmoothable = (loss: LossKind): boolean => facts[loss].isSmoothable

/** All losses of one use; the first is the usual one. */
export function lossesOfUse(use: LossUse): readonly [LossKind, ...LossKind[]] {
  const [first, ...rest] = (Object.keys(facts) as LossKind[]).filter((loss) => facts[loss].use === use)
  if (first === undefined) throw new Error('There is no loss for that.')
  return [first, ...rest]
}

/** Weights by which every class counts the same in all: rows / (classes · rows of the class). 1 for a class without rows. */
export function balancedWeights(counts: readonly number[]): number[] {
  const present = counts.filter((count) => count > 0).length
  const rowCount = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => (count === 0 ? 1 : rowCount / (present * count)))
}
