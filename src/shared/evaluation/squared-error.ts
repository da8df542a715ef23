/** Mean of the squared differences, in the target's unit squared. */
export function meanSquaredError(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let total = 0
  for (let row = 0; row < actual.length; row += 1)
    total += ((predicted[row] ?? NaN) - (actual[row] ?? NaN)) ** 2
  return total / actual.length
}
