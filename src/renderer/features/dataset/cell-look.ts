import type { PiecesCell } from '../../../shared/rpc/studio-api.ts'
import { language } from '../../text/text.svelte.ts'
import { showInLine } from '../../../shared/dataset/text/show-text.ts'
import { dateText, numberText, spellPieces } from './cell-text.ts'
import type { TableColumn } from './table-columns.ts'
import type { Cell } from './table-rows.svelte.ts'

/** How one cell is drawn. */
export interface CellLook {
  readonly text: string
  /** The value without rounding, shown on hover. */
  readonly full: string
  readonly isMissing: boolean
  readonly isFarOut: boolean
  /** Left-aligned. */
  readonly isText: boolean
  /** Code of the class it names; null where it names none. */
  readonly classIndex: number | null
  /** Tokens or terms of a text; null where the cell is none. */
  readonly pieces: PiecesCell | null
}

/** Characters of a cell and of its hint: a text of a million would stop the window. */
const MAX_SHOWN = 200
const MAX_HOVERED = 1000

const empty: CellLook = {
  text: '',
  full: '',
  isMissing: false,
  isFarOut: false,
  isText: false,
  classIndex: null,
  pieces: null
}

/**
 * @param cell  undefined while its page is on the way
 * @param limits  values outside of them are marked as far from the rest
 * @param classes  given for the target of a classification only
 */
export function cellLook(
  cell: Cell | undefined,
  column: TableColumn,
  decimals: number,
  limits: { readonly low: number; readonly high: number } | null,
  classes: readonly string[] | null
): CellLook {
  if (cell === undefined) return empty
  if (cell === null)
    return { ...empty, isMissing: true, isText: column.kind === 'category' || column.kind === 'text' }
  if (typeof cell === 'object') return { ...empty, isText: true, pieces: cell, full: spellPieces(cell) }
  const code = classes === null ? -1 : classes.indexOf(String(cell))
  const classIndex = code < 0 ? null : code
  if (typeof cell === 'string') {
    const shown = showInLine(cell)
    return {
      ...empty,
      text: shown.slice(0, MAX_SHOWN),
      full: shown.slice(0, MAX_HOVERED),
      isText: true,
      classIndex
    }
  }
  if (column.kind === 'date')
    return { ...empty, text: dateText(cell, decimals), full: dateText(cell, 19), classIndex }
  const isFarOut = limits !== null && (cell < limits.low || cell > limits.high)
  return {
    ...empty,
    text: numberText(cell, decimals, language.locale),
    full: String(cell),
    isText: classIndex !== null,
    isFarOut,
    classIndex
  }
}
