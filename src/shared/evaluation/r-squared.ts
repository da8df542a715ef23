/**
 * Share of the target's variance that the predictions explain: 1 - residual / total sum of squares.
 *
 * Output  1 is perfect, 0 no better than always saying the mean, below 0 worse;
 *         null when the target is constant, where the share has no meaning
 */
export function rSquared(actual: ArrayLike<number>, predicted: ArrayLike<number>): number | null {
  let sum = 0
  for (let row = 0; row < actual.length; row += 1) sum += actual[row] ?? NaN
  const mean = sum / actual.length
  let residual = 0
  let total = 0
  for (let row = 0; row < actual.length; row += 1) {
    residual += ((predicted[row] ?? NaN) - (actual[row] ?? NaN)) ** 2
    total += ((actual[row] ?? NaN) - mean) ** 2
  }
  return total === 0 ? null : 1 - residual / total
}
