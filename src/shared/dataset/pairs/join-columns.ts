import type { StepColumn, TextColumn, TokenColumn } from '../column.ts'
import { isTextColumn, isTokenColumn } from '../text/map-texts.ts'

/**
 * Two columns one below the other, so that a step learns from both at once.
 *
 * Output  the rows of the first, then those of the second; undefined where they are not of one kind
 */
export function joinColumns(first: StepColumn, second: StepColumn): StepColumn | undefined {
  const name = `${first.name}, ${second.name}`
  if (isTextColumn(first) && isTextColumn(second)) return { ...joinTexts(first, second), name }
  if (isTokenColumn(first) && isTokenColumn(second) && first.kind === second.kind)
    return { ...joinTokens(first, second), name }
  return undefined
}

function joinTexts(first: TextColumn, second: TextColumn): TextColumn {
  return {
    ...first,
    codes: concatenate(first.codes, shift(second.codes, first.categories.length)),
    categories: [...first.categories, ...second.categories]
  }
}

function joinTokens(first: TokenColumn, second: TokenColumn): TokenColumn {
  const numberOf = new Map(first.words.map((word, index) => [word, index]))
  const words = [...first.words]
  const numbers = Int32Array.from(second.words, (word) => {
    const known = numberOf.get(word)
    if (known !== undefined) return known
    numberOf.set(word, words.length)
    return words.push(word) - 1
  })
  return {
    ...first,
    rows: concatenate(first.rows, shift(second.rows, first.sequences.length)),
    sequences: [
      ...first.sequences,
      ...second.sequences.map((sequence) => sequence.map((word) => numbers[word] ?? 0))
    ],
    words
  }
}

/** Missing ones stay so. */
const shift = (codes: Int32Array, by: number): Int32Array =>
  codes.map((code) => (code < 0 ? code : code + by))

function concatenate(first: Int32Array, second: Int32Array): Int32Array {
  const joined = new Int32Array(first.length + second.length)
  joined.set(first)
  joined.set(second, first.length)
  return joined
}
