import { fail, ok, type Checked } from '../core/checked.ts'
import type { ParamValues } from '../core/params.ts'
import { problem } from '../problems/catalogue.ts'
import { assembleFeatures } from './assemble-features.ts'
import type { DatasetSpec } from './dataset-spec.ts'
import { describeSteps } from './describe-steps.ts'
import type { FittedColumn, FittedTable } from './fit-table.ts'
import type { DataPart, FittedPreparation, FittedSeries, PreparedData } from './prepared-data.ts'
import type { SeriesRows } from './series/order-series.ts'
import { findSeason, naiveErrorOf } from './series/season.ts'
import { dataParts } from './split.ts'
import { fittedScales } from './transforms/scale-series.ts'
import { seriesWindows } from './transforms/series-windows.ts'

type Windows = ParamValues<typeof seriesWindows.params>

/** The rows of one series where they lie among all prepared rows, and how many of them each part has. */
interface PlacedSeries extends SeriesRows {
  readonly offset: number
  readonly counts: Readonly<Record<DataPart, number>>
  /** Target of the training rows, in its own unit. */
  readonly training: Float64Array
}

/**
 * Series ready to learn how they go on.
 *
 * Input     a table with time and target, as planTable found it to be, split by time
 * Output    prepared rows [rows of all series, features], series after series in order of time, the target first;
 *           windows over them, each asking for the target of the next `horizon` rows
 * Problems  those of assembleFeatures
 *           dataset/series-constant    a series never changes in the training part
 *           dataset/series-too-short   a series has no window in the training part, or a part with a share has none at all
 */
export function prepareForecast(fitted: FittedTable, spec: DatasetSpec): Checked<PreparedData> {
  const target = fitted.columns.find(({ planned }) => planned.role === 'target')
  const values = target?.planned.column
  if (!target || !values || !('values' in values) || !fitted.series)
    return fail(problem('dataset/no-target', {}))
  const windows = windowsOf(target)
  const placed = placeSeries(fitted, values.values)
  const wrong = findUnfit(placed, { spec, windows, target: values.name })
  if (wrong) return wrong
  const inputs = inputsOf(fitted.columns)
  const matrix = assembleFeatures(
    inputs.map(({ planned, steps }) => ({ column: planned.column, steps })),
    fitted.keptRows
  )
  if (!matrix.ok) return matrix
  const { names } = matrix.value
  const rows = Uint32Array.from(placed.flatMap((one) => [...one.rows]))
  const prepared = orderRows(matrix.value.values, rows, names.length)
  const season = windows.season > 0 ? windows.season : findSeason(placed.map(({ training }) => training))
  return ok({
    ...placeWindows(placed, { windows, rows, prepared, width: names.length, times: fitted.series.times }),
    preparation: {
      ...describe(fitted, spec, names, windows),
      ...describeTarget(describeSeries(fitted, placed, { target, season, steps: windows.steps }), {
        name: values.name,
        horizon: windows.horizon
      })
    },
    notes: fitted.series.wasUnordered ? [problem('dataset/rows-put-in-order', {})] : []
  })
}

/** The target first, so that everyone knows which number of a row it is. */
const inputsOf = (columns: readonly FittedColumn[]): FittedColumn[] => [
  ...columns.filter(({ planned }) => planned.role === 'target'),
  ...columns.filter(({ planned }) => planned.role === 'feature'),
  ...columns.filter(({ planned, steps }) => planned.role === 'time' && steps.length > 0)
]

function windowsOf({ steps }: FittedColumn): Windows {
  const found = steps.find(({ step }) => step.transform.kind === seriesWindows.kind)
  // The catalogue's definitions keep their own params types; these are its params, checked by resolveStep.
  return found?.step.params as unknown as Windows
}

function placeSeries({ series, parts }: FittedTable, target: Float64Array): PlacedSeries[] {
  const partOfRow = new Map<number, DataPart>()
  for (const part of dataParts) for (const row of parts[part]) partOfRow.set(row, part)
  let offset = 0
  return (series?.list ?? []).map(({ name, rows }) => {
    const counts = { train: 0, validation: 0, test: 0 }
    for (const row of rows) counts[partOfRow.get(row) ?? 'train'] += 1
    const training = Float64Array.from(rows.subarray(0, counts.train), (row) => target[row] ?? NaN)
    const placed = { name, rows, offset, counts, training }
    offset += rows.length
    return placed
  })
}

function findUnfit(
  placed: readonly PlacedSeries[],
  { spec, windows, target }: { spec: DatasetSpec; windows: Windows; target: string }
): Checked<never> | undefined {
  const needed = windows.steps + windows.horizon
  for (const { name, counts, training } of placed) {
    const series = name ?? ''
    if (counts.train < needed)
      return fail(problem('dataset/series-too-short', { part: 'train', found: counts.train, needed, series }))
    const [first = 0] = training
    if (training.every((value) => value === first))
      return fail(problem('dataset/series-constant', { column: target, value: first, series }))
  }
  for (const part of ['validation', 'test'] as const) {
    const found = Math.max(...placed.map(({ counts }) => counts[part]))
    if (spec.split[part] > 0 && found < windows.horizon) {
      const values = { part, found, needed: windows.horizon, series: '' }
      return fail(problem('dataset/series-too-short', values))
    }
  }
  return undefined
}

function orderRows(values: Float32Array, rows: Uint32Array, width: number): Float32Array {
  const ordered = new Float32Array(values.length)
  rows.forEach((row, at) => ordered.set(values.subarray(row * width, (row + 1) * width), at * width))
  return ordered
}

interface Layout {
  readonly windows: Windows
  /** Row of the table for each prepared row. */
  readonly rows: Uint32Array
  readonly prepared: Float32Array
  readonly width: number
  /** For each row of the table. */
  readonly times: Float64Array
}

function placeWindows(
  placed: readonly PlacedSeries[],
  { windows, rows, prepared, width, times }: Layout
): Pick<PreparedData, 'samples' | 'labels' | 'parts' | 'rowIndices' | 'series'> {
  const { steps, horizon, stride } = windows
  const answers: number[] = []
  const seriesOf: number[] = []
  const parts: Record<DataPart, number[]> = { train: [], validation: [], test: [] }
  placed.forEach(({ offset, counts }, index) => {
    let end = offset
    for (const part of dataParts) {
      // A window reads rows of the part before, never of another series.
      const first = Math.max(end, offset + steps)
      end += counts[part]
      for (let answer = first; answer + horizon <= end; answer += stride) {
        parts[part].push(answers.length)
        answers.push(answer)
        seriesOf.push(index)
      }
    }
  })
  return {
    samples: {
      kind: 'windows',
      values: prepared,
      starts: Uint32Array.from(answers, (answer) => (answer - steps) * width),
      labelStarts: Uint32Array.from(answers),
      sampleSize: steps * width
    },
    labels: Float32Array.from(rows, (_, at) => prepared[at * width] ?? 0),
    parts: {
      train: Uint32Array.from(parts.train),
      validation: Uint32Array.from(parts.validation),
      test: Uint32Array.from(parts.test)
    },
    rowIndices: Uint32Array.from(answers, (answer) => rows[answer] ?? 0),
    series: {
      ofSample: Uint32Array.from(seriesOf),
      starts: Uint32Array.of(...placed.map(({ offset }) => offset), rows.length),
      scaleOf: Uint32Array.from(placed.keys()),
      times: Float64Array.from(rows, (row) => times[row] ?? NaN)
    }
  }
}

function describe(
  fitted: FittedTable,
  spec: DatasetSpec,
  names: readonly string[],
  { steps }: Windows
): Omit<FittedPreparation, 'target' | 'series'> {
  const inputs = inputsOf(fitted.columns)
  return {
    version: 1,
    kind: 'table',
    task: 'forecast',
    inputs: inputs.map(({ planned: { column } }) => ({
      name: column.name,
      kind: column.kind,
      categories: 'codes' in column ? [...column.categories] : null
    })),
    steps: describeSteps(spec, inputs),
    featureNames: [...names],
    sampleShape: [steps, names.length],
    words: null
  }
}

/** One series is scaled back like any value; several have no scale in common. */
function describeTarget(
  series: FittedSeries,
  { name, horizon }: { name: string; horizon: number }
): Pick<FittedPreparation, 'target' | 'series'> {
  const [only] = series.scales
  const scaling =
    only && series.scales.length === 1 ? { mean: only.shift, standardDeviation: only.scale } : null
  return { target: { name, classes: null, scaling, horizon }, series }
}

function describeSeries(
  { series, columns }: FittedTable,
  placed: readonly PlacedSeries[],
  { target, season, steps }: { target: FittedColumn; season: number; steps: number }
): FittedSeries {
  const named = (role: 'time' | 'series'): string | null =>
    columns.find(({ planned }) => planned.role === role)?.planned.column.name ?? null
  const scales = target.steps.flatMap(({ state }) => fittedScales.safeParse(state).data?.scales ?? [])
  return {
    time: named('time') ?? '',
    timeKind: series?.timeKind ?? 'number',
    column: named('series'),
    interval: series?.interval ?? { unit: 'number', count: 1 },
    steps,
    season,
    scales: placed.map(({ name, training }) => {
      const { shift, scale } = scales.find((one) => one.name === name) ?? { shift: 0, scale: 1 }
      return { name, shift, scale, naiveError: naiveErrorOf(training, season) }
    })
  }
}
