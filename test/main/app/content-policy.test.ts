import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy, isLoadable, isOwnAddress } from '../../../src/main/app/content-policy.ts'

describe('the window may go to', () => {
  test.each(['app://studio/index.html', 'app://studio/', 'app://studio/assets/a.js?x#y'])('%s', (address) => {
    expect(isOwnAddress(address)).toBe(true)
  })
})

describe('the window may not go to', () => {
  test.each([
    'app://studio.evil/',
    'app://studio@evil/',
    'app://evil@studio/',
    'app://evil/studio',
    'app:studio',
    'App2://studio/',
    'https://studio/',
    'file:///etc/passwd',
    'about:blank',
    'data:text/html,hello',
    'javascript:alert(1)',
    'blob:app://studio/1',
    '',
    'studio'
  ])('%s', (address) => {
    expect(isOwnAddress(address)).toBe(false)
  })
})

test('loads what it made in memory itself, and nothing that another origin made', () => {
  expect(isLoadable('blob:app://studio/5d1')).toBe(true)
  expect(isLoadable('blob:https://evil/5d1')).toBe(false)
  expect(isLoadable('blob:app://studio.evil/5d1')).toBe(false)
})

test('the policy allows no inline or evaluated code, no inline style and no other host', () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'")
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/u)
})
