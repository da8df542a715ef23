/** Tokens that stand for no text of their own; they open every vocabulary, in this order. */
export const PADDING = '<pad>'
export const UNKNOWN = '<unk>'
export const TEXT_START = '<start>'
export const TEXT_END = '<end>'
/** Stands in the place of a word that is to be guessed. */
export const MASK = '<mask>'

export const PADDING_ID = 0
export const UNKNOWN_ID = 1
export const TEXT_START_ID = 2
export const TEXT_END_ID = 3

/** Which tokens a vocabulary has beside its words. */
export interface TokenMarks {
  readonly marksEnds: boolean
  readonly keepsMask: boolean
}

/** The first tokens of a vocabulary; start and end only where texts are marked with them, the mask where it is kept. */
export const specialTokens = ({ marksEnds, keepsMask }: TokenMarks): readonly string[] => [
  PADDING,
  UNKNOWN,
  ...(marksEnds ? [TEXT_START, TEXT_END] : []),
  ...(keepsMask ? [MASK] : [])
]

/** Whether a vocabulary has tokens for the start and the end of a text. */
export const hasEnds = (words: readonly string[]): boolean =>
  words[TEXT_START_ID] === TEXT_START && words[TEXT_END_ID] === TEXT_END

/** How many tokens at the start of a vocabulary stand for no word. */
export function specialCount(words: readonly string[]): number {
  const marked = specialTokens({ marksEnds: hasEnds(words), keepsMask: true })
  return words[marked.length - 1] === MASK ? marked.length : marked.length - 1
}

/** The token of the mask; undefined where the vocabulary keeps none. */
export function maskIdOf(words: readonly string[]): number | undefined {
  const last = specialCount(words) - 1
  return words[last] === MASK ? last : undefined
}

/** A sequence between the tokens of its start and its end. */
export function withEnds(sequence: Int32Array): Int32Array {
  const marked = new Int32Array(sequence.length + 2)
  marked[0] = TEXT_START_ID
  marked.set(sequence, 1)
  marked[marked.length - 1] = TEXT_END_ID
  return marked
}
