import { describe, expect, it } from 'vitest'
import { preparationSummary } from '../../../src/shared/rpc/studio-api.ts'
import { summarizeTable } from '../../../src/shared/dataset/summarize.ts'
import { specOf, tableOf } from './tables.ts'

const rows = Array.from({ length: 20 }, (_, row) => row)
const table = tableOf({
  size: rows.map((row) => (row < 3 ? null : row)),
  colour: rows.map((row) => (row % 2 === 0 ? 'red' : 'blue')),
  y: rows.map((row) => (row === 19 ? null : row % 4 < 2 ? 'no' : 'yes'))
})
const fill = { id: 'fill', kind: 'fillMissing', columns: 'all' as const, params: { strategy: 'median' } }
const scale = { id: 'scale', kind: 'standardize', columns: 'all' as const, params: {} }
const encode = { id: 'encode', kind: 'oneHot', columns: 'all' as const, params: {} }

describe('summarizeTable', () => {
  it('counts what each step changes, and the classes of each part', () => {
    const summary = summarizeTable(table, specOf({ steps: [fill, scale, encode] }))
    expect(preparationSummary.safeParse(summary).success).toBe(true)
    expect(summary.steps).toEqual([
      { id: 'fill', columnCount: 1, changedCount: 3, problem: null },
      { id: 'scale', columnCount: 1, changedCount: 20, problem: null },
      { id: 'encode', columnCount: 1, changedCount: 20, problem: null }
    ])
    expect(summary.parts.map(({ part, rowCount }) => [part, rowCount])).toEqual([
      ['train', 13],
      ['validation', 3],
      ['test', 3]
    ])
    expect(summary.parts.map(({ classCounts }) => classCounts.length)).toEqual([2, 2, 2])
    expect(summary).toMatchObject({
      classes: ['no', 'yes'],
      sampleShape: [3],
      featureNames: ['size', 'colour=blue', 'colour=red'],
      problems: [],
      notes: [{ code: 'dataset/rows-without-target', values: { count: 1 } }]
    })
  })

  it('goes on past a step that cannot work, and says which', () => {
    const wrong = { ...scale, id: 'wrong', columns: ['colour'] }
    const summary = summarizeTable(table, specOf({ steps: [fill, wrong, encode] }))
    expect(summary.steps.map(({ problem }) => problem?.code ?? null)).toEqual([
      null,
      'dataset/step-kind',
      null
    ])
    expect(summary.sampleShape).toBeNull()
    expect(summary.featureNames).toHaveLength(3)
  })

  it('names the features that still have gaps', () => {
    expect(summarizeTable(table, specOf({ steps: [scale, encode] })).problems).toMatchObject([
      { code: 'dataset/missing-in-feature', values: { column: 'size', count: 3 } }
    ])
  })
})
