import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import type { Table } from '../../../src/shared/dataset/column.ts'
import type { TableManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import { applyPreparation, prepareTable } from '../../../src/shared/dataset/prepare.ts'
import { inputFactsOf } from '../../../src/shared/evaluation/input-facts.ts'
import { usualValue } from '../../../src/shared/evaluation/model-form.ts'
import type { InputValues } from '../../../src/shared/evaluation/model-question.ts'
import { notesOnRow, rowsWithoutEach, tableOfRows } from '../../../src/shared/evaluation/row-by-hand.ts'

const table: Table = {
  rowCount: 8,
  columns: [
    { kind: 'number', name: 'age', values: Float64Array.of(20, NaN, 40, 60, 21, 39, 41, 59) },
    {
      kind: 'category',
      name: 'port',
      categories: ['Cork', 'Hull', 'Oban'],
      codes: Int32Array.of(0, 1, 1, 2, -1, 1, 0, 1)
    },
    { kind: 'category', name: 'side', categories: ['a', 'b'], codes: Int32Array.of(0, 0, 1, 1, 0, 0, 1, 1) }
  ]
}

const spec: DatasetSpec = {
  version: 1,
  source: { kind: 'table', path: 'x.csv' },
  task: 'classification',
  columns: [
    { name: 'age', kind: 'number', role: 'feature' },
    { name: 'port', kind: 'category', role: 'feature' },
    { name: 'side', kind: 'category', role: 'target' }
  ],
  steps: [
    { id: 'fill', kind: 'fillMissing', columns: ['age'], params: { strategy: 'median' } },
    { id: 'often', kind: 'fillMissing', columns: ['port'], params: { strategy: 'mostFrequent' } },
    { id: 'code', kind: 'oneHot', columns: ['port'], params: {} }
  ],
  split: { train: 1, validation: 0, test: 0, seed: 1, isStratified: false }
}

const { preparation, samples } = unwrap(prepareTable(table, {} as TableManifest, spec))
const apply = (row: InputValues): number[] => [
  ...unwrap(applyPreparation(preparation, unwrap(tableOfRows(preparation, [row]))))
]

describe('a row by hand', () => {
  it('becomes the very numbers that the same row of the data became', () => {
    const width = preparation.featureNames.length
    const prepared = samples.kind === 'float32' ? [...samples.values] : []
    expect(apply({ age: 40, port: 'Hull' })).toEqual(prepared.slice(2 * width, 3 * width))
    expect(apply({ age: '60', port: 'Oban' })).toEqual(prepared.slice(3 * width, 4 * width))
    expect(apply({ age: null, port: 'Hull' })).toEqual(prepared.slice(width, 2 * width))
    expect(apply({ age: 21, port: null })).toEqual(prepared.slice(4 * width, 5 * width))
  })

  it('says what takes the place of empty and unseen values', () => {
    expect(notesOnRow(preparation, { age: null, port: 'Rome' })).toEqual([
      { kind: 'filled', input: 'age', with: 40 },
      { kind: 'unseen', input: 'port', value: 'Rome' }
    ])
    expect(notesOnRow(preparation, { age: 1 })).toEqual([{ kind: 'filled', input: 'port', with: 'Hull' }])
    expect(apply({ age: 1, port: 'Rome' })).toEqual([1, 0, 0, 0])
  })

  it.each(['old', '1 2', '１２a'])('refuses %j as a number and names the column', (value) => {
    const refused = tableOfRows(preparation, [{ age: value, port: 'Hull' }])
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'evaluation/value-not-a-number', values: { column: 'age', value } }
    })
  })

  it('is asked once for each input with that input at its usual value', () => {
    const facts = inputFactsOf(table, spec)
    const usual = Object.fromEntries(facts.map((one) => [one.name, usualValue(one) ?? null]))
    expect(usual).toEqual({ age: 40, port: 'Hull' })
    expect(rowsWithoutEach(['age', 'port'], { age: 20, port: 'Cork' }, usual)).toEqual([
      { age: 40, port: 'Cork' },
      { age: 20, port: 'Hull' }
    ])
  })
})

describe('inputFactsOf', () => {
  it('looks at the training rows only, and never at the target', () => {
    const half = { ...spec, split: { ...spec.split, train: 0.5, validation: 0.25, test: 0.25 } }
    const prepared = unwrap(prepareTable(table, {} as TableManifest, half))
    const rows = [...prepared.parts.train].map((sample) => prepared.rowIndices[sample] ?? -1)
    const ages = rows.map((row) => (table.columns[0] as { values: Float64Array }).values[row] ?? NaN)
    const known = ages.filter((age) => !Number.isNaN(age))
    const facts = inputFactsOf(table, half)
    expect(facts.map(({ name }) => name)).toEqual(['age', 'port'])
    expect(facts[0]).toMatchObject({
      kind: 'number',
      min: Math.min(...known),
      max: Math.max(...known),
      missingCount: ages.length - known.length,
      isWhole: true
    })
  })

  it('lists the values of a category by how often they occur', () => {
    expect(inputFactsOf(table, spec)[1]).toEqual({
      kind: 'category',
      name: 'port',
      values: [
        { value: 'Hull', count: 4 },
        { value: 'Cork', count: 2 },
        { value: 'Oban', count: 1 }
      ],
      valueCount: 3,
      missingCount: 1
    })
  })
})
