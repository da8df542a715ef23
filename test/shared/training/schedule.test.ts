import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scheduledRate, type Schedule } from '../../../src/shared/training/schedule.ts'

interface Fixture {
  readonly stepsPerEpoch: number
  readonly epochs: number
  readonly learningRate: number
  readonly schedules: readonly { readonly schedule: Schedule; readonly rates: readonly number[] }[]
}
const file = new URL('../../fixtures/keras-schedules.json', import.meta.url)
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture
const length = { stepsPerEpoch: fixture.stepsPerEpoch, epochs: fixture.epochs }

describe('scheduledRate', () => {
  it.each(fixture.schedules)('gives the rates of Keras and PyTorch: $schedule', ({ schedule, rates }) => {
    for (const [step, expected] of rates.entries()) {
      const ours = scheduledRate(schedule, fixture.learningRate, step, length)
      // Keras computes in float32.
      expect(Math.abs(ours - expected)).toBeLessThan(1e-6 * fixture.learningRate + 1e-6 * expected)
    }
  })

  it('rises straight to the rate and stays there', () => {
    const warmup = { length: 4, unit: 'steps', from: 0.2 } as const
    const rates = [0, 1, 2, 3, 4, 30].map((step) =>
      scheduledRate({ kind: 'constant', warmup }, 0.1, step, length)
    )
    expect(rates.map((rate) => Number(rate.toFixed(6)))).toEqual([0.02, 0.04, 0.06, 0.08, 0.1, 0.1])
  })

  it('stays a number where a training has a single step', () => {
    for (const { schedule } of fixture.schedules) {
      expect(scheduledRate(schedule, 0.1, 0, { stepsPerEpoch: 1, epochs: 1 })).toBeGreaterThanOrEqual(0)
    }
  })
})
