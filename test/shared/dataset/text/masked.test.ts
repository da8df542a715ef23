import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../../src/shared/core/checked.ts'
import type { Table } from '../../../../src/shared/dataset/column.ts'
import type { DatasetSpec } from '../../../../src/shared/dataset/dataset-spec.ts'
import { prepareTable } from '../../../../src/shared/dataset/prepare.ts'
import type { PreparedData } from '../../../../src/shared/dataset/prepared-data.ts'
import { summarizeTable } from '../../../../src/shared/dataset/summarize.ts'
import { maskText } from '../../../../src/shared/dataset/text/mask-tokens.ts'
import { maskIdOf } from '../../../../src/shared/dataset/text/special-tokens.ts'
import { countHidden, evaluateMasked } from '../../../../src/shared/evaluation/evaluate-masked.ts'
import { manifestOf } from '../tables.ts'
import { textColumn } from './text-columns.ts'

const words = ['<pad>', '<unk>', '<mask>', ...Array.from({ length: 500 }, (_, index) => `w${index}`)]
const [MASK, FIRST_WORD] = [2, 3]

describe('hiding words of one text', () => {
  const settings = { selectionRate: 0.15, seed: 7, copy: 0, row: 3, words }
  const text = Float32Array.from({ length: 4000 }, (_, index) => FIRST_WORD + (index % 500))
  const { shown, labels } = maskText(text, settings)
  const chosen = Array.from(labels.keys()).filter((at) => labels[at] !== -1)

  it('gives the same for the same seed, copy and row, and something else for any other', () => {
    expect(maskText(text, settings)).toEqual({ shown, labels })
    for (const other of [{ seed: 8 }, { copy: 1 }, { row: 4 }])
      expect(maskText(text, { ...settings, ...other }).labels).not.toEqual(labels)
  })

  it('asks for 15 % of the words, with the true word as label, and leaves all others as they are', () => {
    expect(chosen).toHaveLength(600)
    for (const [at, token] of text.entries()) {
      if (labels[at] === -1) expect(shown[at]).toBe(token)
      else expect(labels[at]).toBe(token)
    }
  })

  it('hides 80 % of these, and makes 10 % another word', () => {
    const share = (isSo: (at: number) => boolean): number => chosen.filter(isSo).length / chosen.length
    // Two standard deviations of 600 draws.
    expect(share((at) => shown[at] === MASK)).toBeCloseTo(0.8, 1)
    expect(Math.abs(share((at) => shown[at] === MASK) - 0.8)).toBeLessThan(0.033)
    expect(Math.abs(share((at) => shown[at] !== MASK && shown[at] !== text[at]) - 0.1)).toBeLessThan(0.025)
    expect(shown.every((token) => token >= MASK)).toBe(true)
  })

  it('chooses one word at least, and never one that stands for no word', () => {
    const short = Float32Array.of(0, 1, 2, 9, 0, 0)
    const { labels: found } = maskText(short, { ...settings, selectionRate: 0.01 })
    expect(Array.from(found)).toEqual([-1, -1, -1, 9, -1, -1])
    expect(maskText(Float32Array.of(0, 1, 2), settings).labels.every((label) => label === -1)).toBe(true)
  })

  it('needs a token for the mask', () => {
    expect(() => maskText(text, { ...settings, words: ['<pad>', '<unk>', 'a', 'b'] })).toThrow('mask')
    expect(maskIdOf(['<pad>', '<unk>', '<start>', '<end>', '<mask>', 'a'])).toBe(4)
    expect(maskIdOf(['<pad>', '<unk>', 'a', '<mask>'])).toBeUndefined()
  })
})

const texts = Array.from({ length: 20 }, (_, row) => `a${row % 4} b${row % 3} c d e f${row % 2}`)
const table: Table = { rowCount: texts.length, columns: [textColumn(texts)] }

const step = (kind: string, params = {}): DatasetSpec['steps'][number] => ({
  id: kind,
  kind,
  columns: ['text'],
  params
})
const steps = [
  step('segmentText', { by: 'spaces' }),
  step('vocabulary', { keepsMask: true }),
  step('maskTokens', { copies: 3, selectionRate: 0.34 }),
  step('padSequence', { length: 8 })
]
const spec: DatasetSpec = {
  version: 1,
  source: { kind: 'table', path: 'a.csv' },
  task: 'masked',
  columns: [{ name: 'text', kind: 'text', role: 'feature' }],
  steps,
  split: { train: 0.5, validation: 0.25, test: 0.25, seed: 1, isStratified: false }
}
const prepare = (one: DatasetSpec) => prepareTable(table, manifestOf(table), one)

describe('texts with hidden words', () => {
  const data = unwrap(prepare(spec))
  const sampleAt = ({ samples }: PreparedData, index: number): Float32Array =>
    (samples.values as Float32Array).subarray(index * 8, (index + 1) * 8)

  it('are so many copies of the training rows, and the other rows once', () => {
    const { parts, rowIndices, preparation } = data
    expect([parts.train, parts.validation, parts.test].map(({ length }) => length)).toEqual([30, 5, 5])
    expect(rowIndices.slice(0, 10)).toEqual(rowIndices.slice(10, 20))
    expect(new Set(rowIndices).size).toBe(20)
    const { target, words: known } = preparation
    expect(target).toEqual({ name: 'text', classes: known, scaling: null, stepCount: 8, hasUncounted: true })
  })

  it('ask for two of six words each, others in each copy', () => {
    const asked = Array.from({ length: 40 }, (_, index) =>
      Array.from(data.labels.subarray(index * 8, (index + 1) * 8), (label, at) =>
        label < 0 ? -1 : at
      ).filter((at) => at >= 0)
    )
    expect(asked.every(({ length }) => length === 2)).toBe(true)
    expect(asked.slice(0, 10)).not.toEqual(asked.slice(10, 20))
    // Where nothing is asked for, every copy shows the text itself; it is filled up behind.
    for (const index of [0, 10, 20]) expect(Array.from(sampleAt(data, index).subarray(6))).toEqual([0, 0])
  })

  it('tell the window their size, the vocabulary, and what each step lacks', () => {
    expect(summarizeTable(table, spec)).toMatchObject({ problems: [], sampleShape: [8], wordCount: 15 })
  })

  it.each([
    ['a step that hides', { ...spec, steps: steps.filter(({ kind }) => kind !== 'maskTokens') }, 'no-mask'],
    ['a mask', { ...spec, steps: [steps[0], step('vocabulary'), ...steps.slice(2)] }, 'no-mask-token'],
    ['one length', { ...spec, steps: steps.slice(0, 3) }, 'tokens-feature'],
    [
      'a text',
      { ...spec, columns: [{ name: 'text', kind: 'category', role: 'feature' }], steps: [] },
      'one-text-needed'
    ],
    [
      'words that training knows',
      { ...spec, steps: [steps[0], step('vocabulary', { keepsMask: true }), ...steps.slice(2)] },
      'nothing-to-mask'
    ]
  ])('need %s', (what, one, code) => {
    const given = { from: 'Run 1', state: { tokens: ['<pad>', '<unk>', '<mask>', 'x', 'y'], coverage: 1 } }
    const known = one.steps.map((found) =>
      what.startsWith('words') && found?.kind === 'vocabulary' ? { ...found, given } : found
    )
    const found = summarizeTable(table, { ...one, steps: known } as DatasetSpec)
    expect(found.problems.map((problem) => problem.code)).toContain(`dataset/${code}`)
    expect(found.sampleShape).toBeNull()
  })

  it('are a task of their own: a classifier hides nothing', () => {
    const summary = summarizeTable(table, { ...spec, task: 'generation' })
    expect(summary.problems.map(({ code }) => code)).toContain('dataset/mask-without-guessing')
  })
})

describe('a step that takes over what it learned elsewhere', () => {
  const given = (tokens: string[]): DatasetSpec => ({
    ...spec,
    steps: steps.map((one) =>
      one.kind === 'vocabulary' ? { ...one, given: { from: 'Run 1', state: { tokens, coverage: 1 } } } : one
    )
  })

  it('reads texts by those words, whatever the training rows hold', () => {
    const tokens = ['<pad>', '<unk>', '<mask>', 'e', 'z', 'c']
    const { preparation, samples } = unwrap(prepare(given(tokens)))
    expect(preparation.words).toEqual(tokens)
    expect(preparation.steps[1]?.fitted).toEqual([{ column: 'text', state: { tokens, coverage: 1 } }])
    // Of “a0 b0 c d e f0” only c and e are known; one of the two is hidden.
    expect(new Set(samples.values)).toEqual(new Set([0, 1, 2, 3, 4, 5]))
  })

  it.each([
    ['has no mask where one is kept', given(['<pad>', '<unk>', 'c', 'e'])],
    [
      'is something else',
      { ...spec, steps: steps.map((one) => ({ ...one, given: { from: 'Run 1', state: 'x' } })) }
    ]
  ])('refuses what %s', (_, one) => {
    const found = prepare(one)
    expect(found.ok ? undefined : found.problem.code).toBe('dataset/given-does-not-fit')
  })
})

describe('the figures of guessing', () => {
  it('stand beside always guessing the most frequent word, and each by its share', () => {
    const { mostFrequent, informationOf } = countHidden([5, -1, 5, 4, -1], 6)
    expect(mostFrequent).toBe(5)
    // One more than counted, of 3 + 6.
    expect(Math.exp(-informationOf(5))).toBeCloseTo(3 / 9, 12)
    expect(Math.exp(-informationOf(0))).toBeCloseTo(1 / 9, 12)
    const report = evaluateMasked({
      ...{
        part: 'test',
        rowCount: 2,
        tokenCount: 4,
        loss: 2,
        hitCount: 3,
        information: Math.log(5),
        examples: []
      },
      baseline: { word: 'e', hitCount: 1, information: Math.log(9) }
    })
    expect(report).toMatchObject({ accuracy: { value: 0.75 }, baseline: { accuracy: { value: 0.25 } } })
    expect(report.perplexity).toBeCloseTo(5, 12)
    expect(report.baseline.perplexity).toBeCloseTo(9, 12)
  })
})
