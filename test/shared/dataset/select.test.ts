import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { median, selectPlace } from '../../../src/shared/dataset/select.ts'

const numbers = fc.array(
  fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 })),
  { minLength: 1 }
)

describe('selectPlace', () => {
  it('gives what sorting would put there', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (values, seed) => {
        const sorted = Float64Array.from(values).sort()
        const place = seed % values.length
        // Adding 0 makes -0 and 0 one value, as they are to the eye.
        expect(selectPlace(Float64Array.from(values), place) + 0).toBe((sorted[place] ?? NaN) + 0)
      })
    )
  })
})

describe('median', () => {
  it.each([
    { values: [3], expected: 3 },
    { values: [2, 1], expected: 1.5 },
    { values: [5, 1, 3], expected: 3 },
    { values: [7, 7, 1, 7, 0, 7], expected: 7 }
  ])('of $values is $expected', ({ values, expected }) => {
    expect(median(Float64Array.from(values))).toBe(expected)
  })
})
