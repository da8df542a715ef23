import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import type { ColumnSpec, DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import { prepareTable } from '../../../src/shared/dataset/prepare.ts'
import { summarizeTable } from '../../../src/shared/dataset/summarize.ts'
import { manifestOf, specOf, tableOf, type Cells } from './tables.ts'

const rows = Array.from({ length: 20 }, (_, row) => row)
const target: ColumnSpec = { name: 'y', kind: 'category', role: 'target' }
const weight = (name = 'w', kind: ColumnSpec['kind'] = 'number'): ColumnSpec => ({
  name,
  kind,
  role: 'weight'
})
const tableWith = (weights: Cells) =>
  tableOf({ x: rows, w: weights, y: rows.map((row) => (row % 2 === 0 ? 'no' : 'yes')) })
const prepareWith = (weights: Cells, change: Partial<DatasetSpec> = {}) => {
  const table = tableWith(weights)
  return prepareTable(table, manifestOf(table), specOf({ columns: [target, weight()], ...change }))
}

describe('a column of weights', () => {
  it('says how much each sample counts and is no feature', () => {
    const data = unwrap(prepareWith(rows.map((row) => row / 2)))

    expect([...(data.weights ?? [])]).toEqual(rows.map((row) => row / 2))
    expect(data.preparation.featureNames).toEqual(['x'])
    expect(data.preparation.inputs.map(({ name }) => name)).toEqual(['x'])
  })

  it('leaves out the rows that have none, and says so', () => {
    const data = unwrap(prepareWith(rows.map((row) => (row < 3 ? null : 1))))

    expect(data.rowIndices).toHaveLength(17)
    expect(data.notes).toMatchObject([{ code: 'dataset/rows-without-weight', values: { count: 3 } }])
  })

  it.each([
    { name: 'below 0', weights: rows.map((row) => 1 - row), code: 'dataset/weight-negative' },
    { name: '0 everywhere', weights: rows.map(() => 0), code: 'dataset/weights-all-zero' },
    { name: 'too large', weights: rows.map(() => 1e300), code: 'dataset/value-too-large' },
    {
      name: 'words',
      weights: rows.map((row) => `w${row % 3}`),
      code: 'dataset/weight-not-number',
      change: { columns: [target, weight('w', 'category')] }
    },
    {
      name: 'two columns',
      weights: rows,
      code: 'dataset/several-weights',
      change: { columns: [target, weight(), weight('x')] }
    },
    {
      name: 'a step on it',
      weights: rows,
      code: 'dataset/step-on-weight',
      change: { steps: [{ id: 's', kind: 'standardize', columns: ['w'], params: {} }] }
    }
  ])('is refused where it is $name: $code', ({ weights, code, change = {} }) => {
    const table = tableWith(weights)
    const spec = specOf({ columns: [target, weight()], ...change })

    expect(prepareTable(table, manifestOf(table), spec)).toMatchObject({ ok: false, problem: { code } })
    expect(summarizeTable(table, spec).problems[0]).toMatchObject({ code })
  })
})
