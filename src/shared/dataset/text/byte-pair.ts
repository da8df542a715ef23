import { compareCodePoints } from './word-order.ts'
import { createHeap } from './heap.ts'
import { wellFormed } from './cut-text.ts'

/**
 * Pieces that a token never crosses: a run of letters, of digits or of signs with the blank before it, or white space.
 * Joined again they are the text.
 *
 * Source  Radford et al. (2019), the pattern of GPT-2 without its English contractions
 */
const PIECE = / ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\s\p{L}\p{M}\p{N}]+|\s+?(?=\s\S)|\s+/gu

export const cutPieces = (text: string): readonly string[] => wellFormed(text).match(PIECE) ?? []

/** What byte-pair encoding learned. Tokens: first the single characters, then what merge 0, 1, 2 … made. */
export interface MergeTable {
  readonly characters: readonly string[]
  /** Left and right token of each merge, one pair after another. */
  readonly merges: readonly number[]
}

/** More tokens than this would make two pairs share a key. */
const KEY_BASE = 2 ** 26

/**
 * Learns which neighbours to join, the most frequent pair first.
 *
 * Input    pieces with how often each comes
 * Output   the most frequent characters and merges, together at most `size` tokens; of equally frequent pairs the one
 *          whose tokens were learned first
 * Source   Sennrich, Haddow and Birch (2016), Neural Machine Translation of Rare Words with Subword Units
 */
export function trainBytePairs(
  pieces: ReadonlyMap<string, number>,
  { size, minCount }: { readonly size: number; readonly minCount: number }
): MergeTable {
  const characters = frequentCharacters(pieces, { size, minCount })
  const idOf = new Map(characters.map((character, id) => [character, id]))
  const words: Int32Array[] = []
  const counts: number[] = []
  for (const [piece, count] of pieces) {
    words.push(Int32Array.from([...piece], (character) => idOf.get(character) ?? -1))
    counts.push(count)
  }
  const pairs = countPairs(words, counts)
  const heap = createHeap<{ readonly key: number; readonly count: number }>(
    (first, second) => second.count - first.count || first.key - second.key
  )
  for (const [key, { count }] of pairs) heap.push({ key, count })
  const merges: number[] = []
  while (characters.length + merges.length / 2 < size) {
    const best = heap.pop()
    if (best === undefined || best.count < minCount || best.count < 2) break
    const pair = pairs.get(best.key)
    if (pair?.count !== best.count) {
      // Its count has changed since it was put here; it goes back with the count of now.
      if (pair && pair.count > 0) heap.push({ key: best.key, count: pair.count })
      continue
    }
    const made = characters.length + merges.length / 2
    const left = Math.floor(best.key / KEY_BASE)
    const right = best.key % KEY_BASE
    merges.push(left, right)
    const changed = new Set<number>()
    for (const index of pair.words) {
      const word = words[index]
      if (!word) continue
      words[index] = joinPair(word, { left, right, made }, (key, difference) => {
        addPair(pairs, key, difference * (counts[index] ?? 0), index)
        if (difference > 0) changed.add(key)
      })
    }
    pairs.delete(best.key)
    for (const key of changed) heap.push({ key, count: pairs.get(key)?.count ?? 0 })
  }
  return { characters, merges }
}

function frequentCharacters(
  pieces: ReadonlyMap<string, number>,
  { size, minCount }: { readonly size: number; readonly minCount: number }
): string[] {
  const counts = new Map<string, number>()
  for (const [piece, count] of pieces)
    for (const character of piece) counts.set(character, (counts.get(character) ?? 0) + count)
  return [...counts]
    .filter(([, count]) => count >= minCount)
    .sort(([first, one], [second, other]) => other - one || compareCodePoints(first, second))
    .slice(0, size)
    .map(([character]) => character)
}

interface Pair {
  count: number
  /** Words that hold it, or held it. */
  readonly words: Set<number>
}

function countPairs(words: readonly Int32Array[], counts: readonly number[]): Map<number, Pair> {
  const pairs = new Map<number, Pair>()
  words.forEach((word, index) => {
    for (let at = 0; at + 1 < word.length; at += 1) {
      const key = pairKey(word[at] ?? -1, word[at + 1] ?? -1)
      if (key >= 0) addPair(pairs, key, counts[index] ?? 0, index)
    }
  })
  return pairs
}

/** -1 where one of the two is a character that was not kept. */
const pairKey = (left: number, right: number): number =>
  left < 0 || right < 0 ? -1 : left * KEY_BASE + right

function addPair(pairs: Map<number, Pair>, key: number, count: number, word: number): void {
  const known = pairs.get(key)
  if (!known) {
    pairs.set(key, { count, words: new Set([word]) })
    return
  }
  known.count += count
  if (count > 0) known.words.add(word)
}

interface Merge {
  readonly left: number
  readonly right: number
  readonly made: number
}

/** The word with each such pair as one token; tells which pairs went and came. */
function joinPair(
  word: Int32Array,
  { left, right, made }: Merge,
  tell: (key: number, difference: 1 | -1) => void
): Int32Array {
  const joined = new Int32Array(word.length)
  let length = 0
  for (let at = 0; at < word.length; at += 1) {
    const isPair = word[at] === left && word[at + 1] === right
    joined[length] = isPair ? made : (word[at] ?? -1)
    length += 1
    if (isPair) at += 1
  }
  if (length === word.length) return word
  const short = joined.slice(0, length)
  for (let at = 0; at + 1 < word.length; at += 1) tellPair(word, at, -1, tell)
  for (let at = 0; at + 1 < short.length; at += 1) tellPair(short, at, 1, tell)
  return short
}

function tellPair(
  word: Int32Array,
  at: number,
  difference: 1 | -1,
  tell: (key: number, difference: 1 | -1) => void
): void {
  const key = pairKey(word[at] ?? -1, word[at + 1] ?? -1)
  if (key >= 0) tell(key, difference)
}

/** What each token stands for. */
export function spellTokens({ characters, merges }: MergeTable): string[] {
  const spelled = [...characters]
  for (let at = 0; at < merges.length; at += 2)
    spelled.push((spelled[merges[at] ?? 0] ?? '') + (spelled[merges[at + 1] ?? 0] ?? ''))
  return spelled
}

/** Cuts text into tokens by the learned merges; -1 is a character that training did not keep. */
export function createBytePairEncoder(table: MergeTable): (text: string) => number[] {
  const idOf = new Map(table.characters.map((character, id) => [character, id]))
  const rankOf = new Map<number, number>()
  for (let at = 0; at < table.merges.length; at += 2)
    rankOf.set(pairKey(table.merges[at] ?? 0, table.merges[at + 1] ?? 0), at / 2)
  const known = new Map<string, readonly number[]>()
  const encodePiece = (piece: string): readonly number[] => {
    let ids = Array.from(piece, (character) => idOf.get(character) ?? -1)
    for (;;) {
      const { at, rank } = firstMerge(ids, rankOf)
      if (at < 0) return ids
      const [left, right] = [ids[at], ids[at + 1]]
      const made = table.characters.length + rank
      const joined: number[] = []
      for (let index = 0; index < ids.length; index += 1) {
        const isPair = ids[index] === left && ids[index + 1] === right
        joined.push(isPair ? made : (ids[index] ?? -1))
        if (isPair) index += 1
      }
      ids = joined
    }
  }
  return (text) =>
    cutPieces(text).flatMap((piece) => {
      let ids = known.get(piece)
      if (ids === undefined) {
        ids = encodePiece(piece)
        if (known.size < MAX_REMEMBERED) known.set(piece, ids)
      }
      return ids
    })
}

/** Pieces whose tokens are kept: a text uses few of them very often. */
const MAX_REMEMBERED = 200_000

/** The pair of neighbours that was learned first. */
function firstMerge(
  ids: readonly number[],
  rankOf: ReadonlyMap<number, number>
): { readonly at: number; readonly rank: number } {
  let at = -1
  let rank = Infinity
  for (let index = 0; index + 1 < ids.length; index += 1) {
    const found = rankOf.get(pairKey(ids[index] ?? -1, ids[index + 1] ?? -1))
    if (found !== undefined && found < rank) {
      rank = found
      at = index
    }
  }
  return { at, rank }
}
