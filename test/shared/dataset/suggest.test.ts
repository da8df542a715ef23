import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import {
  imageManifest,
  type ColumnProfile,
  type TableManifest
} from '../../../src/shared/dataset/dataset-manifest.ts'
import { suggestSpec } from '../../../src/shared/dataset/suggest.ts'
import { manifestOf, tableOf } from './tables.ts'

const range = { min: 0, max: 9, mean: 4, standardDeviation: 2, quartile1: 2, median: 4, quartile3: 6 }
const profile = (name: string, change: Partial<ColumnProfile> = {}): ColumnProfile => ({
  name,
  kind: 'number',
  missingCount: 0,
  distinctCount: 80,
  range: { ...range, mean: 4.5, min: 0.5 },
  histogram: [],
  topValues: [],
  ...change
})
const word = (name: string, distinctCount: number, change: Partial<ColumnProfile> = {}): ColumnProfile =>
  profile(name, { kind: 'category', distinctCount, range: null, ...change })

const tableWith = (...profiles: ColumnProfile[]): TableManifest => ({
  ...manifestOf(tableOf({ x: [1] })),
  rowCount: 100,
  columns: profiles.map((one, index) => ({ profile: one, file: `column-${index}.f64`, valuesFile: null }))
})
const rolesOf = (manifest: TableManifest, target?: string): string[] =>
  unwrap(suggestSpec(manifest, { target })).columns.map(({ name, role }) => `${name} ${role}`)

describe('suggestSpec for a table', () => {
  it.each([
    { names: ['a', 'b', 'c'], target: 'c' },
    { names: ['species', 'b', 'c'], target: 'species' },
    { names: ['a', '标签', 'c'], target: '标签' }
  ])('takes $target of $names for the target', ({ names, target }) => {
    expect(rolesOf(tableWith(...names.map((name) => word(name, 3))))).toContain(`${target} target`)
  })

  it.each([
    { title: 'words', column: word('y', 3), task: 'classification' },
    {
      title: 'a few whole numbers',
      column: profile('y', { range, distinctCount: 2 }),
      task: 'classification'
    },
    { title: 'many whole numbers', column: profile('y', { range, distinctCount: 60 }), task: 'regression' },
    { title: 'decimals', column: profile('y'), task: 'regression' }
  ])('suggests $task for $title', ({ column, task }) => {
    expect(unwrap(suggestSpec(tableWith(profile('x'), column)))).toMatchObject({
      task,
      split: { train: 0.7, validation: 0.15, test: 0.15, seed: 42, isStratified: task === 'classification' }
    })
  })

  it('ignores text, dates, constants and ids', () => {
    const manifest = tableWith(
      profile('when', { kind: 'date' }),
      word('note', 90, { kind: 'text' }),
      word('id', 100),
      word('same', 1),
      word('colour', 3),
      profile('size'),
      word('y', 2)
    )
    expect(rolesOf(manifest)).toEqual([
      'when ignored',
      'note ignored',
      'id ignored',
      'same ignored',
      'colour feature',
      'size feature',
      'y target'
    ])
  })

  it('suggests only the steps that the columns need', () => {
    const manifest = tableWith(
      profile('a', { missingCount: 2 }),
      word('b', 3, { missingCount: 1 }),
      profile('y')
    )
    expect(
      unwrap(suggestSpec(manifest)).steps.map(({ kind, columns, params }) => [
        kind,
        columns,
        params['strategy']
      ])
    ).toEqual([
      ['fillMissing', 'all', 'median'],
      ['fillMissing', ['b'], 'mostFrequent'],
      ['standardize', 'all', undefined],
      ['oneHot', 'all', undefined],
      ['standardize', ['y'], undefined]
    ])
  })

  it('keeps to the target asked for, and says when it is not there', () => {
    expect(rolesOf(tableWith(word('a', 3), word('b', 3)), 'a')).toEqual(['a target', 'b feature'])
    expect(suggestSpec(tableWith(word('a', 3)), { target: 'z' })).toMatchObject({
      ok: false,
      problem: { code: 'dataset/column-missing' }
    })
  })
})

describe('suggestSpec for images', () => {
  const images = (width: number, height: number, isGrey: boolean) => {
    const { rowCount: _rowCount, columns: _columns, ...common } = manifestOf(tableOf({ x: [1] }))
    const one = { path: 'a/1.png', classIndex: 0, offset: 0, sizeBytes: 1, width, height, format: 'png' }
    return imageManifest.parse({
      ...common,
      kind: 'images',
      source: { kind: 'images', path: 'x' },
      classes: ['a', 'b'],
      isGrey,
      images: [one, one]
    })
  }

  it.each([
    { width: 28, height: 28, isGrey: true, expected: { width: 28, height: 28, channels: 'grey' } },
    { width: 640, height: 480, isGrey: false, expected: { width: 64, height: 48, channels: 'rgb' } },
    { width: 3000, height: 2, isGrey: false, expected: { width: 64, height: 1, channels: 'rgb' } }
  ])('brings $width × $height to $expected', ({ width, height, isGrey, expected }) => {
    expect(unwrap(suggestSpec(images(width, height, isGrey))).steps[0]?.params).toEqual(expected)
  })

  it('refuses a regression', () => {
    expect(suggestSpec(images(8, 8, true), { task: 'regression' })).toMatchObject({
      ok: false,
      problem: { code: 'dataset/images-regression' }
    })
  })
})
