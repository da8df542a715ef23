import { bleuWords } from './bleu-words.ts'
import type { BleuTokenizer } from './evaluation-report.ts'

/** Words in a row that are compared, at most. */
const ORDER = 4

/** An answer beside the one that was expected. */
export interface Compared {
  readonly given: string
  readonly expected: string
}

/**
 * BLEU of all answers together, from 0 to 100.
 *
 * Output   brevity · e^(mean of ln precision over 1 to 4 words in a row). brevity = e^(1 − expected / given words) where
 *          fewer are given; a precision of no hit is 1 / (2^k · runs), the k-th time that it happens
 * Source   Papineni et al. (2002); sacrebleu 2.6 `metrics/bleu.py` with its usual settings (exponential smoothing)
 */
export function corpusBleu(pairs: readonly Compared[], tokenizer: BleuTokenizer): number {
  const hits = new Float64Array(ORDER)
  const runs = new Float64Array(ORDER)
  let [givenCount, expectedCount] = [0, 0]
  for (const { given, expected } of pairs) {
    const [words, wanted] = [bleuWords(given, tokenizer), bleuWords(expected, tokenizer)]
    givenCount += words.length
    expectedCount += wanted.length
    for (let order = 1; order <= ORDER; order += 1) {
      const known = countRuns(wanted, order)
      for (const [run, count] of countRuns(words, order)) {
        runs[order - 1] = (runs[order - 1] ?? 0) + count
        hits[order - 1] = (hits[order - 1] ?? 0) + Math.min(count, known.get(run) ?? 0)
      }
    }
  }
  // No run of four words in any answer, or no word of them right: nothing to take a logarithm of.
  if (runs[ORDER - 1] === 0 || hits.every((count) => count === 0)) return 0
  let misses = 0
  let sum = 0
  for (let order = 0; order < ORDER; order += 1) {
    const [hit = 0, run = 1] = [hits[order], runs[order]]
    if (hit === 0) misses += 1
    sum += Math.log(hit === 0 ? 100 / (2 ** misses * run) : (100 * hit) / run)
  }
  const brevity = givenCount < expectedCount ? Math.exp(1 - expectedCount / givenCount) : 1
  // Rounding may take it above.
  return Math.min(100, brevity * Math.exp(sum / ORDER))
}

/** Words hold no blanks, so that a run joined by blanks is one key. */
function countRuns(words: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let start = 0; start + order <= words.length; start += 1) {
    const run = words.slice(start, start + order).join(' ')
    counts.set(run, (counts.get(run) ?? 0) + 1)
  }
  return counts
}
