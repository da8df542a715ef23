import { describe, expect, it } from 'vitest'
import type { ColumnProfile } from '../../../src/shared/dataset/dataset-manifest.ts'
import type { ColumnSpec, PreparationStep, Task } from '../../../src/shared/dataset/dataset-spec.ts'
import { suggestionsFor } from '../../../src/renderer/features/dataset/suggestions.ts'

const range = { min: 0.5, max: 9.5, mean: 5, standardDeviation: 2, quartile1: 2.5, median: 5, quartile3: 6.5 }
const number: ColumnProfile = {
  name: 'x',
  kind: 'number',
  missingCount: 0,
  distinctCount: 80,
  range,
  histogram: [],
  topValues: []
}
const category: ColumnProfile = { ...number, kind: 'category', distinctCount: 3, range: null }
const feature = (profile: ColumnProfile): ColumnSpec => ({
  name: profile.name,
  kind: profile.kind,
  role: 'feature'
})

function found(
  profile: ColumnProfile,
  steps: PreparationStep[] = [],
  spec = feature(profile),
  task: Task = 'regression'
): string[] {
  return suggestionsFor(profile, spec, 100, { task, columns: [spec], steps }).map(({ kind }) => kind)
}
const step = (kind: string, columns: PreparationStep['columns'], params = {}): PreparationStep => ({
  id: kind,
  kind,
  columns,
  params
})

describe('suggestions for a column', () => {
  it('has none for numbers that can be learned from as they are', () => {
    expect(found(number)).toEqual([])
  })

  it('offers to fill missing values until a step fills them', () => {
    const gaps = { ...number, missingCount: 4 }

    expect(found(gaps)).toEqual(['fill'])
    expect(found(gaps, [step('fillMissing', 'all', { strategy: 'median' })])).toEqual([])
    expect(found(gaps, [step('fillMissing', ['y'], { strategy: 'median' })])).toEqual(['fill'])
  })

  it('does not take a median for something that fills categories', () => {
    const gaps = { ...category, missingCount: 4 }
    const encoded = step('oneHot', 'all')

    expect(found(gaps, [encoded, step('fillMissing', 'all', { strategy: 'median' })])).toEqual(['fill'])
    expect(found(gaps, [encoded, step('fillMissing', 'all', { strategy: 'mostFrequent' })])).toEqual([])
  })

  it('offers to ignore a column of one value', () => {
    expect(found({ ...number, distinctCount: 1 })).toEqual(['constant'])
  })

  it('offers to ignore names and running numbers, but not measurements that all differ', () => {
    const counted = { ...range, min: 1, max: 100, quartile1: 25, median: 50, quartile3: 75 }

    expect(found({ ...category, distinctCount: 100 })).toEqual(['id'])
    expect(found({ ...number, distinctCount: 100, range: counted })).toEqual(['id'])
    expect(found({ ...number, distinctCount: 100 })).toEqual([])
  })

  it('asks for categories to be encoded', () => {
    expect(found(category)).toEqual(['encode'])
    expect(found(category, [step('oneHot', 'all')])).toEqual([])
  })

  it('asks whether a few whole numbers are kinds', () => {
    const whole = { min: 1, max: 2, mean: 1.5, standardDeviation: 0.5, quartile1: 1, median: 1, quartile3: 2 }

    expect(found({ ...number, distinctCount: 2, range: whole })).toEqual(['few-numbers'])
  })

  it('names a step that still counts on an ignored column', () => {
    const ignored: ColumnSpec = { name: 'x', kind: 'number', role: 'ignored' }

    expect(found(number, [step('fillMissing', ['x'])], ignored)).toEqual(['left-over'])
    expect(found(number, [step('fillMissing', 'all')], ignored)).toEqual([])
  })

  it('leaves the steps of a target that its task allows', () => {
    const target: ColumnSpec = { name: 'x', kind: 'number', role: 'target' }
    const [windows, scale] = [step('seriesWindows', ['x']), step('standardize', ['x'])]

    expect(found(number, [step('scaleSeries', ['x']), windows], target, 'forecast')).toEqual([])
    expect(found(number, [scale], target, 'regression')).toEqual([])
    expect(found(number, [windows, scale], target, 'regression')).toEqual(['left-over'])
  })
})
