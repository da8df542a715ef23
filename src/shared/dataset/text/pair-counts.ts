/** Words as tokens, end to end in one array: hundreds of thousands of small arrays would take ten times the memory. */
export interface TokenWords {
  readonly tokens: Int32Array
  /** Where each word begins. */
  readonly starts: Int32Array
  /** How many tokens each has now. */
  readonly lengths: Int32Array
  /** How often each comes. */
  readonly counts: Float64Array
}

/** Pairs of neighbouring tokens, each by a number, with how often it comes and in which words. */
export interface PairCounts {
  /** Numbers of pairs are below it. */
  readonly size: () => number
  readonly leftOf: (pair: number) => number
  readonly rightOf: (pair: number) => number
  readonly countOf: (pair: number) => number
  /** Counts a pair in a word more often, or less; gives its number. */
  readonly change: (left: number, right: number, difference: number, word: number) => number
  /** Calls back with each word that holds the pair, or held it; some more than once. */
  readonly forEachWord: (pair: number, work: (word: number) => void) => void
  /** The pair comes no more. */
  readonly forget: (pair: number) => void
}

/** The pairs in all words; a token below 0 is in none. */
export function countPairs({ tokens, starts, lengths, counts }: TokenWords): PairCounts {
  const numbers = createPairNumbers()
  const total: number[] = []
  const occurrences: number[] = []
  const forEachPair = (work: (pair: number, word: number) => void): void => {
    for (let word = 0; word < starts.length; word += 1) {
      const start = starts[word] ?? 0
      const end = start + (lengths[word] ?? 0)
      for (let at = start; at + 1 < end; at += 1) {
        const [left = -1, right = -1] = [tokens[at], tokens[at + 1]]
        if (left >= 0 && right >= 0) work(numbers.numberOf(left, right), word)
      }
    }
  }
  forEachPair((pair, word) => {
    total[pair] = (total[pair] ?? 0) + (counts[word] ?? 0)
    occurrences[pair] = (occurrences[pair] ?? 0) + 1
  })
  // Words of the pairs that are there from the start, one pair after the other; those that come later have lists.
  const ends = new Int32Array(occurrences.length + 1)
  occurrences.forEach((count, pair) => (ends[pair + 1] = (ends[pair] ?? 0) + count))
  const first = new Int32Array(ends.at(-1) ?? 0)
  const filled = ends.slice()
  forEachPair((pair, word) => {
    first[filled[pair] ?? 0] = word
    filled[pair] = (filled[pair] ?? 0) + 1
  })
  const later = new Map<number, number[]>()
  return {
    size: () => total.length,
    leftOf: numbers.leftOf,
    rightOf: numbers.rightOf,
    countOf: (pair) => total[pair] ?? 0,
    change: (left, right, difference, word) => {
      const pair = numbers.numberOf(left, right)
      total[pair] = (total[pair] ?? 0) + difference
      if (difference > 0) {
        const known = later.get(pair)
        if (known === undefined) later.set(pair, [word])
        else if (known.at(-1) !== word) known.push(word)
      }
      return pair
    },
    forEachWord: (pair, work) => {
      const end = ends[pair + 1] ?? 0
      for (let at = ends[pair] ?? end; at < end; at += 1) work(first[at] ?? 0)
      for (const word of later.get(pair) ?? []) work(word)
    },
    forget: (pair) => {
      total[pair] = 0
      later.delete(pair)
    }
  }
}

/** Numbers pairs as they come: a table of whole numbers, which a Map by one key for both could not be. */
function createPairNumbers() {
  const lefts: number[] = []
  const rights: number[] = []
  // The number of a pair + 1 in the first free place from its hash on.
  let places = new Int32Array(2 ** 16)
  const placeOf = (left: number, right: number): number => {
    const mask = places.length - 1
    const mixed = Math.imul(left + 1, 0x9e3779b1) ^ Math.imul(right + 1, 0x85ebca77)
    let place = (mixed ^ (mixed >>> 15)) & mask
    for (;;) {
      const pair = (places[place] ?? 0) - 1
      if (pair < 0 || (lefts[pair] === left && rights[pair] === right)) return place
      place = (place + 1) & mask
    }
  }
  const grow = (): void => {
    places = new Int32Array(places.length * 2)
    lefts.forEach((left, pair) => (places[placeOf(left, rights[pair] ?? 0)] = pair + 1))
  }
  return {
    leftOf: (pair: number): number => lefts[pair] ?? -1,
    rightOf: (pair: number): number => rights[pair] ?? -1,
    numberOf: (left: number, right: number): number => {
      const place = placeOf(left, right)
      const known = places[place] ?? 0
      if (known > 0) return known - 1
      places[place] = lefts.push(left)
      rights.push(right)
      if (lefts.length * 2 > places.length) grow()
      return lefts.length - 1
    }
  }
}
