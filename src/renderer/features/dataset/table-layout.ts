import { dateLength } from './cell-text.ts'
import { columnDecimals, farOutLimits, type TableColumn } from './table-columns.ts'
import type { TableRows } from './table-rows.svelte.ts'

/** A column in view, with its place among all columns from 0. */
export interface ShownColumn {
  readonly column: TableColumn
  readonly index: number
  /** Digits after the point; of dates the letters of their ISO form that are shown. */
  readonly decimals: number
  /** Values outside of them are marked; null marks none. */
  readonly limits: { readonly low: number; readonly high: number } | null
}

/** What of the table's width is drawn: row numbers, the target that stays at the left, a gap, the columns in view. */
export interface TableLayout {
  readonly uid: string
  readonly numberWidth: number
  readonly pinned: ShownColumn | null
  /** Width of the columns left of those in view. */
  readonly gap: number
  readonly shown: readonly ShownColumn[]
}

/** Pixels that row numbers need. */
export const numberWidthFor = (rowCount: number): number => Math.max(40, String(rowCount).length * 8 + 14)

/**
 * How the numbers of a column are shown, from rows that are here.
 *
 * @param isRescaled  its numbers are no longer those of the file
 */
export function shownColumn(
  column: TableColumn,
  index: number,
  rows: TableRows,
  isRescaled: boolean
): ShownColumn {
  const values = (rows.loaded[0]?.rows ?? []).flatMap((cells) => {
    const value = cells[column.cellIndex]
    return typeof value === 'number' ? [value] : []
  })
  const profile = isRescaled ? null : column.profile
  return {
    column,
    index,
    decimals: column.kind === 'date' ? dateLength(values) : columnDecimals(values, profile?.range?.median),
    limits: profile === null ? null : farOutLimits(profile)
  }
}

/** Id of a cell; row -1 is the head. */
export const cellId = (uid: string, row: number, column: number): string => `${uid}-${row}-${column}`
