import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../../src/shared/core/checked.ts'
import type { Table } from '../../../../src/shared/dataset/column.ts'
import type { DatasetSpec } from '../../../../src/shared/dataset/dataset-spec.ts'
import { prepareTable } from '../../../../src/shared/dataset/prepare.ts'
import { summarizeTable } from '../../../../src/shared/dataset/summarize.ts'
import { splitRows } from '../../../../src/shared/dataset/split.ts'
import { bestSmoothing, countBigrams } from '../../../../src/shared/evaluation/bigram-model.ts'
import { manifestOf } from '../tables.ts'
import { textColumn } from './text-columns.ts'

const tableOf = (texts: readonly string[]): Table => ({
  rowCount: texts.length,
  columns: [textColumn(texts)]
})

const spec = (windows: Readonly<Record<string, number>>): DatasetSpec => ({
  version: 1,
  source: { kind: 'text', path: 'a.txt' },
  task: 'generation',
  columns: [{ name: 'text', kind: 'text', role: 'feature' }],
  steps: [
    { id: '1', kind: 'segmentText', columns: ['text'], params: { by: 'characters', keepsSpaces: true } },
    { id: '2', kind: 'vocabulary', columns: ['text'], params: {} },
    { id: '3', kind: 'tokenWindows', columns: ['text'], params: windows }
  ],
  split: { train: 0.5, validation: 0.25, test: 0.25, seed: 1, isStratified: false, order: 'position' }
})

const texts = ['abcabc', 'bcabca', 'cabcab', 'abzabc']

describe('a text to be gone on with', () => {
  const table = tableOf(texts)
  const data = unwrap(prepareTable(table, manifestOf(table), spec({ length: 4, stride: 3 })))
  const { words } = data.preparation

  it('keeps the order: the first rows train, the last ones test', () => {
    expect(unwrap(splitRows({ rowCount: 4 }, spec({}).split))).toEqual({
      train: Uint32Array.of(0, 1),
      validation: Uint32Array.of(2),
      test: Uint32Array.of(3)
    })
  })

  it('learns its vocabulary from the training rows only', () => {
    expect(words?.slice(2).sort()).toEqual(['a', 'b', 'c'])
    expect(data.preparation.target).toMatchObject({ classes: words, stepCount: 4 })
  })

  it('asks at each place of a window for the token after it, and never looks over the end of a part', () => {
    const { samples, labels, parts } = data
    if (samples.kind !== 'windows') throw new Error(samples.kind)
    const spell = (values: Float32Array): string =>
      Array.from(values, (token) => words?.[token] ?? '').join('')
    const windowsOf = (part: 'train' | 'validation' | 'test'): string[] =>
      Array.from(parts[part], (index) => {
        const start = samples.starts[index] ?? 0
        return `${spell(samples.values.subarray(start, start + 4))}>${spell(labels.subarray(start, start + 4))}`
      })
    // Training text: abcabcbcabca, every third place and the end.
    expect(windowsOf('train')).toEqual(['abca>bcab', 'abcb>bcbc', 'bcab>cabc', 'cabc>abca'])
    expect(windowsOf('validation')).toEqual(['cabc>abca', 'abca>bcab'])
    expect(windowsOf('test')).toEqual(['ab<unk>a>b<unk>ab', 'b<unk>ab><unk>abc'])
  })

  it.each([
    ['train', { length: 50, stride: 1 }, texts],
    ['test', { length: 5, stride: 1 }, ['abcabc', 'bcabca', 'cabcab', 'ab']]
  ])('says that the %s part is too short for a window', (part, windows, rows) => {
    const short = tableOf(rows)
    const found = prepareTable(short, manifestOf(short), spec(windows))
    expect(found.ok ? undefined : found.problem).toMatchObject({
      code: 'dataset/text-too-short',
      values: { part }
    })
  })

  it.each([
    ['no windows', (one: DatasetSpec) => ({ ...one, steps: one.steps.slice(0, 2) }), 'dataset/no-windows'],
    [
      'a text that is ignored',
      (one: DatasetSpec) => ({
        ...one,
        columns: [{ name: 'text', kind: 'text', role: 'ignored' } as const],
        steps: []
      }),
      'dataset/one-text-needed'
    ]
  ])('needs one text as windows: %s', (_, change, code) => {
    const summary = summarizeTable(table, change(spec({ length: 4, stride: 3 })))
    expect(summary.problems.map((found) => found.code)).toContain(code)
    expect(summary.sampleShape).toBeNull()
  })

  it('tells the window the size of the vocabulary and of a window', () => {
    const summary = summarizeTable(table, spec({ length: 4, stride: 3 }))
    expect(summary).toMatchObject({ problems: [], sampleShape: [4], wordCount: 5 })
  })
})

describe('counting pairs of neighbours', () => {
  const tokens = [0, 1, 0, 1, 0, 2]
  const model = countBigrams(tokens, 3)

  it('gives the information of add-k smoothing', () => {
    // After 0 come 1, 1 and 2: (2 + 0.5) / (3 + 1.5) and (1 + 0.5) / (3 + 1.5).
    const expected = -(Math.log(2.5 / 4.5) + Math.log(1.5 / 4.5)) / 2
    expect(model.informationOf([0, 0], [1, 2], 0.5)).toBeCloseTo(expected, 12)
  })

  it('is certain that an unseen start leads anywhere alike', () => {
    expect(model.informationOf([2], [0], 0.1)).toBeCloseTo(Math.log(3), 12)
  })

  it('takes the smoothing that suits another text best', () => {
    expect(bestSmoothing(model, [0, 1], [1, 0])).toBe(0.001)
    expect(bestSmoothing(model, [1, 1], [2, 1])).toBe(1)
  })
})
