import { z } from 'zod'

export const columnKind = z.enum(['number', 'category', 'text', 'date'])
/** Kinds of column; yes/no columns are categories with two values. */
export type ColumnKind = z.infer<typeof columnKind>

export const columnRole = z.enum(['feature', 'target', 'ignored'])
export type ColumnRole = z.infer<typeof columnRole>

/**
 * One column in memory.
 *
 * number, date   `values`: one 64-bit float a row, NaN where missing; dates as milliseconds since 1970, UTC
 * category, text `codes`: one index into `categories` a row, -1 where missing
 */
export type Column =
  | { readonly kind: 'number' | 'date'; readonly name: string; readonly values: Float64Array }
  | {
      readonly kind: 'category' | 'text'
      readonly name: string
      readonly codes: Int32Array
      readonly categories: readonly string[]
    }

/** Columns of equal length, in the order of the file. */
export interface Table {
  readonly rowCount: number
  readonly columns: readonly Column[]
}
