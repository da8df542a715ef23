import { unwrap } from '../../shared/core/checked.ts'
import { tokensOfText } from '../../shared/dataset/apply-preparation.ts'
import type { FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { PADDING_ID, TEXT_END, TEXT_END_ID, UNKNOWN_ID } from '../../shared/dataset/text/special-tokens.ts'
import type { TextPiece } from '../../shared/dataset/text/text-piece.ts'

/** Tokens as they are shown; empty where the preparation has no vocabulary. */
export const piecesOf = ({ words }: FittedPreparation, tokens: Iterable<number>): TextPiece[] =>
  words === null
    ? []
    : Array.from(tokens, (token) => ({
        text: token === PADDING_ID ? '' : (words[token] ?? ''),
        id: token,
        weight: null,
        isUnknown: token === UNKNOWN_ID
      }))

/** The tokens that a generator reads before it goes on with a text, the start of a text with them. */
export function tokensBefore(preparation: FittedPreparation, text: string): readonly number[] {
  const tokens = Array.from(unwrap(tokensOfText(preparation, text)))
  const hasEnd = preparation.words?.[TEXT_END_ID] === TEXT_END
  return hasEnd && tokens.at(-1) === TEXT_END_ID ? tokens.slice(0, -1) : tokens
}
