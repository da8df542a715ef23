import { describe, expect, it } from 'vitest'
import { applyPairs } from '../../../src/shared/dataset/apply-pairs.ts'
import type { Column, Table } from '../../../src/shared/dataset/column.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import { eraseAnswer } from '../../../src/shared/dataset/pairs/lay-out-pair.ts'
import { prepareTable } from '../../../src/shared/dataset/prepare.ts'
import type { PreparedData } from '../../../src/shared/dataset/prepared-data.ts'
import { summarizeTable } from '../../../src/shared/dataset/summarize.ts'
import type { TableManifest } from '../../../src/shared/dataset/dataset-manifest.ts'

const texts = (name: string, values: readonly (string | null)[]): Column => {
  const categories = [...new Set(values.filter((value) => value !== null))]
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : categories.indexOf(value)))
  return { kind: 'text', name, codes, categories }
}

type Given = readonly (readonly [question: string | null, answer: string | null])[]

const tableOf = (rows: Given): Table => ({
  rowCount: rows.length,
  columns: [
    texts(
      'q',
      rows.map(([question]) => question)
    ),
    texts(
      'a',
      rows.map(([, answer]) => answer)
    )
  ]
})

const both = ['q', 'a']
const spec: DatasetSpec = {
  version: 1,
  source: { kind: 'table', path: 'pairs.csv' },
  task: 'pairs',
  columns: [
    { name: 'q', kind: 'text', role: 'feature' },
    { name: 'a', kind: 'text', role: 'target' }
  ],
  steps: [
    { id: '1', kind: 'segmentText', columns: both, params: { by: 'spaces' } },
    { id: '2', kind: 'vocabulary', columns: both, params: { marksEnds: true } },
    { id: '3', kind: 'pairSequences', columns: both, params: {} }
  ],
  split: { train: 1, validation: 0, test: 0, seed: 1, isStratified: false }
}
const withStep = (index: number, change: Partial<DatasetSpec['steps'][number]>): DatasetSpec => ({
  ...spec,
  steps: spec.steps.map((step, at) => (at === index ? { ...step, ...change } : step))
})

const prepare = (rows: Given, given = spec) =>
  // The manifest is named so that both preparations are called alike; nothing reads it.
  prepareTable(tableOf(rows), {} as TableManifest, given)

function prepared(rows: Given, given = spec): PreparedData {
  const found = prepare(rows, given)
  if (!found.ok) throw new Error(found.problem.message)
  return found.value
}

const codeOf = (rows: Given, given = spec): string => {
  const found = prepare(rows, given)
  return found.ok ? 'ok' : found.problem.code
}

const talk: Given = [
  ['how are you', 'fine'],
  ['who are you', 'i am me'],
  ['how', 'so']
]

describe('two inputs', () => {
  const data = prepared(talk)
  const { words, pair, inputParts, target } = data.preparation
  const spell = (tokens: Iterable<number>) => Array.from(tokens, (token) => words?.[token] ?? '·')

  it('stand side by side over one vocabulary, each as long as its longest text', () => {
    expect(words?.slice(0, 4)).toEqual(['<pad>', '<unk>', '<start>', '<end>'])
    expect(words).toContain('how')
    expect(words).toContain('fine')
    expect(pair).toEqual({ layout: 'twoRows', questionLength: 3, answerLength: 4 })
    expect(inputParts).toEqual([
      { name: 'question', shape: [3] },
      { name: 'answer', shape: [4] }
    ])
    expect(target).toMatchObject({ name: 'a', stepCount: 4, hasUncounted: true })
  })

  it('give each step of the answer the token before it, and ask for its own and the end', () => {
    expect(spell(data.samples.values.slice(7, 14))).toEqual('who are you <start> i am me'.split(' '))
    expect(spell(data.labels.slice(4, 8))).toEqual('i am me <end>'.split(' '))
    expect(spell(data.samples.values.slice(14))).toEqual('how <pad> <pad> <start> so <pad> <pad>'.split(' '))
    expect(spell(data.labels.slice(8))).toEqual(['so', '<end>', '·', '·'])
  })

  it('are as training had them when they come again', () => {
    const again = applyPairs(data.preparation, tableOf(talk), { needsAnswers: true })
    if (!again.ok) throw new Error(again.problem.message)
    expect(again.value.samples).toEqual(data.samples.values)
    expect(again.value.labels).toEqual(data.labels)
    const asked = applyPairs(data.preparation, tableOf([...talk, [' ', null]]), { needsAnswers: false })
    if (!asked.ok || !pair) throw new Error('Nothing was asked.')
    expect([...asked.value.rows]).toEqual([0, 1, 2])
    const sample = Float32Array.from(data.samples.values.slice(0, 7))
    expect(eraseAnswer(sample, pair)).toBe(3)
    expect(sample).toEqual(asked.value.samples.slice(0, 7))
  })
})

describe('one row', () => {
  const data = prepared(talk, withStep(2, { params: { layout: 'oneRow' } }))
  const { words, pair, inputParts } = data.preparation
  const spell = (tokens: Iterable<number>) => Array.from(tokens, (token) => words?.[token] ?? '·')

  it('holds the answer behind the question, and asks for nothing but the answer', () => {
    expect(inputParts).toBeUndefined()
    expect(data.preparation.sampleShape).toEqual([9])
    const [, second] = [0, 9]
    expect(spell(data.samples.values.slice(second, 18))).toEqual(
      '<start> who are you <end> <start> i am me'.split(' ')
    )
    expect(spell(data.labels.slice(second, 18))).toEqual([
      ...Array<string>(5).fill('·'),
      'i',
      'am',
      'me',
      '<end>'
    ])
    expect(spell(data.labels.slice(18))).toEqual(['·', '·', '·', 'so', '<end>', '·', '·', '·', '·'])
  })

  it('gives its answer back wherever that began', () => {
    if (!pair) throw new Error('There is no pair.')
    const sample = Float32Array.from(data.samples.values.slice(18))
    expect(eraseAnswer(sample, pair)).toBe(3)
    expect(spell(sample)).toEqual('<start> how <end> <start> <pad> <pad> <pad> <pad> <pad>'.split(' '))
  })
})

it('learns words from the training part of both sides only', () => {
  const rows: Given = Array.from({ length: 40 }, (_, index) => [`ask${index} x`, `tell${index} y`])
  const data = prepared(rows, { ...spec, split: { ...spec.split, train: 0.5, test: 0.5 } })
  const words = new Set(data.preparation.words)
  for (const [part, isKnown] of [
    ['train', true],
    ['test', false]
  ] as const) {
    for (const sample of data.parts[part]) {
      const row = data.rowIndices[sample] ?? 0
      expect([words.has(`ask${row}`), words.has(`tell${row}`)]).toEqual([isKnown, isKnown])
    }
  }
})

it('keeps all pairs that ask the same in one part', () => {
  const rows: Given = Array.from({ length: 60 }, (_, index) => [`ask${index % 20}`, `tell${index} well`])
  const { parts, pairs = [] } = prepared(rows, {
    ...spec,
    split: { ...spec.split, train: 0.6, validation: 0.2, test: 0.2 }
  })
  const asked = (part: Uint32Array) => new Set(Array.from(part, (sample) => pairs[sample]?.question))
  const [train, validation, test] = [asked(parts.train), asked(parts.validation), asked(parts.test)]
  expect([train.size, validation.size, test.size]).toEqual([12, 4, 4])
  expect([...test, ...validation].filter((question) => train.has(question))).toEqual([])
})

it('leaves out rows that lack a side, and says how many', () => {
  const data = prepared([...talk, [null, 'lost'], ['lost', null], ['  ', 'lost'], ['lost', '']])
  expect([...data.rowIndices]).toEqual([0, 1, 2])
  expect(data.notes).toMatchObject([{ code: 'dataset/pairs-without-side', values: { count: 4 } }])
  expect(data.preparation.words).not.toContain('lost')
})

it('cuts answers that are longer than the length, and says how many', () => {
  const data = prepared(talk, withStep(2, { params: { answerLength: 2, questionLength: 2 } }))
  expect(data.notes).toMatchObject([
    { code: 'dataset/pair-side-cut', values: { column: 'q', count: 2, length: 2 } },
    { code: 'dataset/pair-side-cut', values: { column: 'a', count: 1, length: 2 } }
  ])
  const words = data.preparation.words ?? []
  expect(Array.from(data.labels.slice(3, 6), (label) => words[label])).toEqual(['i', 'am', 'me'])
})

it('says what keeps pairs from being prepared', () => {
  expect(
    codeOf([
      [null, 'a'],
      ['b', null]
    ])
  ).toBe('dataset/no-pairs')
  expect(
    codeOf([
      ['how', 'yes'],
      ['who', 'yes yes']
    ])
  ).toBe('dataset/pair-side-one-word')
  expect(
    codeOf([
      ['how', 'yes'],
      ['how how', 'no']
    ])
  ).toBe('dataset/pair-side-one-word')
  expect(
    codeOf(talk, {
      ...spec,
      columns: [{ name: 'q', kind: 'text', role: 'ignored' }, ...spec.columns.slice(1)],
      steps: []
    })
  ).toBe('dataset/two-texts-needed')
  expect(codeOf(talk, withStep(1, { params: {} }))).toBe('dataset/pairs-without-ends')
  expect(codeOf(talk, withStep(1, { columns: ['q'] }))).toBe('dataset/step-kind')
  expect(codeOf(talk, { ...spec, steps: spec.steps.slice(0, 2) })).toBe('dataset/no-pair-step')
  expect(codeOf(talk, { ...spec, steps: spec.steps.slice(0, 1) })).toBe('dataset/pairs-not-tokens')
  const padded = { ...spec.steps[2], id: '4', kind: 'padSequence', columns: ['q'], params: {} }
  expect(codeOf(talk, { ...spec, steps: [...spec.steps, padded] })).toBe('dataset/step-on-pairs')
})

it('is summed up with its shape, its words and what is left out', () => {
  const summary = summarizeTable(tableOf([...talk, [null, 'lost']]), spec)
  expect(summary).toMatchObject({
    sampleShape: [7],
    stepCount: 4,
    wordCount: 13,
    classes: null,
    problems: [],
    notes: [{ code: 'dataset/pairs-without-side' }]
  })
  expect(summary.steps[1]?.report?.en).toContain('13 tokens')
  const broken = summarizeTable(tableOf(talk), withStep(1, { params: {} }))
  expect(broken.steps[1]?.problem?.code).toBe('dataset/pairs-without-ends')
})
