import type { Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'

/**
 * What keeps a loss from being computed for the labels as they are prepared.
 *
 * Problems  training/loss-needs-counts   Poisson, and a label is below 0
 */
export function checkLabels({ loss }: Pick<TrainingSpec, 'loss'>, labels: Float32Array): Problem | undefined {
  if (loss !== 'poisson') return undefined
  const lowest = labels.reduce((least, label) => Math.min(least, label), 0)
  return lowest < 0 ? problem('training/loss-needs-counts', { lowest: Number(lowest.toFixed(3)) }) : undefined
}
