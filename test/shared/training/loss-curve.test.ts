import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addLosses,
  curveAfter,
  cutCurve,
  emptyCurve,
  pointsOf,
  stepCountOf
} from '../../../src/shared/training/loss-curve.ts'

const losses = (count: number): number[] => Array.from({ length: count }, (_, step) => Math.sin(step) + 2)

describe('the curve of step losses', () => {
  it('follows from the losses alone, however they were told', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 12 }), (parts) => {
        const all = losses(parts.reduce((sum, part) => sum + part, 0))
        let start = 0
        const told = parts.reduce((curve, part) => {
          start += part
          return addLosses(curve, all.slice(start - part, start))
        }, emptyCurve)
        expect(told).toEqual(addLosses(emptyCurve, all))
      }),
      { numRuns: 30 }
    )
  })

  it('loses no step: its means and its rest add up to all losses', () => {
    const all = losses(12_345)
    const curve = addLosses(emptyCurve, all)
    expect(curve.groupSize).toBe(8)
    expect(stepCountOf(curve)).toBe(all.length)
    const sum = curve.means.reduce<number>((total, mean) => total + (mean ?? 0) * curve.groupSize, 0)
    expect(sum + curve.rest.sum).toBeCloseTo(
      all.reduce((total, loss) => total + loss, 0),
      6
    )
    expect(pointsOf(curve, 100).at(-1)?.x).toBeCloseTo((12_344 - 4) / 100, 6)
  })

  it('is known exactly after an earlier step whose neighbours were just told', () => {
    const all = losses(5000)
    const curve = addLosses(emptyCurve, all)
    const told = [0, 1500, 3000, 4500].map((start) => ({ start, losses: all.slice(start, start + 1500) }))
    const groups = addLosses(curve, []).groupSize
    for (const stepCount of [4001, 4502, 4999]) {
      const expected = addLosses(
        cutCurve(curve, stepCount - (stepCount % groups)),
        all.slice(stepCount - (stepCount % groups), stepCount)
      )
      expect(curveAfter(curve, told, stepCount)).toEqual(expected)
      expect(addLosses(curveAfter(curve, told, stepCount), all.slice(stepCount))).toEqual(curve)
    }
  })

  it('goes back to an earlier step, and leaves a gap up to a later one', () => {
    const curve = addLosses(emptyCurve, losses(10))
    expect(cutCurve(curve, 4)).toEqual(addLosses(emptyCurve, losses(4)))
    const padded = addLosses(cutCurve(curve, 12), [5])
    expect(pointsOf(padded, 1).slice(-2)).toEqual([
      { x: 9.5, y: losses(10)[9] },
      { x: 12.5, y: 5 }
    ])
  })
})
