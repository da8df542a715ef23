import { balancedWeights } from '../../shared/training/losses.ts'
import type { ClassWeights } from '../../shared/training/training-spec.ts'

/**
 * How much a row of each class counts, by class code; undefined where all count the same.
 *
 * Input  rows: the training part, whose classes are counted for 'balanced'
 */
export function classWeightsOf(
  wanted: ClassWeights,
  classes: readonly string[] | null,
  { labels, rows }: { readonly labels: Float32Array; readonly rows: Uint32Array }
): Float32Array | undefined {
  if (wanted.kind === 'none' || classes === null) return undefined
  if (wanted.kind === 'explicit') return Float32Array.from(classes, (name) => wanted.weights[name] ?? 1)
  const counts = classes.map(() => 0)
  for (const row of rows) {
    const code = labels[row] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
  }
  return Float32Array.from(balancedWeights(counts))
}
