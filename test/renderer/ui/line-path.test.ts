import { expect, test } from 'vitest'
import { linePath } from '../../../src/renderer/ui/line-path.ts'

test('runs from left to right, the highest value at the top', () => {
  expect(linePath([0, 10], 20, 10, 0).path).toBe('M0 10L20 0')
})

test('breaks where a value is not a number, and goes on behind it', () => {
  expect(linePath([0, NaN, 10], 20, 10, 0).path).toBe('M0 10M20 0')
})

test('draws equal values in the middle', () => {
  expect(linePath([3, 3], 20, 10, 0).path).toBe('M0 5L20 5')
})

test('has no path without values', () => {
  expect(linePath([], 20, 10, 0).path).toBe('')
})
