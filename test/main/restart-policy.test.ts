import { expect, test } from 'vitest'
import { mayRestart } from '../../src/main/restart-policy.ts'

const minuteMs = 60_000

test('starts a studio again that ended three times within five minutes', () => {
  expect(mayRestart([0, minuteMs, 2 * minuteMs], 2 * minuteMs)).toBe(true)
})

test('gives up at the fourth end within five minutes', () => {
  expect(mayRestart([0, minuteMs, 2 * minuteMs, 3 * minuteMs], 3 * minuteMs)).toBe(false)
})

test('forgets what ended more than five minutes ago', () => {
  expect(mayRestart([0, minuteMs, 2 * minuteMs, 6 * minuteMs], 6 * minuteMs)).toBe(true)
})
