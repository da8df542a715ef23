import { expect, test } from 'vitest'
import { runTitles } from '../../../src/renderer/text/run-title.ts'

test('a run that nobody named is called by its number', () => {
  const run = { number: 3, name: 'MLP 16 · 3', networkTitle: 'MLP 16 · 3' }
  expect(runTitles(run)).toEqual({ en: 'Run 3', zh: '训练 3' })
  expect(runTitles({ ...run, name: 'Run 3' })).toEqual({ en: 'Run 3', zh: '训练 3' })
})

test('a name that a person gave is the same in each language', () => {
  const run = { number: 3, name: 'Wider', networkTitle: 'MLP 16 · 3' }
  expect(runTitles(run)).toEqual({ en: 'Wider', zh: 'Wider' })
})
