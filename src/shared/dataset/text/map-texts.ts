import type { StepColumn, TextColumn, TokenColumn } from '../column.ts'

export const isTextColumn = (column: StepColumn): column is TextColumn =>
  column.kind === 'text' || column.kind === 'category'

export const isTokenColumn = (column: StepColumn): column is TokenColumn =>
  column.kind === 'words' || column.kind === 'tokens'

/** The column with every text changed; each different text is worked on once, and texts that become equal share a code. */
export function mapTexts(column: TextColumn, change: (text: string) => string): TextColumn {
  const codeOf = new Map<string, number>()
  const changed = Int32Array.from(column.categories, (text) => {
    const made = change(text)
    const known = codeOf.get(made)
    if (known !== undefined) return known
    codeOf.set(made, codeOf.size)
    return codeOf.size - 1
  })
  const codes = column.codes.map((code) => (code < 0 ? -1 : (changed[code] ?? -1)))
  return { ...column, codes, categories: [...codeOf.keys()] }
}

/** The column with every text cut into words, which are numbered as they come; words that are not kept are left out. */
export function cutTexts(
  column: TextColumn,
  cut: (text: string) => readonly string[],
  isKept: (word: string) => boolean = () => true
): TokenColumn {
  const { words, numberOf } = createNumbering(isKept)
  const sequences = column.categories.map((text) => {
    const found = cut(text)
    const sequence = new Int32Array(found.length)
    let length = 0
    for (const word of found) {
      const number = numberOf(word)
      if (number !== LEFT_OUT) sequence[length++] = number
    }
    return length === sequence.length ? sequence : sequence.slice(0, length)
  })
  return { kind: 'words', name: column.name, rows: column.codes, sequences, words }
}

const LEFT_OUT = -1

/**
 * A number for each different word; each is asked for once whether it is kept. A table of its own, since the hash that a
 * Map takes of a string that has just been made costs as much as cutting the text.
 */
function createNumbering(isKept: (word: string) => boolean) {
  const words: string[] = []
  const known: string[] = []
  const numbers: number[] = []
  // The index of a known word + 1 in the first free place from its hash on.
  let places = new Int32Array(2 ** 12)
  const placeOf = (word: string): number => {
    const mask = places.length - 1
    for (let place = hashOf(word) & mask; ; place = (place + 1) & mask) {
      const index = (places[place] ?? 0) - 1
      if (index < 0 || known[index] === word) return place
    }
  }
  const grow = (): void => {
    places = new Int32Array(places.length * 4)
    known.forEach((word, index) => (places[placeOf(word)] = index + 1))
  }
  const numberOf = (word: string): number => {
    const place = placeOf(word)
    const index = places[place] ?? 0
    if (index > 0) return numbers[index - 1] ?? LEFT_OUT
    const number = isKept(word) ? words.push(word) - 1 : LEFT_OUT
    places[place] = known.push(word)
    numbers.push(number)
    if (known.length * 2 > places.length) grow()
    return number
  }
  return { words, numberOf }
}

/** Source  FNV-1a over the code units, mixed once more */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** The column with every sequence made anew over another list of words. */
export function mapSequences(
  column: TokenColumn,
  kind: TokenColumn['kind'],
  words: readonly string[],
  change: (sequence: Int32Array) => Int32Array
): TokenColumn {
  return { ...column, kind, words, sequences: column.sequences.map(change) }
}

/** How many of the rows hold each of the column's different texts. */
export function countTexts(codes: Int32Array, textCount: number, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(textCount)
  for (const row of rows) {
    const code = codes[row] ?? -1
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}
