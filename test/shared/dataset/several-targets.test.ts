import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import type { ColumnSpec, DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import { prepareTable } from '../../../src/shared/dataset/prepare.ts'
import { summarizeTable } from '../../../src/shared/dataset/summarize.ts'
import { manifestOf, specOf, tableOf, type Cells } from './tables.ts'

const rows = Array.from({ length: 20 }, (_, row) => row)
const column = (name: string, kind: ColumnSpec['kind'], role: ColumnSpec['role']): ColumnSpec => ({
  name,
  kind,
  role
})
const columns = [
  column('y', 'category', 'target'),
  column('size', 'number', 'auxiliary'),
  column('colour', 'category', 'auxiliary')
]
const scaled: DatasetSpec['steps'] = [{ id: 's', kind: 'standardize', columns: ['size'], params: {} }]
const tableWith = (sizes: Cells) =>
  tableOf({
    x: rows,
    size: sizes,
    y: rows.map((row) => (row % 2 === 0 ? 'no' : 'yes')),
    colour: rows.map((row) => ['red', 'green', 'blue'][row % 3] ?? '')
  })
const prepareWith = (sizes: Cells, change: Partial<DatasetSpec> = {}) => {
  const table = tableWith(sizes)
  return prepareTable(table, manifestOf(table), specOf({ columns, steps: scaled, ...change }))
}
const tens = rows.map((row) => 10 * row)

describe('targets beside the main one', () => {
  it('are labels of each sample, not features', () => {
    const { preparation, labels, parts } = unwrap(prepareWith(tens))
    const { auxiliaries = [] } = preparation.target
    const [size, colour] = auxiliaries

    expect(preparation.featureNames).toEqual(['x'])
    expect(auxiliaries.map(({ name }) => name)).toEqual(['size', 'colour'])
    expect(colour?.classes).toEqual(['blue', 'green', 'red'])
    expect(labels).toHaveLength(60)
    // Row 4: no, 40, green.
    const { mean, standardDeviation } = size?.scaling ?? { mean: NaN, standardDeviation: NaN }
    expect([labels[12], labels[14]]).toEqual([0, 1])
    expect((labels[13] ?? 0) * standardDeviation + mean).toBeCloseTo(40, 4)
    // Scaled by what the training rows alone say.
    const known = Array.from(parts.train, (row) => tens[row] ?? 0)
    expect(mean).toBeCloseTo(known.reduce((sum, value) => sum + value, 0) / known.length, 9)
  })

  it('leave out the rows that lack one of them, and say so', () => {
    const data = unwrap(prepareWith(tens.map((size, row) => (row < 3 ? null : size))))

    expect(data.rowIndices).toHaveLength(17)
    expect(data.labels).toHaveLength(51)
    expect(data.notes).toMatchObject([{ code: 'dataset/rows-without-auxiliary', values: { count: 3 } }])
  })

  it('are told by the summary in the order of the columns', () => {
    const { auxiliaries, problems } = summarizeTable(tableWith(tens), specOf({ columns, steps: scaled }))

    expect(problems).toEqual([])
    expect(auxiliaries).toEqual([
      { name: 'size', classes: null },
      { name: 'colour', classes: ['blue', 'green', 'red'] }
    ])
  })

  it.each([
    { name: 'the same in every row', sizes: rows.map(() => 1), code: 'dataset/constant-target', change: {} },
    {
      name: 'coded as columns',
      sizes: tens,
      code: 'dataset/step-on-target',
      change: { steps: [{ id: 's', kind: 'oneHot', columns: ['colour'], params: {} }] }
    },
    {
      name: 'beside an answer in words',
      sizes: tens,
      code: 'dataset/auxiliary-task',
      change: { task: 'pairs' as const }
    }
  ])('are refused where one is $name: $code', ({ sizes, code, change }) => {
    const table = tableWith(sizes)
    const { problems } = summarizeTable(table, specOf({ columns, steps: [], ...change }))
    expect(problems.map((found) => found.code)).toContain(code)
  })
})
