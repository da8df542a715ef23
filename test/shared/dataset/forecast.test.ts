import { describe, expect, it } from 'vitest'
import { unwrap, type Checked } from '../../../src/shared/core/checked.ts'
import { applyForecast, lastWindows, unscaleForecast } from '../../../src/shared/dataset/apply-forecast.ts'
import type { Table } from '../../../src/shared/dataset/column.ts'
import type { DatasetSpec, PreparationStep } from '../../../src/shared/dataset/dataset-spec.ts'
import { prepareTable } from '../../../src/shared/dataset/prepare.ts'
import { fittedPreparation, type PreparedData } from '../../../src/shared/dataset/prepared-data.ts'
import { summarizeTable } from '../../../src/shared/dataset/summarize.ts'
import { columnOf, manifestOf, type Cells } from './tables.ts'

const DAY = 86_400_000
const start = Date.UTC(2024, 0, 1)

const dates = (times: readonly number[]): Table['columns'][number] => ({
  kind: 'date',
  name: 'day',
  values: Float64Array.from(times)
})
const daily = (count: number): number[] => Array.from({ length: count }, (_, at) => start + at * DAY)

function tableOf(times: readonly number[], columns: Readonly<Record<string, Cells>>): Table {
  return {
    rowCount: times.length,
    columns: [dates(times), ...Object.entries(columns).map(([name, cells]) => columnOf(name, cells))]
  }
}

const windows = { steps: 4, horizon: 2, stride: 1, season: 0 }
const stepsOf = (
  params: Partial<typeof windows> = {},
  more: readonly PreparationStep[] = []
): PreparationStep[] => [
  ...more,
  { id: 'scale', kind: 'scaleSeries', columns: ['sales'], params: {} },
  { id: 'windows', kind: 'seriesWindows', columns: ['sales'], params: { ...windows, ...params } }
]

function specOf(
  table: Table,
  roles: Readonly<Record<string, DatasetSpec['columns'][number]['role']>> = {},
  steps = stepsOf()
): DatasetSpec {
  const known: typeof roles = { day: 'time', sales: 'target', ...roles }
  return {
    version: 1,
    source: { kind: 'table', path: 'test.csv' },
    task: 'forecast',
    columns: table.columns.map(({ name, kind }) => ({ name, kind, role: known[name] ?? 'feature' })),
    steps,
    split: { train: 0.6, validation: 0.2, test: 0.2, seed: 1, isStratified: false, order: 'position' }
  }
}

const prepare = (table: Table, spec = specOf(table)): Checked<PreparedData> =>
  prepareTable(table, manifestOf(table), spec)
const problemOf = (table: Table, spec = specOf(table)): string | undefined => {
  const found = prepare(table, spec)
  return found.ok ? undefined : found.problem.code
}
const wave = (count: number): number[] => Array.from({ length: count }, (_, at) => 10 + (at % 5) + at / 10)

describe('a table prepared for a forecast', () => {
  const table = tableOf(daily(20), { sales: wave(20) })

  it('has windows whose answers are the next values, and lie in one part only', () => {
    const data = unwrap(prepare(table))
    const { samples, labels, parts } = data
    if (samples.kind !== 'windows') throw new Error('no windows')

    // 12 rows train, 4 validate, 4 test: answers begin at rows 4 to 10, 12 to 14, and 16 to 18.
    const answers = (rows: Uint32Array): number[] => [...rows].map((row) => samples.labelStarts?.[row] ?? -1)
    expect(answers(parts.train)).toEqual([4, 5, 6, 7, 8, 9, 10])
    expect(answers(parts.validation)).toEqual([12, 13, 14])
    expect(answers(parts.test)).toEqual([16, 17, 18])
    expect(data.preparation.sampleShape).toEqual([4, 1])
    expect(data.preparation.target.horizon).toBe(2)
    const { mean = 0, standardDeviation = 1 } = data.preparation.target.scaling ?? {}
    expect((labels[12] ?? 0) * standardDeviation + mean).toBeCloseTo(wave(20)[12] ?? 0, 5)
    // The first test window reads the last rows before it.
    const first = parts.test[0] ?? 0
    expect(samples.values.subarray(samples.starts[first], (samples.starts[first] ?? 0) + 4)).toEqual(
      labels.subarray(12, 16)
    )
  })

  it('learns scale and season from the training rows only', () => {
    const changed = tableOf(daily(20), {
      sales: wave(20).map((value, at) => (at < 12 ? value : value * 100))
    })
    expect(unwrap(prepare(changed)).preparation.series?.scales).toEqual(
      unwrap(prepare(table)).preparation.series?.scales
    )
    const mean = wave(20)
      .slice(0, 12)
      .reduce((sum, value) => sum + value / 12, 0)
    expect(unwrap(prepare(table)).preparation.target.scaling?.mean).toBeCloseTo(mean, 12)
    const long = tableOf(daily(60), { sales: wave(60) })
    expect(unwrap(prepare(long)).preparation.series?.season).toBe(5)
  })

  it('takes the season that the person sets, and windows at their stride', () => {
    const data = unwrap(prepare(table, specOf(table, {}, stepsOf({ season: 3, stride: 2 }))))
    expect(data.preparation.series?.season).toBe(3)
    expect(data.parts.train).toHaveLength(4)
  })

  it('puts rows in order of time and says so', () => {
    const times = daily(20)
    const mixed = tableOf([...times].reverse(), { sales: wave(20).reverse() })
    const data = unwrap(prepare(mixed))
    expect(data.notes.map(({ code }) => code)).toEqual(['dataset/rows-put-in-order'])
    expect(data.labels).toEqual(unwrap(prepare(table)).labels)
    expect(data.rowIndices[0]).toBe(15)
  })

  it('reads the calendar and other columns beside the target', () => {
    const more = tableOf(daily(20), { price: wave(20), sales: wave(20) })
    const calendar = {
      id: 'calendar',
      kind: 'calendarFeatures',
      columns: ['day'],
      params: { dayOfWeek: true, monthOfYear: false }
    }
    const { preparation, samples } = unwrap(prepare(more, specOf(more, {}, stepsOf({}, [calendar]))))
    expect(preparation.featureNames).toEqual(['sales', 'price', 'day dayOfWeek sin', 'day dayOfWeek cos'])
    expect(preparation.sampleShape).toEqual([4, 4])
    // 1 January 2024 was a Monday, the first day of the cycle.
    expect([...samples.values.subarray(2, 4)]).toEqual([0, 1])
  })

  it('is summarised with its shape and horizon', () => {
    const summary = summarizeTable(table, specOf(table))
    expect(summary.problems).toEqual([])
    expect(summary.sampleShape).toEqual([4, 1])
    expect(summary.horizon).toBe(2)
  })
})

describe('several series in one table', () => {
  const times = [...daily(20), ...daily(20)]
  const shops = times.map((_, at) => (at < 20 ? 'north' : 'south'))
  const table = tableOf(times, {
    shop: shops,
    sales: [...wave(20), ...wave(20).map((value) => 1000 * value)]
  })
  const spec = specOf(table, { shop: 'series' })

  it('are scaled each by itself, and split each by its own time', () => {
    const data = unwrap(prepare(table, spec))
    const [north, south] = data.preparation.series?.scales ?? []
    expect([north?.name, south?.name]).toEqual(['north', 'south'])
    expect(south?.scale).toBeCloseTo(1000 * (north?.scale ?? 0), 6)
    expect(data.preparation.target.scaling).toBeNull()
    data.labels.subarray(20).forEach((label, at) => expect(label).toBeCloseTo(data.labels[at] ?? NaN, 5))
    expect(data.parts.train).toHaveLength(14)
    expect(data.parts.test).toHaveLength(6)
  })

  it('go on from their last rows, with the same preparation', () => {
    const preparation = fittedPreparation.parse(
      JSON.parse(JSON.stringify(unwrap(prepare(table, spec)).preparation))
    )
    const applied = unwrap(applyForecast(preparation, table))
    const last = unwrap(lastWindows(applied, 4))
    if (last.kind !== 'windows' || !preparation.series) throw new Error('no windows')
    expect([...last.starts]).toEqual([16, 36])
    expect(unscaleForecast(last.values[39] ?? 0, preparation.series, 1)).toBeCloseTo(
      1000 * (wave(20)[19] ?? 0),
      1
    )
  })

  it('that training did not have are refused, as are too few rows', () => {
    const preparation = unwrap(prepare(table, spec)).preparation
    const other = tableOf(daily(6), { shop: Array(6).fill('west'), sales: wave(6) })
    expect(applyForecast(preparation, other)).toMatchObject({ problem: { code: 'dataset/series-unknown' } })
    const short = tableOf(daily(3), { shop: Array(3).fill('north'), sales: wave(3) })
    expect(lastWindows(unwrap(applyForecast(preparation, short)), 4)).toMatchObject({
      problem: { code: 'dataset/series-too-short' }
    })
  })
})

describe('what keeps a forecast from being prepared', () => {
  const good = tableOf(daily(20), { sales: wave(20) })
  const without = (row: number): number[] => daily(21).filter((_, at) => at !== row)

  it.each<[string, string, Table, ((table: Table) => DatasetSpec)?]>([
    ['a gap in time', 'dataset/time-gap', tableOf(without(7), { sales: wave(20) })],
    ['a time that comes twice', 'dataset/time-repeated', tableOf([...daily(19), start], { sales: wave(20) })],
    ['a row without time', 'dataset/time-missing', tableOf([...daily(19), NaN], { sales: wave(20) })],
    [
      'a missing value',
      'dataset/series-missing',
      tableOf(daily(20), { sales: wave(20).map((value, at) => (at === 3 ? null : value)) })
    ],
    [
      'a series that never changes',
      'dataset/series-constant',
      tableOf(daily(20), { sales: wave(20).map((value, at) => (at < 12 ? 5 : value)) })
    ],
    ['fewer rows than a window', 'dataset/series-too-short', tableOf(daily(8), { sales: wave(8) })],
    [
      'a part without a window',
      'dataset/series-too-short',
      good,
      (table) => specOf(table, {}, stepsOf({ horizon: 5 }))
    ],
    [
      'a time column that is no time',
      'dataset/time-is-no-time',
      tableOf(daily(20), { word: wave(20).map((value) => `w${value}`), sales: wave(20) }),
      (table) => specOf(table, { day: 'ignored', word: 'time' })
    ],
    ['no time column', 'dataset/no-time', good, (table) => specOf(table, { day: 'ignored' })],
    ['no windows', 'dataset/no-series-windows', good, (table) => specOf(table, {}, [])],
    [
      'rows of no series',
      'dataset/series-unnamed',
      tableOf(daily(20), { shop: ['a', null, ...Array<string>(18).fill('a')], sales: wave(20) }),
      (table) => specOf(table, { shop: 'series' })
    ],
    [
      'two time columns',
      'dataset/several-of-role',
      tableOf(daily(20), { when: wave(20), sales: wave(20) }),
      (table) => specOf(table, { when: 'time' })
    ],
    [
      'another step on the target',
      'dataset/step-on-forecast',
      good,
      (table) =>
        specOf(table, {}, [...stepsOf(), { id: 'n', kind: 'normalize', columns: ['sales'], params: {} }])
    ]
  ])('%s: %s', (_, code, table, spec = specOf) => {
    expect(problemOf(table, spec(table))).toBe(code)
  })

  it('months of different lengths are even', () => {
    const months = Array.from({ length: 20 }, (_, at) => Date.UTC(2020, at + 1, 0))
    const table = tableOf(months, { sales: wave(20) })
    expect(unwrap(prepare(table)).preparation.series?.interval).toEqual({ unit: 'month', count: 1 })
    expect(
      problemOf(
        tableOf(
          months.filter((_, at) => at !== 9),
          { sales: wave(19) }
        )
      )
    ).toBe('dataset/time-gap')
  })
})
