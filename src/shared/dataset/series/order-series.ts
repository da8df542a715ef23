import { fail, ok, type Checked } from '../../core/checked.ts'
import { problem } from '../../problems/catalogue.ts'
import type { Column } from '../column.ts'
import type { SplitSpec } from '../dataset-spec.ts'
import type { PlannedColumn, TablePlan } from '../plan-table.ts'
import type { FittedSeries } from '../prepared-data.ts'
import { splitRows, type Parts } from '../split.ts'
import { intervalText, momentText, nextMoment, usualInterval } from './interval.ts'

/** The rows of one series, in order of time. */
export interface SeriesRows {
  /** Null where the table is one series. */
  readonly name: string | null
  readonly rows: Uint32Array
}

export interface OrderedSeries {
  readonly list: readonly SeriesRows[]
  readonly times: Float64Array
  readonly timeKind: 'date' | 'number'
  readonly interval: FittedSeries['interval']
  /** Whether the file had its rows in another order. */
  readonly wasUnordered: boolean
}

type TimeColumn = Extract<Column, { values: Float64Array }>

/**
 * The rows of each series in order of time.
 *
 * Problems  dataset/no-time, time-missing, series-unnamed
 *           dataset/time-repeated    two rows of one series have the same time
 *           dataset/time-gap         rows of a series are not evenly apart
 *           dataset/series-missing   the target is missing somewhere
 */
export function orderSeries(
  { time, series, target }: Pick<TablePlan, 'time' | 'series' | 'target'>,
  rowCount: number
): Checked<OrderedSeries> {
  const column = time?.column
  if (!column || !('values' in column)) return fail(problem('dataset/no-time', {}))
  const missing = rowsWhere(rowCount, (row) => Number.isNaN(column.values[row] ?? NaN))
  const [firstMissing] = missing
  if (firstMissing !== undefined) {
    const values = { column: column.name, count: missing.length, row: firstMissing + 1 }
    return fail(problem('dataset/time-missing', values))
  }
  const grouped = groupRows(series, rowCount)
  if (!grouped.ok) return grouped
  const wasUnordered = grouped.value.some(({ rows }) =>
    rows.some((row, at) => at > 0 && (column.values[row] ?? 0) < (column.values[rows[at - 1] ?? 0] ?? 0))
  )
  const list = grouped.value.map(({ name, rows }) => ({
    name,
    rows: rows.sort((first, second) => (column.values[first] ?? 0) - (column.values[second] ?? 0))
  }))
  const interval = usualInterval(list, column)
  const uneven = findUneven(list, column, interval) ?? findMissing(list, column, target)
  if (uneven) return uneven
  return ok({ list, times: column.values, timeKind: column.kind, interval, wasUnordered })
}

const rowsWhere = (rowCount: number, isWanted: (row: number) => boolean): number[] =>
  Array.from({ length: rowCount }, (_, row) => row).filter(isWanted)

function groupRows(series: PlannedColumn | undefined, rowCount: number): Checked<SeriesRows[]> {
  const column = series?.column
  if (!column) return ok([{ name: null, rows: Uint32Array.from({ length: rowCount }, (_, row) => row) }])
  if (!('codes' in column))
    return fail(problem('dataset/series-unnamed', { column: column.name, count: rowCount }))
  const unnamed = rowsWhere(rowCount, (row) => (column.codes[row] ?? -1) < 0)
  if (unnamed.length > 0)
    return fail(problem('dataset/series-unnamed', { column: column.name, count: unnamed.length }))
  const groups = column.categories.map((): number[] => [])
  for (let row = 0; row < rowCount; row += 1) groups[column.codes[row] ?? -1]?.push(row)
  return ok(
    groups.flatMap((rows, code) =>
      rows.length > 0 ? [{ name: column.categories[code] ?? '', rows: Uint32Array.from(rows) }] : []
    )
  )
}

function findUneven(
  list: readonly SeriesRows[],
  column: TimeColumn,
  interval: FittedSeries['interval']
): Checked<never> | undefined {
  const text = (time: number): string => momentText(time, column.kind)
  for (const { name, rows } of list) {
    for (let at = 1; at < rows.length; at += 1) {
      const before = column.values[rows[at - 1] ?? 0] ?? 0
      const after = column.values[rows[at] ?? 0] ?? 0
      const series = name ?? ''
      if (after === before)
        return fail(problem('dataset/time-repeated', { column: column.name, time: text(after), series }))
      if (!isNext(before, after, interval)) {
        const values = { column: column.name, after: text(before), before: text(after), series }
        return fail(problem('dataset/time-gap', { ...values, usual: intervalText(interval) }))
      }
    }
  }
  return undefined
}

/** Numbers such as 0.1, 0.2, 0.3 miss their step by a rounding error; months have no fixed length. */
function isNext(before: number, after: number, interval: FittedSeries['interval']): boolean {
  if (interval.unit !== 'month')
    return Math.abs(after - before - interval.count) <= 1e-6 * interval.count + 1e-9 * Math.abs(after)
  const next = nextMoment(before, 1, interval)
  // The last of January is followed by the last of February.
  return Math.abs(next - after) < 4 * 86_400_000
}

function findMissing(
  list: readonly SeriesRows[],
  { values: times, kind }: TimeColumn,
  target: PlannedColumn | undefined
): Checked<never> | undefined {
  const column = target?.column
  if (!column || !('values' in column)) return fail(problem('dataset/no-target', {}))
  for (const { name, rows } of list) {
    const missing = [...rows].filter((row) => Number.isNaN(column.values[row] ?? NaN))
    const [first] = missing
    if (first === undefined) continue
    const time = momentText(times[first] ?? 0, kind)
    const found = { column: column.name, count: missing.length, time, series: name ?? '' }
    return fail(problem('dataset/series-missing', found))
  }
  return undefined
}

/** Each series is cut by its own rows, in order of time; parts hold row numbers of the table in rising order. */
export function splitSeries({ list }: OrderedSeries, spec: SplitSpec): Checked<Parts> {
  const parts: Record<keyof Parts, number[]> = { train: [], validation: [], test: [] }
  for (const { rows } of list) {
    const split = splitRows({ rowCount: rows.length }, { ...spec, order: 'position' })
    if (!split.ok) return split
    for (const part of ['train', 'validation', 'test'] as const)
      for (const at of split.value[part]) parts[part].push(rows[at] ?? 0)
  }
  const rising = (rows: number[]): Uint32Array => Uint32Array.from(rows).sort()
  return ok({ train: rising(parts.train), validation: rising(parts.validation), test: rising(parts.test) })
}
