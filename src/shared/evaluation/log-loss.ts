/** Smallest probability counted, so that one sure mistake does not make the whole figure infinite (float32). */
const SMALLEST = 1.1920929e-7

/**
 * Mean of -ln(probability given to the true class).
 *
 * Input   class indices; probabilities row by row, `classCount` to a row
 * Source  scikit-learn `log_loss`, which clips at the machine epsilon of the probabilities' type
 */
export function logLoss(
  actual: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classCount: number
): number {
  let total = 0
  for (let row = 0; row < actual.length; row += 1) {
    const given = probabilities[row * classCount + (actual[row] ?? 0)] ?? NaN
    total -= Math.log(Math.min(1 - SMALLEST, Math.max(SMALLEST, given)))
  }
  return total / actual.length
}
