/** Counts of which token follows which, smoothed by adding the same to every count. */
export interface BigramModel {
  /** Mean information of a token in nats, given the one before it. */
  informationOf(previous: ArrayLike<number>, next: ArrayLike<number>, smoothing: number): number
}

/** Smoothings that are tried. */
const SMOOTHINGS = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001]

/**
 * Counts the pairs of neighbours in a row of tokens.
 *
 * Source  add-k smoothing: p(b after a) = (pairs a b + k) / (pairs a … + k · vocabulary)
 */
export function countBigrams(tokens: ArrayLike<number>, vocabularySize: number): BigramModel {
  const pairs = new Map<number, number>()
  const firsts = new Float64Array(vocabularySize)
  for (let at = 0; at + 1 < tokens.length; at += 1) {
    const first = tokens[at] ?? 0
    const key = first * vocabularySize + (tokens[at + 1] ?? 0)
    pairs.set(key, (pairs.get(key) ?? 0) + 1)
    firsts[first] = (firsts[first] ?? 0) + 1
  }
  return {
    informationOf(previous, next, smoothing) {
      let sum = 0
      for (let at = 0; at < next.length; at += 1) {
        const first = previous[at] ?? 0
        const count = (pairs.get(first * vocabularySize + (next[at] ?? 0)) ?? 0) + smoothing
        sum -= Math.log(count / ((firsts[first] ?? 0) + smoothing * vocabularySize))
      }
      return sum / next.length
    }
  }
}

/** The smoothing with which the model foretells some text best. */
export const bestSmoothing = (
  model: BigramModel,
  previous: ArrayLike<number>,
  next: ArrayLike<number>
): number =>
  next.length === 0
    ? 0.01
    : SMOOTHINGS.reduce((best, one) =>
        model.informationOf(previous, next, one) < model.informationOf(previous, next, best) ? one : best
      )
