import type { Measured } from './evaluation-report.ts'

/** The normal distribution's 97.5 % point: 95 % of it lies within ± this many standard deviations. */
const Z_95 = 1.959963984540054

/**
 * Share of rows whose class was predicted right, with its 95 % interval.
 *
 * Input   counts of rows; total at least 1
 * Source  Wilson (1927), the score interval without continuity correction
 */
export function measureAccuracy(correctCount: number, totalCount: number): Measured {
  if (totalCount < 1) throw new RangeError('Accuracy needs at least one row.')
  const share = correctCount / totalCount
  const weight = Z_95 ** 2 / totalCount
  const middle = (share + weight / 2) / (1 + weight)
  const reach =
    (Z_95 / (1 + weight)) * Math.sqrt((share * (1 - share)) / totalCount + weight / (4 * totalCount))
  return { value: share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}
