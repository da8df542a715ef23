import type { ForecastErrors } from './evaluation-report.ts'

/** Forecasts and what came, one after another, with the series that each is of. */
export interface Foretold {
  readonly actual: ArrayLike<number>
  /** NaN where there is no forecast. */
  readonly predicted: ArrayLike<number>
  /** For each value, which error of repeating the last season it is measured by. */
  readonly seriesOf: ArrayLike<number>
  readonly naiveErrors: readonly (number | null)[]
}

/**
 * Errors of forecasts.
 *
 * Output   mae = mean |y - f|; rmse = √ mean (y - f)²; mase = mean of |y - f| / the series' naive error in the training
 *          part, over series that have one; smape = mean 2 |y - f| / (|y| + |f|), 0 where both are 0.
 *          Undefined where there is no forecast
 * Source   Hyndman and Koehler, Another look at measures of forecast accuracy, 2006; the same as sktime's
 *          mean_absolute_scaled_error and mean_absolute_percentage_error(symmetric=True)
 */
export function errorsOfForecasts({
  actual,
  predicted,
  seriesOf,
  naiveErrors
}: Foretold): ForecastErrors | undefined {
  let [count, absolute, squared, scaled, scaledCount, relative] = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < actual.length; at += 1) {
    const [truth = NaN, forecast = NaN] = [actual[at], predicted[at]]
    if (Number.isNaN(forecast)) continue
    const error = Math.abs(truth - forecast)
    count += 1
    absolute += error
    squared += error * error
    const size = Math.abs(truth) + Math.abs(forecast)
    relative += size > 0 ? (2 * error) / size : 0
    const naive = naiveErrors[seriesOf[at] ?? 0] ?? null
    if (naive !== null) {
      scaled += error / naive
      scaledCount += 1
    }
  }
  if (count === 0) return undefined
  return {
    mae: absolute / count,
    rmse: Math.sqrt(squared / count),
    mase: scaledCount > 0 ? scaled / scaledCount : null,
    smape: relative / count
  }
}
