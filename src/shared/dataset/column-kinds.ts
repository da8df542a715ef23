import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { Column, ColumnKind } from './column.ts'

/** More values than this in a column are not categories. */
export const MAX_CATEGORIES = 100_000

/**
 * The column read as another kind, as the person chose it.
 *
 * Output    number → category: one category for each different number, in rising order;
 *           category or text → number: the numbers they spell; number ↔ date: milliseconds since 1970
 * Problems  dataset/not-a-number          a value does not spell a number
 *           dataset/not-a-date            a value does not spell a date
 *           dataset/too-many-categories   a number column with too many different values
 */
export function convertColumn(column: Column, kind: ColumnKind): Checked<Column> {
  if (column.kind === kind) return ok(column)
  if ('values' in column) {
    return kind === 'number' || kind === 'date' ? ok({ ...column, kind }) : toCategories(column, kind)
  }
  return kind === 'category' || kind === 'text' ? ok({ ...column, kind }) : toValues(column, kind)
}

type NumberColumn = Extract<Column, { values: Float64Array }>
type CategoryColumn = Extract<Column, { codes: Int32Array }>

/** How a number or a date is written where it serves as a category. */
const spell = (kind: 'number' | 'date', value: number): string =>
  kind === 'number' ? String(value) : new Date(value).toISOString()

function toCategories(column: NumberColumn, kind: 'category' | 'text'): Checked<Column> {
  const distinct = new Set<number>()
  for (const value of column.values) {
    if (!Number.isNaN(value)) distinct.add(value)
    if (distinct.size > MAX_CATEGORIES) break
  }
  if (distinct.size > MAX_CATEGORIES) {
    const values = { column: column.name, count: distinct.size, limit: MAX_CATEGORIES }
    return fail(problem('dataset/too-many-categories', values))
  }
  const sorted = [...distinct].sort((first, second) => first - second)
  const codeOf = new Map(sorted.map((value, code) => [value, code]))
  const codes = Int32Array.from(column.values, (value) => codeOf.get(value) ?? -1)
  return ok({ kind, name: column.name, codes, categories: sorted.map((value) => spell(column.kind, value)) })
}

function toValues(column: CategoryColumn, kind: 'number' | 'date'): Checked<Column> {
  const valueOfCode = new Float64Array(column.categories.length)
  for (const [code, category] of column.categories.entries()) {
    const value = kind === 'number' ? Number(category.trim() || NaN) : Date.parse(category)
    if (!Number.isFinite(value)) {
      const found = { column: column.name, value: category }
      return fail(
        kind === 'number' ? problem('dataset/not-a-number', found) : problem('dataset/not-a-date', found)
      )
    }
    valueOfCode[code] = value
  }
  const values = Float64Array.from(column.codes, (code) => (code < 0 ? NaN : (valueOfCode[code] ?? NaN)))
  return ok({ kind, name: column.name, values })
}

/** Rows in which a column has no value. */
export function countMissing(column: Column): number {
  let count = 0
  if ('values' in column) for (const value of column.values) count += Number.isNaN(value) ? 1 : 0
  else for (const code of column.codes) count += code < 0 ? 1 : 0
  return count
}

export const isMissing = (column: Column, row: number): boolean =>
  'values' in column ? Number.isNaN(column.values[row] ?? NaN) : (column.codes[row] ?? -1) < 0
