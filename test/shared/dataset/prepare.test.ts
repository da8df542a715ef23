import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import {
  applyPreparation,
  prepareTable,
  tableAfterSteps,
  unscaleTarget
} from '../../../src/shared/dataset/prepare.ts'
import { fittedPreparation } from '../../../src/shared/dataset/prepared-data.ts'
import { manifestOf, specOf, tableOf, type Cells } from './tables.ts'

const step = (
  kind: string,
  columns: 'all' | string[] = 'all',
  params: DatasetSpec['steps'][number]['params'] = {}
) => ({
  id: `${kind}-${String(columns)}`,
  kind,
  columns,
  params
})
const prepare = (columns: Readonly<Record<string, Cells>>, spec: DatasetSpec) => {
  const table = tableOf(columns)
  return prepareTable(table, manifestOf(table), spec)
}
const repeat = <T>(count: number, make: (row: number) => T): T[] =>
  Array.from({ length: count }, (_, row) => make(row))

const mixed = {
  size: repeat(20, (row) => (row === 4 ? null : row)),
  colour: repeat(20, (row) => (row % 2 === 0 ? 'red' : 'blue')),
  y: repeat(20, (row) => (row % 4 < 2 ? 'no' : 'yes'))
}
const allSteps = [step('fillMissing', ['size'], { strategy: 'mean' }), step('standardize'), step('oneHot')]

describe('prepareTable', () => {
  it('lays features out row by row in column order', () => {
    const data = unwrap(prepare(mixed, specOf({ steps: allSteps })))
    expect(data.preparation.featureNames).toEqual(['size', 'colour=blue', 'colour=red'])
    expect(data.samples.values).toHaveLength(60)
    expect([...data.samples.values.slice(1, 3), ...data.samples.values.slice(4, 6)]).toEqual([0, 1, 1, 0])
    expect(data.preparation.target).toEqual({ name: 'y', classes: ['no', 'yes'], scaling: null })
    expect([...data.labels.slice(0, 4)]).toEqual([0, 0, 1, 1])
  })

  it('gives the training rows mean 0 and deviation 1', () => {
    const data = unwrap(
      prepare(
        { size: repeat(50, (row) => row * row), y: mixed.y.concat(mixed.y, mixed.y).slice(0, 50) },
        specOf({ steps: [step('standardize')] })
      )
    )
    const train = Array.from(data.parts.train, (sample) => data.samples.values[sample] ?? NaN)
    const mean = train.reduce((sum, value) => sum + value, 0) / train.length
    const variance = train.reduce((sum, value) => sum + value * value, 0) / train.length
    expect(mean).toBeCloseTo(0, 5)
    expect(variance).toBeCloseTo(1, 5)
  })

  it('leaves rows without a target out and says how many', () => {
    const y = mixed.y.map((value, row) => (row < 3 ? null : value))
    const data = unwrap(prepare({ ...mixed, y }, specOf({ steps: allSteps })))
    expect([...data.rowIndices]).toEqual(repeat(17, (row) => row + 3))
    expect(data.notes).toMatchObject([
      { code: 'dataset/rows-without-target', values: { column: 'y', count: 3 } }
    ])
    expect(data.parts.train.length + data.parts.validation.length + data.parts.test.length).toBe(17)
  })

  it('drops rows where a step asks for it', () => {
    const steps = [step('fillMissing', ['size'], { strategy: 'dropRows' }), step('oneHot')]
    const data = unwrap(prepare(mixed, specOf({ steps })))
    expect([...data.rowIndices]).not.toContain(4)
    expect(data.notes).toMatchObject([{ code: 'dataset/rows-dropped', values: { count: 1 } }])
  })

  it('scales a regression target on training rows and can undo it', () => {
    const y = repeat(30, (row) => 100 + 10 * row)
    const spec = specOf({
      task: 'regression',
      columns: [{ name: 'y', kind: 'number', role: 'target' }],
      steps: [step('standardize'), step('standardize', ['y'])],
      split: { train: 0.7, validation: 0.15, test: 0.15, seed: 1, isStratified: false }
    })
    const data = unwrap(prepare({ x: repeat(30, (row) => row), y }, spec))
    expect(data.preparation.target.classes).toBeNull()
    const restored = Array.from(data.labels, (label) =>
      Math.round(unscaleTarget(label, data.preparation.target))
    )
    expect(restored).toEqual(y)
  })

  it('writes a preparation that survives being stored, and gives the same samples from raw rows', () => {
    const data = unwrap(prepare(mixed, specOf({ steps: allSteps })))
    const stored = fittedPreparation.parse(JSON.parse(JSON.stringify(data.preparation)))
    expect(
      unwrap(applyPreparation(stored, tableOf({ y: mixed.y, colour: mixed.colour, size: mixed.size })))
    ).toEqual(data.samples.values)
  })

  it.each([
    {
      title: 'a category that is not encoded',
      change: { steps: [step('fillMissing'), step('fillMissing', ['colour'], { strategy: 'mostFrequent' })] },
      code: 'dataset/category-not-encoded'
    },
    {
      title: 'a value left missing',
      change: { steps: [step('oneHot')] },
      code: 'dataset/missing-in-feature'
    },
    { title: 'no target', change: { columns: [] }, code: 'dataset/no-target' },
    { title: 'a target that is not there', change: { target: 'z' }, code: 'dataset/column-missing' },
    {
      title: 'text',
      change: {
        columns: [
          { name: 'y', kind: 'category', role: 'target' },
          { name: 'colour', kind: 'text', role: 'feature' }
        ]
      },
      code: 'dataset/text-feature'
    },
    {
      title: 'a date',
      change: {
        columns: [
          { name: 'y', kind: 'category', role: 'target' },
          { name: 'size', kind: 'date', role: 'feature' }
        ]
      },
      code: 'dataset/date-feature'
    },
    {
      title: 'no features',
      change: {
        columns: ['y', 'size', 'colour'].map((name) => ({
          name,
          kind: 'category' as const,
          role: name === 'y' ? ('target' as const) : ('ignored' as const)
        }))
      },
      code: 'dataset/no-features'
    },
    {
      title: 'a regression on categories',
      change: { task: 'regression' },
      code: 'dataset/target-not-number'
    },
    {
      title: 'two targets',
      change: {
        columns: ['y', 'colour'].map((name) => ({ name, kind: 'category' as const, role: 'target' as const }))
      },
      code: 'dataset/several-targets'
    },
    { title: 'a step of no known kind', change: { steps: [step('polish')] }, code: 'dataset/unknown-step' },
    {
      title: 'a setting past its limits',
      change: { steps: [step('fillMissing', 'all', { strategy: 'guess' })] },
      code: 'dataset/step-setting'
    },
    { title: 'an image step', change: { steps: [step('resizeImage')] }, code: 'dataset/step-for-images' },
    {
      title: 'a mean of categories',
      change: { steps: [step('fillMissing', ['colour'], { strategy: 'mean' })] },
      code: 'dataset/step-kind'
    },
    {
      title: 'a step on the target',
      change: { steps: [step('oneHot', ['y'])] },
      code: 'dataset/step-on-target'
    },
    {
      title: 'one-hot twice',
      change: { steps: [step('oneHot'), step('oneHot', ['colour'])] },
      code: 'dataset/step-after-one-hot'
    }
  ] as readonly { title: string; change: Parameters<typeof specOf>[0]; code: string }[])(
    'refuses $title: $code',
    ({ change, code }) => {
      expect(prepare(mixed, specOf(change))).toMatchObject({ ok: false, problem: { code } })
    }
  )

  const regression: Partial<DatasetSpec> = {
    task: 'regression',
    columns: [{ name: 'y', kind: 'number', role: 'target' }]
  }
  it.each([
    { title: 'one class', y: repeat(20, () => 'yes'), change: {}, code: 'dataset/one-class' },
    { title: 'no labels at all', y: repeat(20, () => null), change: {}, code: 'dataset/all-rows-dropped' },
    {
      title: 'a constant number',
      y: repeat(20, () => 3),
      change: regression,
      code: 'dataset/constant-target'
    }
  ])('refuses a target of $title: $code', ({ y, change, code }) => {
    const found = prepare({ size: repeat(20, (row) => row), y }, specOf(change))
    expect(found).toMatchObject({ ok: false, problem: { code } })
  })

  it('refuses more than 1,000 classes', () => {
    const rows = repeat(2500, (row) => row)
    const found = prepare({ size: rows, y: rows.map((row) => `c${row % 1200}`) }, specOf())
    expect(found).toMatchObject({
      ok: false,
      problem: { code: 'dataset/too-many-classes', values: { count: 1200 } }
    })
  })

  it('learns nothing outside the training part: other rows may change without changing what is fitted', () => {
    const rows = fc.array(
      fc.record({
        size: fc.option(fc.integer({ min: -1000, max: 1000 })),
        colour: fc.constantFrom('a', 'b', 'c', 'd')
      }),
      { minLength: 12, maxLength: 60 }
    )
    fc.assert(
      fc.property(rows, fc.nat(), (cells, seed) => {
        const y = cells.map((_, row) => (row % 2 === 0 ? 'no' : 'yes'))
        const size = cells.map((one) => one.size ?? null)
        const spec = specOf({
          steps: [
            step('fillMissing', ['size'], { strategy: 'constant', number: 1 }),
            step('standardize'),
            step('oneHot')
          ],
          split: { train: 0.5, validation: 0.25, test: 0.25, seed, isStratified: true }
        })
        const before = unwrap(prepare({ size, colour: cells.map(({ colour }) => colour), y }, spec))
        const trained = new Set(before.parts.train)
        const changed = {
          size: size.map((value, row) => (trained.has(row) ? value : 1e9)),
          colour: cells.map(({ colour }, row) => (trained.has(row) ? colour : 'z')),
          y
        }
        const after = unwrap(prepare(changed, spec))
        expect(after.preparation).toEqual(before.preparation)
        expect(after.parts).toEqual(before.parts)
      })
    )
  })
})

describe('applyPreparation', () => {
  it('names a column that is not there', () => {
    const { preparation } = unwrap(prepare(mixed, specOf({ steps: allSteps })))
    const found = applyPreparation(preparation, tableOf({ size: [1] }))
    expect(found).toMatchObject({
      ok: false,
      problem: { code: 'dataset/column-missing', values: { column: 'colour' } }
    })
  })

  it('refuses a fitted state that is not its step’s', () => {
    const { preparation } = unwrap(prepare(mixed, specOf({ steps: allSteps })))
    const steps = preparation.steps.map((one) => ({
      ...one,
      fitted: one.fitted.map(({ column }) => ({ column, state: 7 }))
    }))
    expect(applyPreparation({ ...preparation, steps }, tableOf(mixed))).toMatchObject({
      ok: false,
      problem: { code: 'dataset/preparation-damaged' }
    })
  })
})

describe('tableAfterSteps', () => {
  it('shows the table in the middle of its preparation, ignoring a later step that cannot work', () => {
    const spec = specOf({ steps: [...allSteps, step('polish')] })
    const { table, keptRows } = tableAfterSteps(tableOf(mixed), spec, 1)
    expect(table.columns.map(({ name }) => name)).toEqual(['size', 'colour', 'y'])
    expect(keptRows).toHaveLength(20)
    const size = table.columns[0]
    expect(size && 'values' in size && Number.isNaN(size.values[4])).toBe(false)
    expect(tableAfterSteps(tableOf(mixed), spec, 3).table.columns.map(({ name }) => name)).toEqual([
      'size',
      'colour=blue',
      'colour=red',
      'y'
    ])
  })
})
