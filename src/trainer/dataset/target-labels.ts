import type { AuxiliaryTarget, PreparedTarget } from '../../shared/dataset/prepared-data.ts'

/** The target and all that is predicted beside it, in the order of a sample's labels. */
export const targetsOf = (target: PreparedTarget): readonly AuxiliaryTarget[] => [
  target,
  ...(target.auxiliaries ?? [])
]

/** The labels of one target out of those of all; `index` counts the targets. */
export function labelsOfTarget(labels: Float32Array, target: PreparedTarget, index: number): Float32Array {
  const count = targetsOf(target).length
  if (count === 1) return labels
  return Float32Array.from({ length: labels.length / count }, (_, row) => labels[row * count + index] ?? 0)
}
