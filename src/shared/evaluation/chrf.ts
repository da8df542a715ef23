import type { Compared } from './bleu.ts'

/** Characters in a row that are compared, at most; and how much more what is missing counts than what is too much. */
const ORDER = 6
const BETA = 2

/** For each length of runs: in what was given, in what was expected, and in both. */
interface Runs {
  readonly given: Float64Array
  readonly expected: Float64Array
  readonly both: Float64Array
}

const noRuns = (): Runs => ({
  given: new Float64Array(ORDER),
  expected: new Float64Array(ORDER),
  both: new Float64Array(ORDER)
})

/**
 * chrF of all answers together, from 0 to 100.
 *
 * Output   (1 + β²) · precision · recall / (β² · precision + recall), β = 2; precision and recall are means over runs of
 *          1 to 6 characters, white space left out
 * Source   Popović (2015); sacrebleu 2.6 `metrics/chrf.py` with its usual settings
 */
export function corpusChrf(pairs: readonly Compared[]): number {
  const total = noRuns()
  for (const pair of pairs) addRuns(pair, total)
  return scoreOf(total)
}

/** chrF of one answer alone. */
export const chrfOf = (pair: Compared): number => corpusChrf([pair])

function addRuns(pair: Compared, total: Runs): void {
  const given = charactersOf(pair.given)
  const expected = charactersOf(pair.expected)
  for (let order = 0; order < ORDER; order += 1) {
    const wanted = countRuns(expected, order + 1)
    const wantedCount = Math.max(0, expected.length - order)
    add(total.expected, order, wantedCount)
    // A run of this length that the expected answer is too short for says nothing against the given one.
    if (wantedCount === 0) continue
    add(total.given, order, Math.max(0, given.length - order))
    for (const [run, count] of countRuns(given, order + 1))
      add(total.both, order, Math.min(count, wanted.get(run) ?? 0))
  }
}

const charactersOf = (text: string): readonly string[] => [...text.replace(/[\s\u0085]+/gu, '')]

function add(counts: Float64Array, order: number, amount: number): void {
  counts[order] = (counts[order] ?? 0) + amount
}

function countRuns(characters: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let start = 0; start + order <= characters.length; start += 1) {
    const run = characters.slice(start, start + order).join('')
    counts.set(run, (counts.get(run) ?? 0) + 1)
  }
  return counts
}

function scoreOf({ given, expected, both }: Runs): number {
  let [precision, recall, orders] = [0, 0, 0]
  for (let order = 0; order < ORDER; order += 1) {
    const [hits = 0, had = 0, wanted = 0] = [both[order], given[order], expected[order]]
    if (had === 0 || wanted === 0) continue
    precision += hits / had
    recall += hits / wanted
    orders += 1
  }
  if (precision + recall === 0) return 0
  return (100 * (1 + BETA ** 2) * precision * recall) / (BETA ** 2 * precision + recall) / orders
}
