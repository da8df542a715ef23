import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { defaultParams } from '../../../src/shared/core/params.ts'
import type { Column, StepColumn } from '../../../src/shared/dataset/column.ts'
import { transformCatalogue } from '../../../src/shared/dataset/transforms/catalogue.ts'
import { columnOf } from './tables.ts'

const { fillMissing, normalize, oneHot, standardize } = transformCatalogue
const cells = z.array(z.union([z.number(), z.string(), z.null()]))
const reference = z
  .object({
    train: z.array(z.int()),
    columns: z.record(z.string(), cells),
    fill: z.record(z.string(), z.record(z.string(), z.union([z.number(), z.string()]))),
    standardize: z.record(z.string(), cells),
    normalize: z.record(z.string(), cells),
    oneHot: z.object({ categories: z.array(z.string()), values: z.array(z.array(z.number())) })
  })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/preparation.json', import.meta.url), 'utf8')))

const train = Uint32Array.from(reference.train)
const column = (name: string): Column => columnOf(name, reference.columns[name] ?? [])
const numbersOf = (found: StepColumn | undefined): (number | null)[] =>
  found && 'values' in found ? Array.from(found.values, (value) => (Number.isNaN(value) ? null : value)) : []
const fillDefaults = defaultParams(fillMissing.params)

function expectClose(found: readonly (number | null)[], expected: readonly unknown[]): void {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, row) => {
    const wanted = expected[row]
    if (typeof wanted !== 'number') expect(value).toBe(wanted)
    else expect(Math.abs((value ?? NaN) - wanted)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(wanted)))
  })
}

describe('the numbers scikit-learn gives', () => {
  it.each(Object.keys(reference.standardize))('standardize %s', (name) => {
    const state = unwrap(standardize.fit(column(name), train, {}))
    expectClose(numbersOf(standardize.apply(column(name), state, {})[0]), reference.standardize[name] ?? [])
  })

  it.each(Object.keys(reference.normalize))('normalize %s', (name) => {
    const state = unwrap(normalize.fit(column(name), train, {}))
    expectClose(numbersOf(normalize.apply(column(name), state, {})[0]), reference.normalize[name] ?? [])
  })

  it.each(
    Object.entries(reference.fill).flatMap(([name, byStrategy]) =>
      Object.entries(byStrategy).map(([strategy, value]) => ({ name, strategy, value }))
    )
  )('fill $name with $strategy gives $value', ({ name, strategy, value }) => {
    const params = { ...fillDefaults, strategy: strategy as 'mean' }
    const state = unwrap(fillMissing.fit(column(name), train, params))
    if (typeof value === 'string') expect(state.value).toBe(value)
    else expect(Math.abs(Number(state.value) - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value))
  })

  it('one-hot, with zeros for a value that training did not see', () => {
    const state = unwrap(oneHot.fit(column('colours'), train, {}))
    expect(state.categories).toEqual(reference.oneHot.categories)
    const columns = oneHot.apply(column('colours'), state, {})
    expect(columns.map(({ name }) => name)).toEqual(
      reference.oneHot.categories.map((value) => `colours=${value}`)
    )
    const rows = reference.oneHot.values.map((_, row) =>
      columns.map((one) => ('values' in one ? one.values[row] : -1))
    )
    expect(rows).toEqual(reference.oneHot.values)
  })
})

describe('fill missing', () => {
  it('fills gaps only, and makes a new category where the word is new', () => {
    const gappy = columnOf('colour', ['red', null, 'blue'])
    const params = { ...fillDefaults, strategy: 'constant' as const, text: 'none' }
    const [filled] = fillMissing.apply(
      gappy,
      unwrap(fillMissing.fit(gappy, Uint32Array.of(0, 2), params)),
      params
    )
    expect(filled).toMatchObject({ categories: ['blue', 'red', 'none'], codes: Int32Array.of(1, 2, 0) })
  })

  it('says which column has nothing to learn from', () => {
    const empty = columnOf('weight', [null, null, 3])
    const fitted = fillMissing.fit(empty, Uint32Array.of(0, 1), fillDefaults)
    expect(fitted).toMatchObject({
      ok: false,
      problem: { code: 'dataset/nothing-to-learn', values: { column: 'weight' } }
    })
  })
})

describe('one-hot', () => {
  it('refuses a column with more than 1,000 values', () => {
    const many = columnOf(
      'id',
      Array.from({ length: 1001 }, (_, row) => `v${row}`)
    )
    const fitted = oneHot.fit(
      many,
      Uint32Array.from({ length: 1001 }, (_, row) => row),
      {}
    )
    expect(fitted).toMatchObject({ ok: false, problem: { code: 'dataset/too-many-categories' } })
  })
})
