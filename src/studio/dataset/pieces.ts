import type { TokenColumn, VectorColumn } from '../../shared/dataset/column.ts'
import { PADDING_ID, UNKNOWN_ID } from '../../shared/dataset/text/special-tokens.ts'
import type { PiecesCell } from '../../shared/rpc/studio-api.ts'

/** Pieces that a cell carries; the rest of a long text is counted. */
const MAX_PIECES = 60

/** One row of a text on its way to numbers, as the table shows it; null where the text is missing. */
export function piecesAt(column: TokenColumn | VectorColumn, row: number): PiecesCell | null {
  if (column.kind !== 'vector') {
    const sequence = column.sequences[column.rows[row] ?? -1]
    return sequence ? tokensCell(sequence, column.words, column.kind === 'tokens') : null
  }
  const width = column.elements.length
  const numbers = column.numbers.subarray(row * width, (row + 1) * width)
  return column.words === null
    ? termsCell(numbers, column.elements, column.name)
    : tokensCell(numbers, column.words, true)
}

function tokensCell(
  tokens: Int32Array | Float32Array,
  words: readonly string[],
  isNumbered: boolean
): PiecesCell {
  const shown = Array.from(tokens.subarray(0, MAX_PIECES))
  return {
    pieces: shown.map((token) => ({
      text: isNumbered && token === PADDING_ID ? '' : (words[token] ?? ''),
      id: isNumbered ? token : null,
      weight: null,
      isUnknown: isNumbered && token === UNKNOWN_ID
    })),
    moreCount: tokens.length - shown.length
  }
}

/** Terms of one text, the heaviest first; most are not in it at all. */
function termsCell(numbers: Float32Array, elements: readonly string[], name: string): PiecesCell {
  const present = Array.from(numbers.keys()).filter((place) => numbers[place] !== 0)
  present.sort((first, second) => (numbers[second] ?? 0) - (numbers[first] ?? 0) || first - second)
  return {
    pieces: present.slice(0, MAX_PIECES).map((place) => ({
      text: elements[place]?.slice(name.length + 1) ?? '',
      id: place,
      weight: Number((numbers[place] ?? 0).toPrecision(3)),
      isUnknown: false
    })),
    moreCount: Math.max(0, present.length - MAX_PIECES)
  }
}
