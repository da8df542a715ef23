import { describe, expect, it } from 'vitest'
import { balancedWeights } from '../../../src/shared/training/losses.ts'

describe('balancedWeights', () => {
  // sklearn.utils.class_weight.compute_class_weight('balanced', classes=[0, 1, 2], y=[0]*10 + [1]*30 + [2]*60)
  it('gives what scikit-learn gives', () => {
    const weights = balancedWeights([10, 30, 60])
    expect(weights[0]).toBeCloseTo(100 / 30, 12)
    expect(weights[1]).toBeCloseTo(100 / 90, 12)
    expect(weights[2]).toBeCloseTo(100 / 180, 12)
  })

  it('passes by a class without rows', () => {
    expect(balancedWeights([5, 0, 5])).toEqual([1, 1, 1])
  })
})
