import { measureAccuracy } from './accuracy.ts'
import type { MaskedReport } from './evaluation-report.ts'

export interface MaskedResults extends Pick<
  MaskedReport,
  'part' | 'rowCount' | 'tokenCount' | 'loss' | 'examples'
> {
  readonly hitCount: number
  /** Mean information of a hidden word in nats. */
  readonly information: number
  readonly baseline: { readonly word: string; readonly hitCount: number; readonly information: number }
}

/**
 * Every figure of guessing hidden words on one part.
 *
 * Output   perplexity = e^information
 */
export function evaluateMasked(results: MaskedResults): MaskedReport {
  const { part, rowCount, tokenCount, loss, examples, baseline } = results
  const guessing = ({ hitCount, information }: Pick<MaskedResults, 'hitCount' | 'information'>) => ({
    accuracy: measureAccuracy(hitCount, tokenCount),
    perplexity: Math.exp(information)
  })
  return {
    kind: 'masked',
    ...{ part, rowCount, tokenCount, loss },
    ...guessing(results),
    baseline: { word: baseline.word, ...guessing(baseline) },
    examples
  }
}

/** Guessing without looking at the text: how often each word is hidden in the training part. */
export interface WordShares {
  /** The token that is hidden most often. */
  readonly mostFrequent: number
  /** Of each token, one more than it was hidden, so that none is impossible. */
  readonly informationOf: (token: number) => number
}

/**
 * Source   add-one smoothing (Laplace), over the words of the vocabulary
 *
 * Input    labels of −1 do not count
 */
export function countHidden(labels: Iterable<number>, wordCount: number): WordShares {
  const counts = new Float64Array(wordCount).fill(1)
  let total = wordCount
  for (const label of labels) {
    if (label < 0) continue
    counts[label] = (counts[label] ?? 0) + 1
    total += 1
  }
  const mostFrequent = counts.reduce((best, count, token) => (count > (counts[best] ?? 0) ? token : best), 0)
  return { mostFrequent, informationOf: (token) => -Math.log((counts[token] ?? 1) / total) }
}
