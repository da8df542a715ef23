import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { readFittedSteps } from './apply-preparation.ts'
import { assembleFeatures, type FeatureSource } from './assemble-features.ts'
import type { Column, Table } from './column.ts'
import { convertColumn } from './column-kinds.ts'
import type { FittedPreparation, FittedSeries, SampleSource } from './prepared-data.ts'
import { orderSeries, type SeriesRows } from './series/order-series.ts'
import type { PlannedColumn } from './plan-table.ts'

/** Rows of known series, prepared as the training rows were, series after series in order of time. */
export interface AppliedForecast {
  readonly series: readonly (SeriesRows & { readonly offset: number; readonly scaleIndex: number })[]
  /** [rows, features], the target first. */
  readonly values: Float32Array
  readonly width: number
  readonly times: Float64Array
  /** Target in its own unit, by row of the table. */
  readonly target: Float64Array
}

/**
 * Other rows of the series that a model was trained on.
 *
 * Problems  those of applyPreparation and orderSeries
 *           dataset/series-unknown     a series that training did not have
 *           dataset/series-too-short   a series has fewer rows than one window reads
 */
export function applyForecast(preparation: FittedPreparation, table: Table): Checked<AppliedForecast> {
  const { series, target } = preparation
  if (!series)
    return fail(problem('dataset/preparation-damaged', { step: 'seriesWindows', column: target.name }))
  const columns = readColumns(preparation, series, table)
  if (!columns.ok) return columns
  const planned = (column: Column | undefined): PlannedColumn | undefined =>
    column && { column, role: 'feature', steps: [] }
  const [targetColumn] = columns.value.inputs
  const ordered = orderSeries(
    {
      time: planned(columns.value.time),
      series: planned(columns.value.series),
      target: planned(targetColumn?.column)
    },
    table.rowCount
  )
  if (!ordered.ok) return ordered
  let offset = 0
  const placed: (SeriesRows & { offset: number; scaleIndex: number })[] = []
  for (const { name, rows } of ordered.value.list) {
    const scaleIndex = series.scales.findIndex((one) => one.name === name)
    if (scaleIndex < 0)
      return fail(problem('dataset/series-unknown', { column: series.column ?? '', series: name ?? '' }))
    placed.push({ name, rows, offset, scaleIndex })
    offset += rows.length
  }
  const matrix = assembleFeatures(
    columns.value.inputs,
    Uint32Array.from({ length: table.rowCount }, (_, row) => row)
  )
  if (!matrix.ok) return matrix
  const width = matrix.value.names.length
  const values = new Float32Array(matrix.value.values.length)
  for (const { rows, offset: start } of placed)
    rows.forEach((row, at) =>
      values.set(matrix.value.values.subarray(row * width, (row + 1) * width), (start + at) * width)
    )
  const own =
    targetColumn && 'values' in targetColumn.column ? targetColumn.column.values : new Float64Array(0)
  return ok({ series: placed, values, width, times: ordered.value.times, target: own })
}

interface ReadColumns {
  readonly inputs: readonly FeatureSource[]
  readonly time: Column
  readonly series: Column | undefined
}

function readColumns(
  preparation: FittedPreparation,
  { time, timeKind, column }: FittedSeries,
  table: Table
): Checked<ReadColumns> {
  const stepsOf = readFittedSteps(preparation)
  if (!stepsOf.ok) return stepsOf
  const read = (name: string, kind: Column['kind']): Checked<Column> => {
    const raw = table.columns.find((one) => one.name === name)
    return raw ? convertColumn(raw, kind) : fail(problem('dataset/column-missing', { column: name }))
  }
  const moments = read(time, timeKind)
  if (!moments.ok) return moments
  const names = column === null ? undefined : read(column, 'category')
  if (names && !names.ok) return names
  const series = names?.value
  const apart = series && 'codes' in series ? { codes: series.codes, names: series.categories } : undefined
  const inputs: FeatureSource[] = []
  for (const { name, kind } of preparation.inputs) {
    const found = read(name, kind)
    if (!found.ok) return found
    const own = found.value.kind === 'number' && apart ? { ...found.value, series: apart } : found.value
    inputs.push({ column: own, steps: stepsOf.value.get(name) ?? [] })
  }
  return ok({ inputs, time: moments.value, series })
}

/** The last window of each series, from which its future is foretold. */
export function lastWindows(
  { series, values, width }: AppliedForecast,
  steps: number
): Checked<SampleSource> {
  for (const { name, rows } of series) {
    if (rows.length >= steps) continue
    const found = { part: 'last', found: rows.length, needed: steps, series: name ?? '' }
    return fail(problem('dataset/series-too-short', found))
  }
  const starts = Uint32Array.from(series, ({ offset, rows }) => (offset + rows.length - steps) * width)
  return ok({ kind: 'windows', values, starts, sampleSize: steps * width })
}

/** A value that the network gave for a series, in the target's own unit. */
export function unscaleForecast(value: number, { scales }: FittedSeries, index: number): number {
  const { shift, scale } = scales[index] ?? { shift: 0, scale: 1 }
  return value * scale + shift
}
