import { describe, expect, it } from 'vitest'
import { datasetId } from '../../../src/shared/core/ids.ts'
import type { ColumnProfile, TableManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import {
  columnDecimals,
  farOutLimits,
  stepColumns,
  stretchColumns,
  tableColumns,
  textWidth
} from '../../../src/renderer/features/dataset/table-columns.ts'
import { MemoryStudio } from './memory-studio.ts'

const csv = 'age,city,price\n31,Oslo,1200.5\n,Bergen,90\n52,Oslo,7.25\n'
const { manifest } = new MemoryStudio('flats.csv', csv)

const profile = (range: Partial<NonNullable<ColumnProfile['range']>>): ColumnProfile => ({
  name: 'x',
  kind: 'number',
  missingCount: 0,
  distinctCount: 9,
  range: { min: 0, max: 9, mean: 5, standardDeviation: 2, quartile1: 2, median: 5, quartile3: 6, ...range },
  histogram: [],
  topValues: []
})

describe('columns of the table', () => {
  it('puts the target first and keeps the order of the file for the rest', () => {
    const columns = tableColumns(
      manifest,
      [{ name: 'price', kind: 'number', role: 'target' }],
      ['age', 'city', 'price'],
      []
    )

    expect(columns.map(({ name }) => name)).toEqual(['price', 'age', 'city'])
    expect(columns.map(({ cellIndex }) => cellIndex)).toEqual([2, 0, 1])
  })

  it('leaves hidden columns out, but never the target', () => {
    const specs = [{ name: 'price', kind: 'number', role: 'target' }] as const

    expect(
      tableColumns(manifest, specs, ['age', 'city', 'price'], ['age', 'price']).map(({ name }) => name)
    ).toEqual(['price', 'city'])
  })

  it('shows a column that a step made without a profile', () => {
    const [made] = tableColumns(manifest, [], ['city=Oslo'], [])

    expect(made).toMatchObject({ kind: 'number', role: 'feature', profile: null })
  })

  it('reads a column that the spec does not list as the import found it', () => {
    const [, city] = tableColumns(manifest, [], ['age', 'city'], [])

    expect(city).toMatchObject({ kind: 'category', role: 'feature' })
  })

  it('gives a Chinese character the room of nearly two letters', () => {
    expect(textWidth('花瓣')).toBeCloseTo(24)
    expect(textWidth('ab')).toBeCloseTo(13.4)
  })
})

describe('widths', () => {
  const columns = tableColumns(manifest, [], ['age', 'city'], [])
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = (available: number): number =>
    stretchColumns(columns, available).reduce((sum, { width }) => sum + width, 0)

  it('fill what room there is, up to a point', () => {
    expect(widths(total * 1.5)).toBeGreaterThan(total * 1.48)
    expect(widths(total * 9)).toBeLessThanOrEqual(total * 1.8)
  })

  it('are never narrowed', () => {
    expect(widths(10)).toBe(total)
  })
})

describe('decimals of a column', () => {
  it.each([
    { values: [17.99, 20.57, 11.42], decimals: 1 },
    { values: [0.1184, 0.08474, 0.1096], decimals: 3 },
    { values: [1001, 386.1], decimals: 0 },
    { values: [5.1, 4.9, 3], decimals: 1 },
    { values: [1, 2, 3], decimals: 0 },
    { values: [0, 0], decimals: 0 },
    { values: [], decimals: 0 }
  ])('are $decimals for $values', ({ values, decimals }) => {
    expect(columnDecimals(values)).toBe(decimals)
  })

  it('follow the median of the whole column where it is known', () => {
    expect(columnDecimals([0.2776, 0.07864, 0.1599], 0.09)).toBe(4)
  })
})

describe('values far from the rest', () => {
  it('begin three times the width of the middle half beyond it', () => {
    expect(farOutLimits(profile({ quartile1: 2, quartile3: 6 }))).toEqual({ low: -10, high: 18 })
  })

  it('are not told where half of all values are the same', () => {
    expect(farOutLimits(profile({ quartile1: 3, quartile3: 3 }))).toBeNull()
  })
})

describe('columns of a step', () => {
  const columns = [
    { name: 'age', kind: 'number', role: 'feature' },
    { name: 'id', kind: 'number', role: 'ignored' },
    { name: 'city', kind: 'category', role: 'feature' },
    { name: 'price', kind: 'number', role: 'target' }
  ] as const

  it('are, for all, the features of the kinds it accepts', () => {
    expect(stepColumns('all', ['number'], columns)).toEqual(['age'])
  })

  it('are otherwise those that are named', () => {
    expect(stepColumns(['price'], ['number'], columns)).toEqual(['price'])
  })
})

describe('manifest of the memory studio', () => {
  it('counts the missing value', () => {
    const table: TableManifest = manifest

    expect(table.id).toBe(datasetId.parse('data-1'))
    expect(table.columns[0]?.profile.missingCount).toBe(1)
  })
})
