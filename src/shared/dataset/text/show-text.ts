import { HIDDEN_CHARACTERS } from './hidden-characters.ts'

const codePointOf = (character: string): string =>
  `⟨${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`

/** Characters that show nothing, or turn the direction of writing, by their code point; line ends stay. */
export const showHidden = (text: string): string => text.replace(HIDDEN_CHARACTERS, codePointOf)

/** A text in one line: line ends as an arrow, hidden characters by their code point. */
export const showInLine = (text: string): string => showHidden(text.replace(/\r\n?|\n/gu, '↵'))

/** A piece of a text by itself: its blanks get a sign too, and one that stands for nothing a dot. */
export const showPiece = (piece: string): string =>
  piece === '' ? '·' : showInLine(piece).replaceAll(' ', '␣')
