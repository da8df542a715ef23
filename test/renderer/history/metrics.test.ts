import { describe, expect, it } from 'vitest'
import { bestIndices, isHigherBetter } from '../../../src/renderer/features/history/metrics.ts'

describe('bestIndices', () => {
  it.each([
    { values: [0.95, 0.97, 0.96], isMore: true, best: [1] },
    { values: [0.2, 0.1, 0.1], isMore: false, best: [1, 2] },
    { values: [0.5, 0.5], isMore: true, best: [] },
    { values: [0.5, null], isMore: true, best: [] },
    { values: [null, 0.4, 0.6], isMore: false, best: [1] }
  ])('of $values, more is better $isMore, marks $best', ({ values, isMore, best }) => {
    expect(bestIndices(values, isMore)).toEqual(best)
  })
})

it('takes accuracy and R² as figures to raise, losses and errors as figures to lower', () => {
  expect(['accuracy', 'macroF1', 'r2'].every(isHigherBetter)).toBe(true)
  expect(['loss', 'rmse', 'mae', 'mse'].some(isHigherBetter)).toBe(false)
})
