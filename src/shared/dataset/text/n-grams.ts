import type { TokenColumn } from '../column.ts'
import { countTexts } from './map-texts.ts'
import { byFrequency } from './word-order.ts'

/** Terms of one text, single words and runs of neighbours, with how often each stands in it. */
export function termsOf(
  { words }: TokenColumn,
  sequence: Int32Array,
  longestRun: number
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let start = 0; start < sequence.length; start += 1) {
    let term = ''
    for (let length = 1; length <= longestRun && start + length <= sequence.length; length += 1) {
      const word = words[sequence[start + length - 1] ?? 0] ?? ''
      term = length === 1 ? word : `${term} ${word}`
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return counts
}

export interface TermChoice {
  readonly longestRun: number
  /** Texts of the training part that must hold a term. */
  readonly minTexts: number
  readonly maxTerms: number
}

export interface ChosenTerms {
  readonly terms: readonly string[]
  /** In how many texts of the rows each stands. */
  readonly textCounts: readonly number[]
  /** Rows that have a text. */
  readonly rowCount: number
}

/** The terms that stand in most texts of some rows, the most common first. */
export function chooseTerms(column: TokenColumn, rows: Uint32Array, choice: TermChoice): ChosenTerms {
  const repeats = countTexts(column.rows, column.sequences.length, rows)
  const found = new Map<string, number>()
  column.sequences.forEach((sequence, index) => {
    const repeated = repeats[index] ?? 0
    if (repeated === 0) return
    for (const term of termsOf(column, sequence, choice.longestRun).keys())
      found.set(term, (found.get(term) ?? 0) + repeated)
  })
  for (const [term, count] of found) if (count < choice.minTexts) found.delete(term)
  const chosen = byFrequency(found).slice(0, choice.maxTerms)
  return {
    terms: chosen.map(([term]) => term),
    textCounts: chosen.map(([, count]) => count),
    rowCount: repeats.reduce((sum, count) => sum + count, 0)
  }
}

/**
 * For every row the weights of its terms.
 *
 * Input    `weigh` turns the counts of one text's terms, by place, into weights in `target`
 * Output   row-major numbers; all zeros for a row without text or without a known term
 */
export function weighRows(
  column: TokenColumn,
  terms: readonly string[],
  longestRun: number,
  weigh: (counts: ReadonlyMap<number, number>, target: Float32Array) => void
): Float32Array {
  const placeOf = new Map(terms.map((term, place) => [term, place]))
  const width = terms.length
  const numbers = new Float32Array(column.rows.length * width)
  const countsOf = column.sequences.map(() => undefined as ReadonlyMap<number, number> | undefined)
  column.rows.forEach((text, row) => {
    const sequence = column.sequences[text]
    if (!sequence) return
    const counts = (countsOf[text] ??= placesOf(termsOf(column, sequence, longestRun), placeOf))
    weigh(counts, numbers.subarray(row * width, (row + 1) * width))
  })
  return numbers
}

function placesOf(
  terms: ReadonlyMap<string, number>,
  placeOf: ReadonlyMap<string, number>
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const [term, count] of terms) {
    const place = placeOf.get(term)
    if (place !== undefined) counts.set(place, count)
  }
  return counts
}
