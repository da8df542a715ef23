import { describe, expect, test } from 'vitest'
import { isWithin, parseNumber, stepNumber } from '../../../src/renderer/ui/parse-number.ts'

describe('understands what people type as a number', () => {
  test.each([
    ['42', 42],
    [' 1,257 ', 1257],
    ['１２８', 128],
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['−3', -3]
  ])('%s', (typed, value) => {
    expect(parseNumber(typed)).toBe(value)
  })

  test.each(['', 'abc', '1.2.3', '0x10', 'Infinity', '1e999', '--1'])('refuses "%s"', (typed) => {
    expect(parseNumber(typed)).toBeUndefined()
  })
})

describe('steps', () => {
  const whole = { min: 1, max: 64, isWhole: true }
  const decimal = { min: 0, max: 10, isWhole: false }

  test('whole numbers by one, inside their limits', () => {
    expect(stepNumber(32, 1, whole)).toBe(33)
    expect(stepNumber(64, 1, whole)).toBe(64)
    expect(stepNumber(1, -1, whole)).toBe(1)
  })

  test('decimals by one in their first figure', () => {
    expect(stepNumber(0.001, 1, decimal)).toBe(0.002)
    expect(stepNumber(0.002, -1, decimal)).toBe(0.001)
    expect(stepNumber(0.25, 1, decimal)).toBe(0.35)
  })

  test('down from a power of ten to the figure below it, never to zero at once', () => {
    expect(stepNumber(0.001, -1, decimal)).toBe(0.0009)
    expect(stepNumber(1, -1, decimal)).toBe(0.9)
  })

  test('decimals exactly, without the noise of binary fractions', () => {
    expect(stepNumber(0.2, 1, decimal)).toBe(0.3)
  })
})

test('a whole number has to be whole and inside its limits', () => {
  const limits = { min: 1, max: 8, isWhole: true }
  expect([1, 8].every((value) => isWithin(value, limits))).toBe(true)
  expect([0, 9, 2.5].some((value) => isWithin(value, limits))).toBe(false)
})
