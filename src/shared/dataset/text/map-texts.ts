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

/** The column with every text cut into words, which are numbered as they come. */
export function cutTexts(column: TextColumn, cut: (text: string) => readonly string[]): TokenColumn {
  const numberOf = new Map<string, number>()
  const sequences = column.categories.map((text) =>
    Int32Array.from(cut(text), (word) => {
      const known = numberOf.get(word)
      if (known !== undefined) return known
      numberOf.set(word, numberOf.size)
      return numberOf.size - 1
    })
  )
  return { kind: 'words', name: column.name, rows: column.codes, sequences, words: [...numberOf.keys()] }
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
