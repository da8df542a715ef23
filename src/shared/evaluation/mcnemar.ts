export interface McnemarResult {
  /** Rows that only the first model got right. */
  readonly onlyFirst: number
  /** Rows that only the second model got right. */
  readonly onlySecond: number
  /** How likely a difference at least this large is if both models are equally good (two-sided). */
  readonly pValue: number
}

/**
 * Exact McNemar test: whether two models, measured on the same rows, differ by more than chance.
 *
 * Source  McNemar (1947) with the exact binomial distribution, two-sided p = min(1, 2 · P(X ≤ smaller count))
 */
export function testMcnemar(onlyFirst: number, onlySecond: number): McnemarResult {
  const trialCount = onlyFirst + onlySecond
  const smaller = Math.min(onlyFirst, onlySecond)
  // Logarithms, since 2^-n leaves the range of a 64-bit float from n = 1075 on.
  let logTerm = -trialCount * Math.LN2
  let tail = 0
  for (let count = 0; count <= smaller; count += 1) {
    tail += Math.exp(logTerm)
    logTerm += Math.log((trialCount - count) / (count + 1))
  }
  return { onlyFirst, onlySecond, pValue: Math.min(1, 2 * tail) }
}

/** The test on two models' predictions of the same rows. */
export function compareModels(
  actual: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>
): McnemarResult {
  let onlyFirst = 0
  let onlySecond = 0
  for (let row = 0; row < actual.length; row += 1) {
    const isFirstRight = first[row] === actual[row]
    const isSecondRight = second[row] === actual[row]
    if (isFirstRight && !isSecondRight) onlyFirst += 1
    if (isSecondRight && !isFirstRight) onlySecond += 1
  }
  return testMcnemar(onlyFirst, onlySecond)
}
