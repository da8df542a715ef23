import { expect, test } from 'vitest'
import { rank } from '../../../src/renderer/frame/rank.ts'

const entry = (label: string, ...words: string[]) => ({ label, words })
const labels = (typed: string, ...entries: ReturnType<typeof entry>[]) =>
  rank(entries, typed).map(({ label }) => label)

test('shows everything in its own order while nothing is typed', () => {
  expect(labels('', entry('Undo'), entry('Dense'))).toEqual(['Undo', 'Dense'])
})

test('puts beginnings before the middle of a word, and leaves out what does not fit', () => {
  expect(labels('den', entry('Hidden'), entry('Add Dense'), entry('Dense'), entry('Flatten'))).toEqual([
    'Dense',
    'Add Dense',
    'Hidden'
  ])
})

test('finds by letters in order', () => {
  expect(labels('cnv', entry('Conv2D'), entry('Dense'))).toEqual(['Conv2D'])
})

test('finds by the words of the other language', () => {
  expect(labels('撤销', entry('Undo', '撤销'), entry('Redo', '重做'))).toEqual(['Undo'])
})

test('takes full-width letters for letters', () => {
  expect(labels('ｄｅｎ', entry('Dense'))).toEqual(['Dense'])
})
