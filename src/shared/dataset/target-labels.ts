import type { AuxiliaryTarget, PreparedTarget } from './prepared-data.ts'

/** The target and all that is predicted beside it, in the order of a sample's labels. */
export const targetsOf = (target: PreparedTarget): readonly AuxiliaryTarget[] => [
  target,
  ...(target.auxiliaries ?? [])
]

/** The labels of several targets, sample by sample: one of each, in the targets' order. */
export function joinLabels(ofTargets: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(0), ...others] = ofTargets
  if (others.length === 0) return first
  const labels = new Float32Array(first.length * ofTargets.length)
  for (const [place, own] of ofTargets.entries())
    for (const [sample, label] of own.entries()) labels[sample * ofTargets.length + place] = label
  return labels
}

/** The labels of one target out of those of all; `index` counts the targets. */
export function labelsOfTarget(labels: Float32Array, target: PreparedTarget, index: number): Float32Array {
  const count = targetsOf(target).length
  if (count === 1) return labels
  return Float32Array.from(
    { length: labels.length / count },
    (_, sample) => labels[sample * count + index] ?? 0
  )
}
