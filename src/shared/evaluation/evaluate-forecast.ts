import type { FittedSeries, SeriesLayout } from '../dataset/prepared-data.ts'
import { unscaleForecast } from '../dataset/apply-forecast.ts'
import { seasonalNaive } from '../dataset/series/season.ts'
import type { ForecastReport } from './evaluation-report.ts'
import { fansOf, nextOf } from './forecast-lines.ts'
import { errorsOfForecasts, type Foretold } from './forecast-errors.ts'

/** Forecasts of some windows, on the scale of learning. */
export interface ForecastResults {
  readonly part: ForecastReport['part']
  readonly loss: number
  readonly horizon: number
  readonly series: FittedSeries
  readonly layout: SeriesLayout
  /** Target of every prepared row. */
  readonly labels: Float32Array
  /** For each window the prepared row of its first answer, and its series. */
  readonly starts: Uint32Array
  readonly seriesOf: Uint32Array
  /** [windows, horizon] */
  readonly outputs: Float32Array
  /** What comes after the last rows: [series, horizon]. */
  readonly future: Float32Array
}

/** What was and what was foretold of each window, in the target's own unit, one step after another. */
interface Compared {
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly naive: Float64Array
  readonly seriesOf: Uint32Array
}

/**
 * Every figure of a forecasting model on one part of the data, beside repeating the last season.
 *
 * Throws  RangeError  when there is no window
 */
export function evaluateForecast(results: ForecastResults): ForecastReport {
  const { part, loss, horizon, series, starts } = results
  const compared = compare(results)
  const naiveErrors = series.scales.map(({ naiveError }) => naiveError)
  const measure = (predicted: Float64Array, step?: number) =>
    errorsOfForecasts(ofStep({ ...compared, predicted, naiveErrors }, horizon, step))
  const errors = measure(compared.predicted)
  if (errors === undefined) throw new RangeError('Forecast figures need at least one window.')
  return {
    kind: 'forecast',
    part,
    rowCount: starts.length,
    loss,
    ...errors,
    season: series.season,
    naive: measure(compared.naive) ?? null,
    steps: Array.from({ length: horizon }, (_, step) => ({
      mae: measure(compared.predicted, step)?.mae ?? 0,
      naive: measure(compared.naive, step)?.mae ?? null
    })),
    coverage: series.reach ? coverageOf(results, series.reach) : null,
    timeKind: series.timeKind,
    fans: fansOf(results),
    next: nextOf(results)
  }
}

function compare({ labels, layout, series, starts, seriesOf, outputs, horizon }: ForecastResults): Compared {
  const length = starts.length * horizon
  const compared = {
    actual: new Float64Array(length),
    predicted: new Float64Array(length),
    naive: new Float64Array(length),
    seriesOf: new Uint32Array(length)
  }
  starts.forEach((start, window) => {
    const which = seriesOf[window] ?? 0
    const scale = layout.scaleOf[which] ?? 0
    const offset = layout.starts[which] ?? 0
    const rows = labels.subarray(offset, layout.starts[which + 1])
    for (let step = 0; step < horizon; step += 1) {
      const at = window * horizon + step
      const known = { known: start - offset, ahead: step, season: series.season }
      compared.actual[at] = unscaleForecast(labels[start + step] ?? NaN, series, scale)
      compared.predicted[at] = unscaleForecast(outputs[at] ?? NaN, series, scale)
      compared.naive[at] = unscaleForecast(seasonalNaive(rows, known) ?? NaN, series, scale)
      compared.seriesOf[at] = scale
    }
  })
  return compared
}

function ofStep(foretold: Foretold, horizon: number, step: number | undefined): Foretold {
  if (step === undefined) return foretold
  const pick = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(
      { length: values.length / horizon },
      (_, window) => values[window * horizon + step] ?? NaN
    )
  return {
    ...foretold,
    actual: pick(foretold.actual),
    predicted: pick(foretold.predicted),
    seriesOf: pick(foretold.seriesOf)
  }
}

function coverageOf({ labels, starts, outputs, horizon }: ForecastResults, reach: readonly number[]): number {
  let inside = 0
  starts.forEach((start, window) => {
    for (let step = 0; step < horizon; step += 1) {
      const residual = (labels[start + step] ?? NaN) - (outputs[window * horizon + step] ?? NaN)
      if (Math.abs(residual) <= (reach[step] ?? NaN)) inside += 1
    }
  })
  return inside / (starts.length * horizon)
}
