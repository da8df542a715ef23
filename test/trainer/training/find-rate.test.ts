import { describe, expect, it } from 'vitest'
import { sweepRates } from '../../../src/trainer/training/find-rate.ts'

/** Gradient descent on ½ · curvature · w² from w = 1. */
function descent(curvature: number) {
  let weight = 1
  return async (rate: number): Promise<number> => {
    const loss = 0.5 * curvature * weight ** 2
    weight -= rate * curvature * weight
    return loss
  }
}
const options = {
  from: 1e-5,
  to: 100,
  stepCount: 120,
  signal: new AbortController().signal,
  onProgress: () => {}
}

describe('the learning-rate finder', () => {
  it.each([0.5, 4, 40])(
    'stays below where a quadratic with curvature %d stops converging',
    async (curvature) => {
      const { points, suggestion, endedBy } = await sweepRates(descent(curvature), options)

      expect(endedBy).toBe('exploded')
      // 2 / curvature is the border between falling and growing.
      expect(suggestion).toBeLessThan(2 / curvature)
      expect(suggestion).toBeGreaterThan(0.02 / curvature)
      expect(points.at(-1)?.rate).toBeGreaterThan(2 / curvature)
    }
  )

  it('ends where it is asked to, with what it has found', async () => {
    const stop = new AbortController()
    const sweep = await sweepRates(descent(1), {
      ...options,
      signal: stop.signal,
      onProgress: (share) => {
        if (share > 0.2) stop.abort()
      }
    })
    expect(sweep.endedBy).toBe('stopped')
    expect(sweep.points.length).toBeLessThan(30)
  })
})
