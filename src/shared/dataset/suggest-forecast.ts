import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { ColumnProfile, TableManifest } from './dataset-manifest.ts'
import type { ColumnSpec, DatasetSpec, PreparationStep } from './dataset-spec.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const TIME_NAME =
  /^(date|time|timestamp|datetime|year|month|day|week|step|period|日期|时间|年|月|年份|月份)/iu
/** A category with more values than this is hardly a name of series. */
const MOST_SERIES = 2000

/** Rows read, rows forecast, and the cycles of the calendar, for rows so far apart. */
const usual: readonly {
  readonly below: number
  readonly steps: number
  readonly horizon: number
  readonly calendar: readonly [hour: boolean, weekday: boolean, month: boolean]
}[] = [
  { below: 12 * HOUR, steps: 48, horizon: 24, calendar: [true, true, false] },
  { below: 4 * DAY, steps: 28, horizon: 7, calendar: [false, true, true] },
  { below: 25 * DAY, steps: 52, horizon: 8, calendar: [false, false, true] },
  { below: 45 * DAY, steps: 24, horizon: 12, calendar: [false, false, true] },
  { below: Infinity, steps: 8, horizon: 4, calendar: [false, false, false] }
]

/**
 * A forecast of one column: the time column is the date whose values are evenly spread, or else the number that is named
 * like one; a category by which each time stands once for each value tells series apart. Other numbers are read too.
 *
 * Problems  dataset/column-missing      the target asked for is not there
 *           dataset/no-time             no column can order the rows
 *           dataset/target-not-number, no-target
 */
export function suggestForecast(manifest: TableManifest, wanted: string | undefined): Checked<DatasetSpec> {
  const profiles = manifest.columns.map(({ profile }) => profile)
  if (wanted !== undefined && !profiles.some(({ name }) => name === wanted))
    return fail(problem('dataset/column-missing', { column: wanted }))
  const time = findTime(profiles.filter(({ name }) => name !== wanted))
  if (!time) return fail(problem('dataset/no-time', {}))
  const target =
    wanted === undefined
      ? profiles.filter((one) => one !== time && one.kind === 'number' && one.distinctCount > 1).at(-1)
      : profiles.find(({ name }) => name === wanted)
  if (!target) return fail(problem('dataset/no-target', {}))
  if (target.kind !== 'number')
    return fail(problem('dataset/target-not-number', { column: target.name, kind: target.kind }))
  const series = findSeries(profiles, time, manifest.rowCount)
  const roleOf = (profile: ColumnProfile): ColumnSpec['role'] => {
    if (profile === time) return 'time'
    if (profile === target) return 'target'
    if (profile === series) return 'series'
    return profile.kind === 'number' && profile.distinctCount > 1 ? 'feature' : 'ignored'
  }
  const columns = profiles.map((profile): ColumnSpec => ({
    name: profile.name,
    kind: profile.kind,
    role: roleOf(profile)
  }))
  const features = profiles.filter((profile) => roleOf(profile) === 'feature')
  return ok({
    version: 1,
    source: manifest.source,
    task: 'forecast',
    columns,
    steps: suggestSteps({
      time,
      target,
      features,
      rowCount: manifest.rowCount / (series?.distinctCount ?? 1)
    }),
    split: { train: 0.7, validation: 0.15, test: 0.15, seed: 42, isStratified: false, order: 'position' }
  })
}

function findTime(profiles: readonly ColumnProfile[]): ColumnProfile | undefined {
  const dates = profiles.filter(({ kind, missingCount }) => kind === 'date' && missingCount === 0)
  const [date] = [...dates.filter(isEven), ...dates]
  return (
    date ?? profiles.find((one) => one.kind === 'number' && TIME_NAME.test(one.name.trim()) && isEven(one))
  )
}

/** Half of evenly spaced values lie between the quartiles, and their middle is their mean. */
function isEven({ range, distinctCount }: ColumnProfile): boolean {
  if (range === null || distinctCount < 3) return false
  const whole = range.max - range.min
  const isNear = (value: number, share: number): boolean =>
    Math.abs(value - range.min - share * whole) <= 0.05 * whole
  return isNear(range.median, 0.5) && isNear(range.quartile1, 0.25) && isNear(range.quartile3, 0.75)
}

function findSeries(
  profiles: readonly ColumnProfile[],
  time: ColumnProfile,
  rowCount: number
): ColumnProfile | undefined {
  if (time.distinctCount > 0.9 * rowCount) return undefined
  return profiles.find(
    ({ kind, distinctCount, missingCount }) =>
      kind === 'category' &&
      missingCount === 0 &&
      distinctCount > 1 &&
      distinctCount <= MOST_SERIES &&
      distinctCount * time.distinctCount >= 0.9 * rowCount
  )
}

interface Chosen {
  readonly time: ColumnProfile
  readonly target: ColumnProfile
  readonly features: readonly ColumnProfile[]
  /** Of one series. */
  readonly rowCount: number
}

function suggestSteps({ time, target, features, rowCount }: Chosen): PreparationStep[] {
  const { range, distinctCount } = time
  const apart = range ? (range.max - range.min) / Math.max(1, distinctCount - 1) : 0
  const found = usual.find(({ below }) => time.kind === 'date' && apart < below) ?? usual.at(-1)
  const [hourOfDay = false, dayOfWeek = false, monthOfYear = false] = found?.calendar ?? []
  // Every part needs a window: what is short is read, and forecast, a little at a time.
  const horizon = Math.max(1, Math.min(found?.horizon ?? 1, Math.floor(rowCount * 0.1)))
  const steps = Math.max(1, Math.min(found?.steps ?? 1, Math.floor(rowCount * 0.35)))
  const hasCalendar = time.kind === 'date' && (hourOfDay || dayOfWeek || monthOfYear)
  const step = (
    kind: string,
    columns: PreparationStep['columns'],
    params: PreparationStep['params'] = {}
  ) => ({ kind, columns, params })
  return [
    ...(features.some(({ missingCount }) => missingCount > 0)
      ? [step('fillMissing', 'all', { strategy: 'median' })]
      : []),
    ...(hasCalendar ? [step('calendarFeatures', [time.name], { hourOfDay, dayOfWeek, monthOfYear })] : []),
    ...(features.length > 0 ? [step('standardize', 'all')] : []),
    step('scaleSeries', [target.name]),
    step('seriesWindows', [target.name], { steps, horizon, stride: 1 })
  ].map((one, index) => ({ id: `step-${index + 1}`, ...one }))
}
