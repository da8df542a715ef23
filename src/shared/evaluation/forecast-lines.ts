import { unscaleForecast } from '../dataset/apply-forecast.ts'
import type { FittedSeries } from '../dataset/prepared-data.ts'
import { nextMoment } from '../dataset/series/interval.ts'
import type { ForecastReport } from './evaluation-report.ts'
import type { ForecastResults } from './evaluate-forecast.ts'

/** Lines that a chart can show without becoming a thicket. */
const MOST_SERIES = 12
const MOST_ORIGINS = 6
/** Rows before the first forecast of a fan. */
const ROWS_BEFORE = 2

/** seven digits are what float32 holds. */
const shorten = (value: number): number => Number(value.toPrecision(7))

type Line = Pick<ForecastReport['next'][number], 'values' | 'low' | 'high'>

/** A forecast in the target's own unit, with the band that is to hold four of five values. */
export function lineOf(outputs: Float32Array, scale: number, series: FittedSeries): Line {
  const own = (value: number): number => shorten(unscaleForecast(value, series, scale))
  const bound = (side: -1 | 1): number[] | null =>
    series.reach
      ? Array.from(outputs, (value, step) => own(value + side * (series.reach?.[step] ?? NaN)))
      : null
  return { values: Array.from(outputs, own), low: bound(-1), high: bound(1) }
}

/** Of the first series, the end of the part with forecasts one after another. */
export function fansOf(results: ForecastResults): ForecastReport['fans'] {
  const { layout, starts, seriesOf, labels, horizon, outputs, series } = results
  const named = [...new Set(seriesOf)].slice(0, MOST_SERIES)
  return named.map((which) => {
    const windows = [...starts.keys()].filter((window) => seriesOf[window] === which)
    const chosen = originsFrom(
      windows.map((window) => ({ window, start: starts[window] ?? 0 })),
      horizon
    )
    const offset = layout.starts[which] ?? 0
    const scale = layout.scaleOf[which] ?? 0
    const first = Math.max(offset, (chosen[0]?.start ?? 0) - ROWS_BEFORE * horizon)
    const end = (chosen.at(-1)?.start ?? 0) + horizon
    return {
      name: series.scales[scale]?.name ?? null,
      times: [...layout.times.subarray(first, end)],
      actual: Array.from(labels.subarray(first, end), (value) =>
        shorten(unscaleForecast(value, series, scale))
      ),
      forecasts: chosen.map(({ window, start }) => ({
        start: start - first,
        ...lineOf(outputs.subarray(window * horizon, (window + 1) * horizon), scale, series)
      }))
    }
  })
}

interface Origin {
  readonly window: number
  readonly start: number
}

/** The last windows that do not overlap, in order of time. */
function originsFrom(windows: readonly Origin[], horizon: number): Origin[] {
  const chosen: Origin[] = []
  for (const one of [...windows].reverse()) {
    const [earliest] = chosen
    if (earliest === undefined || one.start + horizon <= earliest.start) chosen.unshift(one)
    if (chosen.length === MOST_ORIGINS) break
  }
  return chosen
}

/** What comes after the last row of the first series, with the rows of one window before it. */
export function nextOf({ layout, labels, future, horizon, series }: ForecastResults): ForecastReport['next'] {
  const count = Math.min(future.length / horizon, MOST_SERIES)
  return Array.from({ length: count }, (_, which) => {
    const end = layout.starts[which + 1] ?? 0
    const scale = layout.scaleOf[which] ?? 0
    const first = Math.max(layout.starts[which] ?? 0, end - Math.max(series.steps, 2 * horizon))
    const last = layout.times[end - 1] ?? 0
    return {
      name: series.scales[scale]?.name ?? null,
      times: [
        ...layout.times.subarray(first, end),
        ...Array.from({ length: horizon }, (__, step) => nextMoment(last, step + 1, series.interval))
      ],
      actual: Array.from(labels.subarray(first, end), (value) =>
        shorten(unscaleForecast(value, series, scale))
      ),
      ...lineOf(future.subarray(which * horizon, (which + 1) * horizon), scale, series)
    }
  })
}
