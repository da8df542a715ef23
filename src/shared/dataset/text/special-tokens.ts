/** Tokens that stand for no text of their own; they open every vocabulary, in this order. */
export const PADDING = '<pad>'
export const UNKNOWN = '<unk>'
export const TEXT_START = '<start>'
export const TEXT_END = '<end>'

export const PADDING_ID = 0
export const UNKNOWN_ID = 1
export const TEXT_START_ID = 2
export const TEXT_END_ID = 3

/** The first tokens of a vocabulary; start and end only where texts are marked with them. */
export const specialTokens = (marksEnds: boolean): readonly string[] =>
  marksEnds ? [PADDING, UNKNOWN, TEXT_START, TEXT_END] : [PADDING, UNKNOWN]

/** A sequence between the tokens of its start and its end. */
export function withEnds(sequence: Int32Array): Int32Array {
  const marked = new Int32Array(sequence.length + 2)
  marked[0] = TEXT_START_ID
  marked.set(sequence, 1)
  marked[marked.length - 1] = TEXT_END_ID
  return marked
}
