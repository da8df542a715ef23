import { describe, expect, it } from 'vitest'
import { rateCurve } from '../../../src/renderer/features/training/rate-curve.ts'
import { defaultSchedules } from '../../../src/shared/training/schedule.ts'

const plan = (schedule: Parameters<typeof rateCurve>[0]['schedule']) => ({
  optimizer: { kind: 'sgd', learningRate: 0.1 } as const,
  schedule
})
const length = { stepsPerEpoch: 7, epochs: 20 }

describe('rateCurve', () => {
  it('begins at the first step and ends at the last', () => {
    const rates = rateCurve(plan(defaultSchedules['one-cycle']), length)
    expect(rates[0]).toBeCloseTo(0.1 / 25, 10)
    expect(rates.at(-1)).toBeCloseTo(0.1 / 25 / 10_000, 10)
  })

  it('is level where the rate stays the same, however short the training is', () => {
    expect(new Set(rateCurve(plan(defaultSchedules.constant), { stepsPerEpoch: 1, epochs: 1 }))).toEqual(
      new Set([0.1])
    )
  })
})
