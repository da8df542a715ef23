import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import type { Table } from '../../../src/shared/dataset/column.ts'
import type { TableManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import type { DatasetSpec, PreparationStep } from '../../../src/shared/dataset/dataset-spec.ts'
import { applyPreparation, prepareTable } from '../../../src/shared/dataset/prepare.ts'
import type { FittedPreparation } from '../../../src/shared/dataset/prepared-data.ts'
import { tableOfRows } from '../../../src/shared/evaluation/row-by-hand.ts'
import { coverPieces, pieceRuns, readTexts } from '../../../src/shared/evaluation/text-as-read.ts'
import { textColumn } from '../dataset/text/text-columns.ts'

const table: Table = {
  rowCount: 4,
  columns: [
    { kind: 'number', name: 'year', values: Float64Array.of(1, 2, 3, 4) },
    textColumn(['good good film', 'bad film', 'good play', 'bad bad play']),
    { kind: 'category', name: 'mood', categories: ['up', 'down'], codes: Int32Array.of(0, 1, 0, 1) }
  ]
}

function prepare(
  steps: readonly Omit<PreparationStep, 'id' | 'columns'>[],
  hasYear: boolean
): FittedPreparation {
  const spec: DatasetSpec = {
    version: 1,
    source: { kind: 'table', path: 'x.csv' },
    task: 'classification',
    columns: [
      { name: 'year', kind: 'number', role: hasYear ? 'feature' : 'ignored' },
      { name: 'text', kind: 'text', role: 'feature' },
      { name: 'mood', kind: 'category', role: 'target' }
    ],
    steps: steps.map((step, index) => ({ id: `s${index}`, columns: ['text'], ...step })),
    split: { train: 1, validation: 0, test: 0, seed: 1, isStratified: false }
  }
  return unwrap(prepareTable(table, {} as TableManifest, spec)).preparation
}

const tokens = prepare(
  [
    { kind: 'segmentText', params: { by: 'spaces' } },
    { kind: 'vocabulary', params: {} },
    { kind: 'padSequence', params: { length: 4, fillAt: 'start' } }
  ],
  false
)
const terms = prepare(
  [
    { kind: 'segmentText', params: { by: 'spaces' } },
    { kind: 'bagOfWords', params: { minTexts: 1 } }
  ],
  true
)

const read = (preparation: FittedPreparation, values: Record<string, string | number>) => {
  const row = unwrap(tableOfRows(preparation, [values]))
  const [text] = unwrap(readTexts(preparation, row))
  if (text === undefined) throw new Error('There is no text.')
  return { text, sample: unwrap(applyPreparation(preparation, row)) }
}

describe('a text as the network reads it', () => {
  it('lists its tokens with their numbers, the unknown ones marked, and counts what does not fit in', () => {
    const { text, sample } = read(tokens, { text: 'good weird film' })
    expect(text.pieces.map((piece) => piece.text)).toEqual(['good', '<unk>', 'film'])
    expect(text.pieces.map(({ isUnknown }) => isUnknown)).toEqual([false, true, false])
    expect(text.places.map((place) => sample[place])).toEqual(text.pieces.map(({ id }) => id))
    expect(text.cutCount).toBe(0)
    expect(read(tokens, { text: 'good good good good bad bad' }).text.cutCount).toBe(2)
    expect(read(tokens, { text: '' }).text.pieces).toEqual([])
  })

  it('covers a token as if the text had an unknown word in its place', () => {
    const { text, sample } = read(tokens, { text: 'good bad film' })
    const covered = coverPieces(sample, text, pieceRuns(3))
    const other = read(tokens, { text: 'good weird film' }).sample
    expect([...covered.subarray(4, 8)]).toEqual([...other])
    expect([...sample]).not.toEqual([...other])
  })

  it('lists the terms that occur with their weights, and leaves a term out where it is covered', () => {
    const { text, sample } = read(terms, { year: 7, text: 'bad bad film' })
    expect(text.pieces).toMatchObject([
      { text: 'bad', weight: 2 },
      { text: 'film', weight: 1 }
    ])
    const covered = coverPieces(sample, text, pieceRuns(2))
    expect([...covered.subarray(0, sample.length)]).toEqual([
      ...read(terms, { year: 7, text: 'film' }).sample
    ])
    expect(sample[0]).toBe(7)
  })
})

describe('pieceRuns', () => {
  it.each([
    { count: 0, runs: 0, longest: 0 },
    { count: 200, runs: 200, longest: 1 },
    { count: 201, runs: 101, longest: 2 },
    { count: 5000, runs: 200, longest: 25 }
  ])('covers $count pieces in $runs runs of at most $longest', ({ count, runs, longest }) => {
    const found = pieceRuns(count)
    expect(found).toHaveLength(runs)
    expect(Math.max(0, ...found.map(({ from, to }) => to - from))).toBe(longest)
    expect(found.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(count)
  })
})
