import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { datasetId } from '../../../src/shared/core/ids.ts'
import {
  importDataset,
  readDistribution,
  readRows,
  suggestDataset
} from '../../../src/studio/dataset/datasets.ts'
import { temporaryFolder } from './temporary-folder.ts'

const all = { offset: 0, limit: 100, sort: null, filters: [], preparation: null }

async function importText(content: string): Promise<string> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'x.csv'), content)
  const into = join(folder, 'd1')
  unwrap(await importDataset({ path: join(folder, 'x.csv'), intoFolder: into, id: datasetId.parse('d1') }))
  return into
}

const small = 'size,colour,y\n3,red,a\n,blue,b\n1,,a\n2,red,b\n10,blue,a\n'

describe('readRows', () => {
  it('gives a page with the rows’ own numbers', async () => {
    const page = unwrap(await readRows(await importText(small), { ...all, offset: 1, limit: 2 }))
    expect(page).toEqual({
      rowCount: 5,
      columns: ['size', 'colour', 'y'],
      rowIndices: [1, 2],
      rows: [
        [null, 'blue', 'b'],
        [1, null, 'a']
      ]
    })
  })

  it.each([
    { column: 'size', isDescending: false, expected: [2, 3, 0, 4, 1] },
    { column: 'size', isDescending: true, expected: [4, 0, 3, 2, 1] },
    { column: 'colour', isDescending: false, expected: [1, 4, 0, 3, 2] }
  ])('sorts by $column, descending: $isDescending, with gaps last', async ({ expected, ...sort }) => {
    expect(unwrap(await readRows(await importText(small), { ...all, sort })).rowIndices).toEqual(expected)
  })

  it.each([
    { filter: { kind: 'between' as const, column: 'size', low: 2, high: 5 }, expected: [0, 3] },
    { filter: { kind: 'equals' as const, column: 'colour', value: 'blue' }, expected: [1, 4] },
    { filter: { kind: 'equals' as const, column: 'size', value: '10' }, expected: [4] },
    { filter: { kind: 'missing' as const, column: 'colour' }, expected: [2] },
    { filter: { kind: 'rows' as const, rows: [4, 0] }, expected: [0, 4] }
  ])('filters by $filter', async ({ filter, expected }) => {
    const page = unwrap(await readRows(await importText(small), { ...all, filters: [filter] }))
    expect(page).toMatchObject({ rowCount: expected.length, rowIndices: expected })
  })

  it('shows the table in the middle of its preparation', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, row) => `${row === 5 ? '' : row},${row % 3 === 0 ? 'red' : 'blue'},${row % 2 === 0 ? 'a' : 'b'}`
    )
    const folder = await importText(`size,colour,y\n${rows.join('\n')}\n`)
    const { columns, steps, split, task } = unwrap(await suggestDataset(folder))
    const after = async (afterStep: number) =>
      unwrap(await readRows(folder, { ...all, preparation: { columns, steps, split, task, afterStep } }))
    expect(steps.map(({ kind }) => kind)).toEqual(['fillMissing', 'standardize', 'oneHot'])
    expect((await after(0)).rows[5]?.[0]).toBeNull()
    expect((await after(1)).rows[5]?.[0]).toBeGreaterThan(0)
    expect((await after(3)).columns).toEqual(['size', 'colour=blue', 'colour=red', 'y'])
    expect((await after(3)).rows[0]?.slice(1)).toEqual([0, 1, 'a'])
  })

  it('says when a column is not there', async () => {
    const found = await readRows(await importText(small), {
      ...all,
      sort: { column: 'z', isDescending: false }
    })
    expect(found).toMatchObject({ ok: false, problem: { code: 'dataset/column-missing' } })
  })
})

describe('readDistribution', () => {
  it('counts each bar of the histogram by class', async () => {
    const folder = await importText(small)
    const { profile, groups } = unwrap(await readDistribution(folder, { column: 'size', target: 'y' }))
    const sums = profile.histogram.map((_, bin) =>
      groups.reduce((sum, { counts }) => sum + (counts[bin] ?? 0), 0)
    )
    expect(sums).toEqual(profile.histogram.map(({ count }) => count))
    expect(groups.map(({ name, counts }) => [name, counts.reduce((sum, count) => sum + count, 0)])).toEqual([
      ['a', 3],
      ['b', 1]
    ])
  })

  it('counts top values as a whole where there is no target', async () => {
    const { profile, groups } = unwrap(
      await readDistribution(await importText(small), { column: 'colour', target: null })
    )
    expect(profile.topValues.map(({ value }) => value)).toEqual(['blue', 'red'])
    expect(groups).toEqual([{ name: '', counts: [2, 2] }])
  })
})
