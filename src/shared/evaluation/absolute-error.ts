/** Mean of the absolute differences, in the target's unit. */
export function meanAbsoluteError(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let total = 0
  for (let row = 0; row < actual.length; row += 1)
    total += Math.abs((predicted[row] ?? NaN) - (actual[row] ?? NaN))
  return total / actual.length
}
