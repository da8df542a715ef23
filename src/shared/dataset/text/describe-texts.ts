import type { TextProfile } from '../dataset-manifest.ts'
import { median } from '../select.ts'
import { HIDDEN_CHARACTERS } from './hidden-characters.ts'
import { scriptOf } from './scripts.ts'
import { byFrequency } from './word-order.ts'

const BAR_COUNT = 24
const TOP_COUNT = 30
/** Characters of texts that are cut to find the most frequent words. */
const SAMPLED_CHARACTERS = 400_000

/**
 * What a person wants to know of a column of texts before anything is done with them.
 *
 * Input   the different texts; how many rows hold each; how words are cut
 */
export function describeTexts(
  texts: readonly string[],
  countOf: (index: number) => number,
  cut: (text: string) => readonly string[]
): TextProfile {
  const lengths = new Float64Array(texts.length)
  const characters = new Map<string, number>()
  let controlCount = 0
  let emptyCount = 0
  let duplicateCount = 0
  texts.forEach((text, index) => {
    const rowCount = countOf(index)
    duplicateCount += Math.max(0, rowCount - 1)
    if (text.trim() === '') emptyCount += rowCount
    let length = 0
    for (const character of text) {
      length += 1
      characters.set(character, (characters.get(character) ?? 0) + rowCount)
    }
    lengths[index] = length
  })
  for (const [character, count] of characters)
    if (character.search(HIDDEN_CHARACTERS) >= 0) controlCount += count
  return {
    ...describeLengths(lengths),
    characterCount: characters.size,
    topWords: findTopWords(texts, countOf, cut),
    scripts: shareScripts(characters),
    duplicateCount,
    emptyCount,
    controlCount
  }
}

function describeLengths(lengths: Float64Array): Pick<TextProfile, 'lengths' | 'lengthHistogram'> {
  let min = Infinity
  let max = 0
  let sum = 0
  for (const length of lengths) {
    min = Math.min(min, length)
    max = Math.max(max, length)
    sum += length
  }
  const bars = Math.max(1, Math.min(BAR_COUNT, max - min))
  const width = Math.max(1, (max - min) / bars)
  const counts = Array.from({ length: bars }, () => 0)
  for (const length of lengths) {
    const bar = Math.min(bars - 1, Math.floor((length - min) / width))
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return {
    lengths: { min, max, mean: sum / lengths.length, median: median(lengths.slice()) },
    lengthHistogram: counts.map((count, bar) => ({
      low: min + bar * width,
      high: bar === bars - 1 ? max : min + (bar + 1) * width,
      count
    }))
  }
}

function findTopWords(
  texts: readonly string[],
  countOf: (index: number) => number,
  cut: (text: string) => readonly string[]
): TextProfile['topWords'] {
  const counts = new Map<string, number>()
  let done = 0
  for (const [index, text] of texts.entries()) {
    if (done > SAMPLED_CHARACTERS) break
    const part = text.slice(0, SAMPLED_CHARACTERS)
    done += part.length
    for (const word of cut(part))
      if (/[\p{L}\p{N}]/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + countOf(index))
  }
  return byFrequency(counts)
    .slice(0, TOP_COUNT)
    .map(([value, count]) => ({ value, count }))
}

function shareScripts(characters: ReadonlyMap<string, number>): TextProfile['scripts'] {
  const counts = new Map<string, number>()
  let total = 0
  for (const [character, count] of characters) {
    const script = scriptOf(character)
    if (script === undefined) continue
    counts.set(script, (counts.get(script) ?? 0) + count)
    total += count
  }
  return byFrequency(counts).map(([name, count]) => ({ name, share: count / total }))
}
