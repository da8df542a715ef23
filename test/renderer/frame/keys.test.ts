import { expect, test } from 'vitest'
import { isSettled, isTextField, keyName } from '../../../src/renderer/frame/keys.ts'

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }

test('names keys as the commands write them', () => {
  expect(keyName({ ...plain, key: 'z', ctrlKey: true })).toBe('Ctrl+Z')
  expect(keyName({ ...plain, key: 'Z', ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+Z')
  expect(keyName({ ...plain, key: '1', ctrlKey: true })).toBe('Ctrl+1')
})

test('takes a question mark as itself, although Shift is held for it', () => {
  expect(keyName({ ...plain, key: '?', shiftKey: true })).toBe('?')
})

test('counts Command as Ctrl', () => {
  expect(keyName({ ...plain, key: 'k', metaKey: true })).toBe('Ctrl+K')
})

test('knows where typing goes', () => {
  const check = document.createElement('input')
  check.type = 'checkbox'
  expect(isTextField(document.createElement('input'))).toBe(true)
  expect(isTextField(document.createElement('textarea'))).toBe(true)
  expect(isTextField(check)).toBe(false)
  expect(isTextField(document.body)).toBe(false)
})

test('leaves Ctrl+Z to the window once a field has nothing of its own to undo', () => {
  const field = document.createElement('input')
  expect(isSettled(field)).toBe(false)
  field.dataset['settled'] = 'true'
  expect(isSettled(field)).toBe(true)
  field.dataset['settled'] = 'false'
  expect(isSettled(field)).toBe(false)
})
