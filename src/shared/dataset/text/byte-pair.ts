import { compareCodePoints } from './word-order.ts'
import { createHeap } from './heap.ts'
import { wellFormed } from './cut-text.ts'
import { countPairs, type TokenWords } from './pair-counts.ts'

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
  const words = layOut(pieces, characters)
  const pairs = countPairs(words)
  const heap = createHeap<Candidate>(
    (first, second) => second.count - first.count || first.left - second.left || first.right - second.right
  )
  const offer = (pair: number): void => {
    const count = pairs.countOf(pair)
    if (count > 0) heap.push({ pair, count, left: pairs.leftOf(pair), right: pairs.rightOf(pair) })
  }
  for (let pair = 0; pair < pairs.size(); pair += 1) offer(pair)
  const merges: number[] = []
  while (characters.length + merges.length / 2 < size) {
    const best = heap.pop()
    if (best === undefined || best.count < minCount || best.count < 2) break
    const { pair, count, left, right } = best
    if (pairs.countOf(pair) !== count) {
      // Its count has changed since it was put here; it goes back with the count of now.
      offer(pair)
      continue
    }
    const made = characters.length + merges.length / 2
    merges.push(left, right)
    const more = new Set<number>()
    pairs.forEachWord(pair, (word) => {
      joinPair(words, word, { left, right, made }, (one, other, difference) => {
        const changed = pairs.change(one, other, difference * (words.counts[word] ?? 0), word)
        if (difference > 0) more.add(changed)
      })
    })
    pairs.forget(pair)
    for (const changed of more) offer(changed)
  }
  return { characters, merges }
}

interface Candidate {
  readonly pair: number
  readonly count: number
  readonly left: number
  readonly right: number
}

/** Pieces as their characters' numbers; -1 for one that was not kept. */
function layOut(pieces: ReadonlyMap<string, number>, characters: readonly string[]): TokenWords {
  const idOf = new Map(characters.map((character, id) => [character, id]))
  let room = 0
  for (const piece of pieces.keys()) room += piece.length
  const tokens = new Int32Array(room)
  const starts = new Int32Array(pieces.size)
  const lengths = new Int32Array(pieces.size)
  const counts = Float64Array.from(pieces.values())
  let at = 0
  let word = 0
  for (const piece of pieces.keys()) {
    starts[word] = at
    for (const character of piece) tokens[at++] = idOf.get(character) ?? -1
    lengths[word] = at - (starts[word] ?? 0)
    word += 1
  }
  return { tokens, starts, lengths, counts }
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

/** -1 where one of the two is a character that was not kept. */
const pairKey = (left: number, right: number): number =>
  left < 0 || right < 0 ? -1 : left * KEY_BASE + right

interface Merge {
  readonly left: number
  readonly right: number
  /** A token that no word has had before. */
  readonly made: number
}

/** Puts one token in the place of each such pair of a word; tells which pairs of neighbours went and came. */
function joinPair(
  { tokens, starts, lengths }: TokenWords,
  word: number,
  { left, right, made }: Merge,
  tell: (left: number, right: number, difference: 1 | -1) => void
): void {
  const start = starts[word] ?? 0
  const end = start + (lengths[word] ?? 0)
  const tellPair = (at: number, difference: 1 | -1): void => {
    const [one = -1, other = -1] = [tokens[at], tokens[at + 1]]
    if (one >= 0 && other >= 0) tell(one, other, difference)
  }
  let to = start
  let wasPair = false
  for (let at = start; at < end; to += 1) {
    const isPair = at + 1 < end && tokens[at] === left && tokens[at + 1] === right
    if (at > start && (isPair || wasPair)) tellPair(at - 1, -1)
    if (isPair) tellPair(at, -1)
    tokens[to] = isPair ? made : (tokens[at] ?? -1)
    at += isPair ? 2 : 1
    wasPair = isPair
  }
  if (to === end) return
  lengths[word] = to - start
  for (let at = start; at + 1 < to; at += 1) {
    if (tokens[at] === made || tokens[at + 1] === made) tellPair(at, 1)
  }
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
