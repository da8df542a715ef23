import type { TokenColumn } from '../column.ts'
import { countTexts } from './map-texts.ts'

/** How often each word stands in the texts of some rows. */
export function countWords(column: TokenColumn, rows: Uint32Array): Map<string, number> {
  const textCounts = countTexts(column.rows, column.sequences.length, rows)
  const counts = new Float64Array(column.words.length)
  column.sequences.forEach((sequence, index) => {
    const repeated = textCounts[index] ?? 0
    if (repeated === 0) return
    for (const word of sequence) counts[word] = (counts[word] ?? 0) + repeated
  })
  const found = new Map<string, number>()
  counts.forEach((count, index) => {
    if (count > 0) found.set(column.words[index] ?? '', count)
  })
  return found
}
