import type { Problem } from '../../shared/core/checked.ts'
import type { PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import { labelsOfTarget, targetsOf } from '../../shared/dataset/target-labels.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'

/**
 * What keeps a loss from being computed for the labels as they are prepared.
 *
 * Problems  training/loss-needs-counts   Poisson, and a label is below 0
 */
export function checkLabels(
  { loss, auxiliaryLosses }: Pick<TrainingSpec, 'loss' | 'auxiliaryLosses'>,
  target: PreparedTarget,
  labels: Float32Array
): Problem | undefined {
  for (const [index, { name }] of targetsOf(target).entries()) {
    if ((index === 0 ? loss : auxiliaryLosses?.[name]) !== 'poisson') continue
    const own = labelsOfTarget(labels, target, index)
    const lowest = own.reduce((least, label) => Math.min(least, label), 0)
    if (lowest < 0) return problem('training/loss-needs-counts', { lowest: Number(lowest.toFixed(3)) })
  }
  return undefined
}
