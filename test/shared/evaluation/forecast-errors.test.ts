import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  autocorrelation,
  findSeason,
  naiveErrorOf,
  seasonalNaive
} from '../../../src/shared/dataset/series/season.ts'
import { errorsOfForecasts, intervalOfResiduals } from '../../../src/shared/evaluation/forecast-errors.ts'

interface Expected {
  values: number[]
  mae: number
  rmse: number
  mase: number
  smape: number
}

const frozen = JSON.parse(readFileSync(new URL('../../fixtures/forecast.json', import.meta.url), 'utf8')) as {
  train: number[]
  test: number[]
  season: number
  autocorrelation: number[]
  forecast: Expected
  naive: Expected
  residuals: number[][]
  low: number[]
  high: number[]
}
const { train, test, season } = frozen

const measure = (predicted: readonly number[]) =>
  errorsOfForecasts({
    actual: test,
    predicted,
    seriesOf: test.map(() => 0),
    naiveErrors: [naiveErrorOf(train, season)]
  })

describe('errors of forecasts', () => {
  it.each(['forecast', 'naive'] as const)('are those of sktime: %s', (name) => {
    const { values, ...expected } = frozen[name]
    const found = measure(values)
    for (const key of ['mae', 'rmse', 'mase', 'smape'] as const)
      expect(found?.[key]).toBeCloseTo(expected[key], 10)
  })

  it('leave out what was not foretold, and are none where nothing was', () => {
    const half = frozen.forecast.values.map((value, at) => (at < 7 ? value : NaN))
    expect(measure(half)?.mae).toBeCloseTo(
      half.slice(0, 7).reduce((sum, value, at) => sum + Math.abs(value - (test[at] ?? 0)) / 7, 0),
      10
    )
    expect(measure(test.map(() => NaN))).toBeUndefined()
  })
})

describe('the season', () => {
  it('has the autocorrelation of statsmodels', () => {
    const found = autocorrelation(train, 20)
    frozen.autocorrelation.forEach((value, lag) => expect(found[lag]).toBeCloseTo(value, 10))
  })

  it('is found in the series, and in none without one', () => {
    expect(findSeason([train])).toBe(season)
    expect(findSeason([train, train.map((value) => 3 * value)])).toBe(season)
    expect(findSeason([Array.from({ length: 100 }, (_, at) => at)])).toBe(1)
    expect(findSeason([[1, 2, 3]])).toBe(1)
  })

  it('is repeated by the naive forecast', () => {
    const known = { known: train.length, season }
    expect(test.map((_, ahead) => seasonalNaive(train, { ...known, ahead }))).toEqual(frozen.naive.values)
    expect(seasonalNaive(train, { known: 3, ahead: 0, season })).toBeUndefined()
  })
})

it('the band holds the middle four fifths of the residuals, as numpy cuts them', () => {
  const interval = intervalOfResiduals(frozen.residuals.flat(), 3)
  frozen.low.forEach((value, step) => expect(interval?.low[step]).toBeCloseTo(value, 12))
  frozen.high.forEach((value, step) => expect(interval?.high[step]).toBeCloseTo(value, 12))
  expect(intervalOfResiduals([], 3)).toBeUndefined()
})
