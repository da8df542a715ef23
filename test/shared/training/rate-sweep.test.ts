import { describe, expect, it } from 'vitest'
import { hasExploded, rateOfSweep, suggestRate } from '../../../src/shared/training/rate-sweep.ts'

const sweep = { from: 1e-4, to: 1, stepCount: 41 }
const points = (lossAt: (rate: number) => number) =>
  Array.from({ length: sweep.stepCount }, (_, index) => {
    const rate = rateOfSweep(index, sweep)
    return { rate, smoothLoss: lossAt(rate) }
  })

describe('a sweep of learning rates', () => {
  it('goes from the first rate to the last by equal factors', () => {
    expect(rateOfSweep(0, sweep)).toBe(1e-4)
    expect(rateOfSweep(20, sweep)).toBeCloseTo(1e-2, 12)
    expect(rateOfSweep(40, sweep)).toBeCloseTo(1, 12)
  })

  it('suggests where the loss falls fastest by the logarithm of the rate', () => {
    // Falls as a logistic curve whose middle is at 0.01.
    const suggestion = suggestRate(points((rate) => 1 / (1 + rate / 0.01)))
    expect(suggestion).toBeCloseTo(0.01, 3)
  })

  it('suggests nothing where the loss only rises', () => {
    expect(suggestRate(points((rate) => 1 + rate))).toBeNull()
  })

  it('sees a loss explode, but not in its first steps', () => {
    const flat = Array.from({ length: 10 }, () => ({ smoothLoss: 1 }))
    expect(hasExploded([...flat, { smoothLoss: 4.1 }])).toBe(true)
    expect(hasExploded([...flat, { smoothLoss: 3 }])).toBe(false)
    expect(hasExploded([{ smoothLoss: 1 }, { smoothLoss: 9 }])).toBe(false)
    expect(hasExploded([{ smoothLoss: NaN }])).toBe(true)
  })
})
