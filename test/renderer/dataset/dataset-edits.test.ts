import { describe, expect, it } from 'vitest'
import { produce, type Draft } from 'immer'
import type { DatasetSpec, SplitSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import { suggestSpec } from '../../../src/shared/dataset/suggest.ts'
import { unwrap } from '../../../src/shared/core/checked.ts'
import {
  addStep,
  freeStepId,
  moveStep,
  setRole,
  takeTarget,
  withShare
} from '../../../src/renderer/features/dataset/dataset-edits.ts'
import { MemoryStudio } from './memory-studio.ts'

const rows = Array.from(
  { length: 30 },
  (_, row) => `${row + 0.5},${row % 3},${['red', 'green', 'blue'][row % 3]}`
)
const { manifest } = new MemoryStudio('things.csv', ['size,count,colour', ...rows].join('\n'))
const suggest = (target?: string): DatasetSpec => unwrap(suggestSpec(manifest, { target }))
const edit = (spec: DatasetSpec, change: (draft: Draft<DatasetSpec>) => void): DatasetSpec =>
  produce(spec, change)
const role = (spec: DatasetSpec, name: string) => spec.columns.find((column) => column.name === name)?.role

describe('another target', () => {
  it('changes the task with the target and gives the former target its own kind back', () => {
    const changed = edit(suggest('colour'), (spec) => takeTarget(spec, suggest('size')))

    expect(changed.task).toBe('regression')
    expect(role(changed, 'size')).toBe('target')
    expect(changed.columns.find(({ name }) => name === 'colour')).toEqual({
      name: 'colour',
      kind: 'category',
      role: 'feature'
    })
    expect(changed.split.isStratified).toBe(false)
  })

  it('adds the step that the former target needs as a feature', () => {
    const before = suggest('colour')
    const changed = edit(before, (spec) => takeTarget(spec, suggest('size')))

    expect(before.steps.some(({ kind }) => kind === 'oneHot')).toBe(false)
    expect(changed.steps.some(({ kind }) => kind === 'oneHot')).toBe(true)
  })

  it('lets the scaling of a number follow the target, and takes it away for classes', () => {
    const number = edit(suggest('colour'), (spec) => takeTarget(spec, suggest('size')))
    const back = edit(number, (spec) => takeTarget(spec, suggest('colour')))

    expect(number.steps.filter(({ columns }) => columns !== 'all')).toMatchObject([
      { kind: 'standardize', columns: ['size'] }
    ])
    expect(back.steps.filter(({ columns }) => columns !== 'all')).toEqual([])
  })

  it('keeps the roles, steps and shares that the person set', () => {
    const set = edit(suggest('colour'), (spec) => {
      setRole(spec, 'count', 'number', 'ignored')
      addStep(spec, { id: 'mine', kind: 'normalize', columns: ['size'], params: {} })
      spec.split.seed = 7
    })
    const changed = edit(set, (spec) => takeTarget(spec, suggest('size')))

    expect(role(changed, 'count')).toBe('ignored')
    expect(changed.steps.some(({ id }) => id === 'mine')).toBe(true)
    expect(changed.split.seed).toBe(7)
  })
})

describe('steps', () => {
  const spec = edit(suggest('colour'), (draft) => {
    draft.steps = ['a', 'b', 'c'].map((id) => ({ id, kind: 'standardize', columns: 'all', params: {} }))
  })
  const order = (changed: DatasetSpec): string => changed.steps.map(({ id }) => id).join('')

  it.each([
    { id: 'a', place: 2, expected: 'bca' },
    { id: 'c', place: 0, expected: 'cab' },
    { id: 'b', place: -5, expected: 'bac' },
    { id: 'b', place: 9, expected: 'acb' },
    { id: 'x', place: 0, expected: 'abc' }
  ])('$id moved to $place makes $expected', ({ id, place, expected }) => {
    expect(order(edit(spec, (draft) => moveStep(draft, id, place)))).toBe(expected)
  })

  it('get the first id that is free', () => {
    const taken = [{ id: 'oneHot-1', kind: 'oneHot', columns: 'all', params: {} }] as const

    expect(freeStepId(taken, 'oneHot')).toBe('oneHot-2')
    expect(freeStepId([], 'oneHot')).toBe('oneHot-1')
  })
})

describe('shares of the split', () => {
  const split: SplitSpec = { train: 0.7, validation: 0.15, test: 0.15, seed: 1, isStratified: true }

  it.each([
    { part: 'validation', share: 0.2, expected: [0.65, 0.2, 0.15] },
    { part: 'test', share: 0, expected: [0.85, 0.15, 0] },
    { part: 'train', share: 0.8, expected: [0.8, 0.1, 0.1] },
    { part: 'train', share: 1, expected: [1, 0, 0] },
    { part: 'validation', share: 0.95, expected: [0, 0.95, 0.05] }
  ] as const)('add up to 1 when $part is set to $share', ({ part, share, expected }) => {
    const { train, validation, test } = withShare(split, part, share)

    expect([train, validation, test]).toEqual(expected)
    expect(train + validation + test).toBeCloseTo(1, 10)
  })

  it('share out what the train part leaves evenly where there was nothing before', () => {
    const all = { ...split, train: 1, validation: 0, test: 0 }

    expect(withShare(all, 'train', 0.6)).toMatchObject({ train: 0.6, validation: 0.2, test: 0.2 })
  })
})
