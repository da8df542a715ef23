import { meanAbsoluteError } from './absolute-error.ts'
import type { RegressionReport } from './evaluation-report.ts'
import { rSquared } from './r-squared.ts'
import { thin } from './roc-curve.ts'
import { meanSquaredError } from './squared-error.ts'

const POINT_LIMIT = 2000

export interface RegressionResults {
  readonly part: RegressionReport['part']
  /** The training loss over these rows, on the scale the network learned on. */
  readonly loss: number
  /** In the target's own unit. */
  readonly actual: ArrayLike<number>
  readonly predicted: ArrayLike<number>
}

/**
 * Every figure of a regression model on one part of the data.
 *
 * Throws  RangeError  when there is no row
 */
export function evaluateRegression({ part, loss, actual, predicted }: RegressionResults): RegressionReport {
  if (actual.length === 0) throw new RangeError('Regression figures need at least one row.')
  const mse = meanSquaredError(actual, predicted)
  const points = Array.from({ length: actual.length }, (_, row) => ({
    x: actual[row] ?? 0,
    y: predicted[row] ?? 0
  }))
  return {
    kind: 'regression',
    part,
    rowCount: actual.length,
    loss,
    mse,
    rmse: Math.sqrt(mse),
    mae: meanAbsoluteError(actual, predicted),
    r2: rSquared(actual, predicted),
    points: thin(points, POINT_LIMIT)
  }
}
