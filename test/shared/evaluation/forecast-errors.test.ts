import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  autocorrelation,
  findSeason,
  naiveErrorOf,
  seasonalNaive
} from '../../../src/shared/dataset/series/season.ts'
import { createRandom } from '../../../src/shared/core/random.ts'
import { fitBand } from '../../../src/shared/evaluation/forecast-band.ts'
import { errorsOfForecasts } from '../../../src/shared/evaluation/forecast-errors.ts'

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
  reach: number[]
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

describe('the band', () => {
  it('reaches as far as the conformal quantile of the errors, as numpy cuts it', () => {
    expect(fitBand(frozen.residuals.flat(), 3)).toEqual(frozen.reach)
  })

  it.each([
    { windows: 3, reach: undefined },
    { windows: 4, reach: [4] },
    { windows: 9, reach: [8] },
    { windows: 14, reach: [12] }
  ])('of $windows windows is $reach: none where so few promise nothing', ({ windows, reach }) => {
    const residuals = Array.from({ length: windows }, (_, at) => (at % 2 === 0 ? -1 : 1) * (at + 1))
    expect(fitBand(residuals, 1)).toEqual(reach)
  })

  it('holds four of five further values that come from where the errors came, also of few windows', () => {
    const random = createRandom(4)
    const draw = (): number => Math.log(random()) * (random() < 0.3 ? -1 : 1)
    const TRIALS = 4000
    let inside = 0
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const [reach = NaN] = fitBand(Array.from({ length: 9 }, draw), 1) ?? []
      if (Math.abs(draw()) <= reach) inside += 1
    }
    // Of nine windows the eighth: 8 of 10 further values by chance, give or take three deviations.
    expect(Math.abs(inside / TRIALS - 0.8)).toBeLessThan(3 * Math.sqrt((0.8 * 0.2) / TRIALS))
  })
})
