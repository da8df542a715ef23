import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import { prepareTable } from '../../../src/shared/dataset/prepare.ts'
import { summarizeTable } from '../../../src/shared/dataset/summarize.ts'
import { takeReading } from '../../../src/shared/dataset/take-reading.ts'
import { markOfWords } from '../../../src/shared/dataset/text/words-mark.ts'
import { manifestOf } from './tables.ts'
import { textColumn } from './text/text-columns.ts'

const step = (kind: string, params = {}, columns: string[] = ['text']): DatasetSpec['steps'][number] => ({
  ...{ id: kind, kind, columns, params }
})
const specOf = (
  task: DatasetSpec['task'],
  columns: DatasetSpec['columns'],
  steps: DatasetSpec['steps']
): DatasetSpec => ({
  version: 1,
  source: { kind: 'table', path: 'a.csv' },
  ...{ task, columns, steps },
  split: { train: 0.5, validation: 0.25, test: 0.25, seed: 1, isStratified: false }
})
const text = { name: 'text', kind: 'text', role: 'feature' } as const

const corpus = {
  rowCount: 12,
  columns: [textColumn(Array.from({ length: 12 }, () => 'The cat sat on the mat'))]
}
const parentSpec = specOf(
  'masked',
  [text],
  [
    step('lowerCase'),
    step('segmentText', { by: 'spaces' }),
    step('vocabulary', { keepsMask: true }),
    step('maskTokens', { copies: 2 }),
    step('padSequence', { length: 9, fillAt: 'start' })
  ]
)
const { preparation } = unwrap(prepareTable(corpus, manifestOf(corpus), parentSpec))
const parent = { name: 'Run 1', preparation }

const labelled = {
  rowCount: 12,
  columns: [
    textColumn(
      Array.from({ length: 12 }, (_, row) => (row % 2 ? 'A dog on the mat' : 'the Cat')),
      'story'
    ),
    {
      ...textColumn(
        Array.from({ length: 12 }, (_, row) => `${row % 2}`),
        'kind'
      ),
      kind: 'category' as const
    }
  ]
}
const childColumns: DatasetSpec['columns'] = [
  { name: 'story', kind: 'text', role: 'feature' },
  { name: 'kind', kind: 'category', role: 'target' }
]

describe('taking over the words of a run', () => {
  it('reads another text by the same steps and words, in rows of the same length', () => {
    const own = [step('segmentText', {}, ['story']), step('tfIdf', {}, ['story'])]
    const taken = unwrap(takeReading(specOf('classification', childColumns, own), parent))
    expect(taken.steps.map(({ kind, params, columns }) => [kind, params, columns])).toEqual([
      ['lowerCase', {}, ['story']],
      ['segmentText', { by: 'spaces' }, ['story']],
      ['vocabulary', { keepsMask: true }, ['story']],
      ['padSequence', { length: 9, fillAt: 'start' }, ['story']]
    ])
    const data = unwrap(prepareTable(labelled, manifestOf(labelled), taken))
    expect(data.preparation.words).toEqual(preparation.words)
    expect(data.preparation.sampleShape).toEqual([9])
    const numberOf = (word: string): number => preparation.words?.indexOf(word) ?? -1
    // “the Cat”, of which training on these rows would have known “a” and “dog” too.
    expect(Array.from(data.samples.values.subarray(0, 9))).toEqual([
      ...[0, 0, 0, 0, 0, 0, 0],
      ...[numberOf('the'), numberOf('cat')]
    ])
    expect(summarizeTable(labelled, taken).wordsMark).toBe(markOfWords(preparation.words ?? []))
  })

  it('needs the run no longer: what was learned there is in the spec', () => {
    const taken = unwrap(takeReading(specOf('classification', childColumns, []), parent))
    const words = taken.steps.find(({ kind }) => kind === 'vocabulary')
    expect(words?.given).toEqual({ from: 'Run 1', state: preparation.steps[2]?.fitted[0]?.state })
    // Cutting by spaces and lowering case learned nothing.
    expect(taken.steps.filter(({ given }) => given !== undefined)).toHaveLength(1)
  })

  it('keeps what is done with other columns, and windows or masks where the task has them', () => {
    const own = [step('fillMissing', {}, ['story', 'size']), step('standardize', {}, ['size'])]
    const columns = [...childColumns, { name: 'size', kind: 'number', role: 'feature' } as const]
    const kept = unwrap(takeReading(specOf('classification', columns, own), parent)).steps.slice(-2)
    expect(kept.map((one) => [one.kind, one.columns])).toEqual([
      ['fillMissing', ['size']],
      ['standardize', ['size']]
    ])
    const going = unwrap(
      takeReading(specOf('generation', [text], [step('tokenWindows', { stride: 2 })]), parent)
    )
    expect(going.steps.at(-1)).toMatchObject({ kind: 'tokenWindows', params: { length: 9, stride: 2 } })
    const guessing = unwrap(takeReading(specOf('masked', [text], []), parent))
    expect(guessing.steps.slice(-2)).toMatchObject([
      { kind: 'maskTokens', params: { copies: 2 } },
      { kind: 'padSequence', params: { length: 9 } }
    ])
  })

  it('reads both sides of pairs so, behind a generator in one row, at lengths of their own', () => {
    const generatorSpec = specOf(
      'generation',
      [text],
      [
        step('segmentText', { by: 'spaces' }),
        step('vocabulary', { marksEnds: true }),
        step('tokenWindows', { length: 8 })
      ]
    )
    const generator = unwrap(prepareTable(corpus, manifestOf(corpus), generatorSpec)).preparation
    const sides = ['question', 'answer']
    const pairsSpec = specOf(
      'pairs',
      [
        { name: 'question', kind: 'text', role: 'feature' },
        { name: 'answer', kind: 'category', role: 'target' },
        { name: 'note', kind: 'text', role: 'ignored' }
      ],
      [
        step('segmentText', { by: 'characters' }, sides),
        step('pairSequences', { questionLength: 3, layout: 'twoRows' }, sides)
      ]
    )
    const taken = unwrap(takeReading(pairsSpec, { name: 'Run 1', preparation: generator }))
    expect(taken.steps.map(({ kind, params, columns }) => [kind, params, columns])).toEqual([
      ['segmentText', { by: 'spaces' }, sides],
      ['vocabulary', { marksEnds: true }, sides],
      ['pairSequences', { questionLength: 3, layout: 'oneRow' }, sides]
    ])
    expect(taken.columns.map(({ kind }) => kind)).toEqual(['text', 'text', 'text'])
    const columns = [
      textColumn(
        Array.from({ length: 12 }, (_, row) => `The cat ${row}`),
        'question'
      ),
      textColumn(
        Array.from({ length: 12 }, () => 'the mat'),
        'answer'
      ),
      textColumn(
        Array.from({ length: 12 }, () => ''),
        'note'
      )
    ]
    const table = { rowCount: 12, columns }
    const data = unwrap(prepareTable(table, manifestOf(table), taken))
    expect(data.preparation.words).toEqual(generator.words)
    const numberOf = (word: string): number => generator.words?.indexOf(word) ?? -1
    // Start, “The cat” and a number that the corpus does not have, end; then start and the answer.
    expect(Array.from(data.samples.values.subarray(0, data.samples.sampleSize))).toEqual([
      ...[2, numberOf('The'), numberOf('cat'), 1, 3],
      ...[2, numberOf('the'), numberOf('mat')]
    ])
  })

  it('takes no words for pairs that mark no ends', () => {
    const pairs = specOf('pairs', [text, { name: 'answer', kind: 'text', role: 'target' }], [])
    const refused = takeReading(pairs, parent)
    expect(refused.ok ? '' : refused.problem.code).toBe('training/start-without-ends')
  })

  it('says what is missing, there or here', () => {
    const noText = takeReading(specOf('classification', childColumns.slice(1), []), parent)
    expect(noText.ok ? '' : noText.problem.code).toBe('training/no-text-to-read')
    const steps = preparation.steps.slice(0, 2)
    const noTokens = takeReading(specOf('classification', childColumns, []), {
      ...{ name: 'Run 1', preparation: { ...preparation, steps } }
    })
    expect(noTokens.ok ? '' : noTokens.problem.code).toBe('training/start-reads-no-text')
  })
})

it('marks vocabularies by their words and their order', () => {
  const marks = [['a', 'b'], ['b', 'a'], ['ab', ''], ['a'], ['a', 'b', 'c']].map(markOfWords)
  expect(new Set(marks).size).toBe(5)
  expect(markOfWords(['a', 'b'])).toBe(marks[0])
})
