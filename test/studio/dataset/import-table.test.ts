import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap, type Checked } from '../../../src/shared/core/checked.ts'
import { datasetId } from '../../../src/shared/core/ids.ts'
import type { Column } from '../../../src/shared/dataset/column.ts'
import type { DatasetManifest, TableManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import {
  importDataset,
  inspectSource,
  readManifest,
  type ImportRequest
} from '../../../src/studio/dataset/datasets.ts'
import { readTable } from '../../../src/studio/dataset/read-columns.ts'
import { temporaryFolder } from './temporary-folder.ts'

type Content = string | Uint8Array

async function importContent(
  content: Content,
  request: Partial<ImportRequest> = {}
): Promise<{ result: Checked<DatasetManifest>; folder: string; into: string }> {
  const folder = await temporaryFolder()
  const path = join(folder, 'data [1].csv')
  await writeFile(path, content)
  const into = join(folder, 'datasets', 'd1')
  const result = await importDataset({ path, intoFolder: into, id: datasetId.parse('d1'), ...request })
  return { result, folder, into }
}

async function tableOf(content: Content, request: Partial<ImportRequest> = {}) {
  const { result, into } = await importContent(content, request)
  const manifest = unwrap(result) as TableManifest
  return { manifest, columns: (await readTable(into, manifest)).columns }
}

const valuesOf = (column: Column | undefined): (number | string | null)[] => {
  if (!column) return []
  if ('values' in column) return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
  return Array.from(column.codes, (code) => column.categories[code] ?? null)
}
const kindsOf = (manifest: TableManifest): string[] => manifest.columns.map(({ profile }) => profile.kind)

describe('what a table is made of', () => {
  it('keeps numbers, words, dates and gaps in row order', async () => {
    const { manifest, columns } = await tableOf(
      'a,b,c\n1.5,red,2024-01-02\n,blue,2024-01-03\n-3,,\n2,red,2024-02-01\n'
    )
    expect(kindsOf(manifest)).toEqual(['number', 'category', 'date'])
    expect(columns.map(valuesOf)).toEqual([
      [1.5, null, -3, 2],
      ['red', 'blue', null, 'red'],
      [Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 3), null, Date.UTC(2024, 1, 1)]
    ])
  })

  it('profiles each column', async () => {
    const { manifest } = await tableOf('x,colour\n1,a\n2,a\n3,b\n4,\n')
    expect(manifest.columns[0]?.profile).toMatchObject({
      missingCount: 0,
      distinctCount: 4,
      range: { min: 1, max: 4, mean: 2.5, quartile1: 1.75, median: 2.5, quartile3: 3.25 }
    })
    expect(manifest.columns[0]?.profile.range?.standardDeviation).toBeCloseTo(Math.sqrt(5 / 3), 12)
    expect(manifest.columns[0]?.profile.histogram.map(({ count }) => count)).toEqual([1, 1, 1, 1])
    expect(manifest.columns[1]?.profile).toMatchObject({
      missingCount: 1,
      distinctCount: 2,
      topValues: [
        { value: 'a', count: 2 },
        { value: 'b', count: 1 }
      ]
    })
  })

  it.each([
    ['semicolons and decimal commas', 'a;b\n1,5;x\n2,25;y\n', [1.5, 2.25]],
    ['tabs', 'a\tb\n1\tx\n2\ty\n', [1, 2]],
    ['a byte order mark', '\ufeffa,b\n1,x\n2,y\n', [1, 2]],
    ['Windows line ends', 'a,b\r\n1,x\r\n2,y\r\n', [1, 2]],
    ['mixed line ends', 'a,b\r\n1,x\n2,y\r\n3,z\r\n', [1, 2, 3]],
    ['old Macintosh line ends', 'a,b\r1,x\r2,y\r', [1, 2]],
    ['blank lines', 'a,b\n1,x\n\n2,y\n\n', [1, 2]],
    ['no line end at the end', 'a,b\n1,x\n2,y', [1, 2]]
  ] as const)('reads %s', async (_, content, expected) => {
    const { columns } = await tableOf(content)
    expect(columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(valuesOf(columns[0])).toEqual(expected)
  })

  it('reads quotes with delimiters, line ends and quotes inside', async () => {
    const { columns } = await tableOf('a,b\n1,"x, ""y""\nz"\n2,"plain"\n')
    expect(valuesOf(columns[1])).toEqual(['x, "y"\nz', 'plain'])
  })

  it('reads a file without a header when told so', async () => {
    const { manifest, columns } = await tableOf('1,x\n2,y\n', { format: { hasHeader: false } })
    expect(columns.map(({ name }) => name)).toEqual(['column 1', 'column 2'])
    expect(manifest.rowCount).toBe(2)
  })

  const chinese = '城市,人口\n北京,2189\n上海,2487\n广州,1868\n深圳,1756\n杭州,1194\n成都,2094\n'
  it.each([
    ['utf-8', Buffer.from(chinese)],
    ['utf-16le', Buffer.from(`\ufeff${chinese}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${chinese}`, 'utf16le').swap16()],
    // The same words, written by Python's codecs.
    [
      'gb18030',
      Buffer.from(
        's8fK0CzIy7/aCrGxvqksMjE4OQrJz7qjLDI0ODcKuePW3SwxODY4Csnu29osMTc1Ngq6vNbdLDExOTQKs8m2vCwyMDk0Cg==',
        'base64'
      )
    ],
    [
      'big5',
      Buffer.from(
        'q7ClqyykSKRmCqVfqMosMjE4OQqkV678LDI0ODcKvHOmeywxODY4CrJgpmAsMTc1NgqqQ6Z7LDExOTQKpqizoywyMDk0Cg==',
        'base64'
      )
    ]
  ])('finds the encoding %s by itself', async (encoding, content) => {
    const { manifest, columns } = await tableOf(content)
    expect(manifest.source).toMatchObject({ format: { encoding } })
    expect(columns.map(({ name }) => name)).toEqual(['城市', '人口'])
    expect(valuesOf(columns[0])[1]).toBe('上海')
    expect(valuesOf(columns[1])[0]).toBe(2189)
  })
})

describe('values are never changed in silence', () => {
  it.each([
    ['leading zeros', 'id,x\n00123,1\n04567,2\n'],
    [
      'a leading zero late in the file',
      `id,x\n${Array.from({ length: 25_000 }, (_, row) => `${row + 10},1`).join('\n')}\n0077,1\n`
    ],
    ['ids beyond 2^53', 'id,x\n9007199254740993,1\n9007199254740995,2\n'],
    ['ids beyond 2^63', 'id,x\n12345678901234567890123,1\n2,2\n']
  ])('keeps %s as words', async (_, content) => {
    const { manifest, columns } = await tableOf(content)
    expect(kindsOf(manifest)[0]).not.toBe('number')
    const lines = content.trim().split('\n').slice(1)
    expect(valuesOf(columns[0])).toEqual(lines.map((line) => line.split(',')[0]))
  })

  it('counts the cells of a number column that are no numbers, with their rows', async () => {
    const rows = Array.from({ length: 100 }, (_, row) => (row === 6 ? '?' : row === 41 ? 'n/a' : String(row)))
    const { manifest, columns } = await tableOf(`x,y\n${rows.map((value) => `${value},1`).join('\n')}\n`)
    expect(kindsOf(manifest)[0]).toBe('number')
    expect(valuesOf(columns[0]).slice(5, 8)).toEqual([5, null, 7])
    expect(manifest.notes).toMatchObject([
      {
        count: 2,
        problem: { code: 'dataset/cells-not-read', values: { column: 'x', examples: '7: “?”, 42: “n/a”' } }
      }
    ])
  })

  it('takes a number column with many words for categories', async () => {
    const { manifest } = await tableOf('x,y\n1,1\ntwo,1\n3,1\nfour,1\n')
    expect(kindsOf(manifest)[0]).toBe('category')
    expect(manifest.notes).toEqual([])
  })

  it('finds a word that comes long after the rows from which types are told', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => `${row + 1},${row % 2 === 0 ? 'a' : 'b'}`)
    const { manifest, columns } = await tableOf(`x,y\n${rows.join('\n')}\noops,a\n`)
    expect(kindsOf(manifest)).toEqual(['number', 'category'])
    expect(manifest.notes).toMatchObject([{ count: 1, problem: { values: { examples: '30001: “oops”' } } }])
    expect(valuesOf(columns[0]).at(-1)).toBeNull()
  })

  it('counts infinite and undefined numbers as missing, and says so', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => String(row + 0.5))
    const { manifest } = await tableOf(`x,y\n${rows.join(',1\n')},1\ninf,1\nnan,1\n`)
    expect(manifest.columns[0]?.profile).toMatchObject({ kind: 'number', missingCount: 2 })
    expect(manifest.notes).toMatchObject([{ count: 2, problem: { code: 'dataset/cells-not-read' } }])
  })

  it('profiles numbers whose squares leave the range of a 64-bit float', async () => {
    const { manifest } = await tableOf('x,y\n1e200,1\n3e200,2\n')
    const range = manifest.columns[0]?.profile.range
    expect(range).toMatchObject({ min: 1e200, max: 3e200, mean: 2e200 })
    expect((range?.standardDeviation ?? 0) / 1e200).toBeCloseTo(Math.SQRT2, 9)
  })

  it('reads a column as the kind the person chose', async () => {
    const columns = [
      { name: 'x', kind: 'category' as const },
      { name: 'y', kind: 'number' as const }
    ]
    const { manifest, columns: read } = await tableOf('x,y\n1.50,1\n2,b\n', { columns })
    expect(kindsOf(manifest)).toEqual(['category', 'number'])
    expect(read.map(valuesOf)).toEqual([
      ['1.50', '2'],
      [1, null]
    ])
    expect(manifest.notes).toMatchObject([{ problem: { values: { column: 'y', count: 1 } } }])
  })

  it('renames empty and repeated column names, visibly', async () => {
    const { manifest, columns } = await tableOf('a,,a,"SELECT 1; --"\n1,2,3,4\n')
    expect(columns.map(({ name }) => name)).toEqual(['a', 'column 2', 'a (2)', 'SELECT 1; --'])
    expect(manifest.notes.map(({ problem }) => problem.code)).toEqual([
      'dataset/column-without-name',
      'dataset/column-name-repeated'
    ])
  })
})

describe('bad input is refused with a reason, and leaves nothing behind', () => {
  it.each([
    ['an empty file', '', 'dataset/empty-file'],
    ['a file of blanks', '\n\n  \n', 'dataset/empty-file'],
    ['a header only', 'a,b,c\n', 'dataset/header-only'],
    ['a short row', 'a,b,c\n1,2,3\n4,5\n', 'dataset/ragged-row'],
    ['a quote that never ends', 'a,b\n1,"x\n2,y\n', 'dataset/open-quote'],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'dataset/binary-file'],
    [
      'random bytes',
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)),
      'dataset/binary-file'
    ],
    ['a line of two million characters', `a,b\n1,${'x'.repeat(2_100_000)}\n`, 'dataset/line-too-long'],
    ['a single line without end', 'x'.repeat(2_100_000), 'dataset/line-too-long'],
    [
      '100,000 columns',
      `${Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(',')}\n${'1,'.repeat(99_999)}1\n`,
      'dataset/too-many-columns'
    ]
  ])('%s', async (_, content, code) => {
    const { result, folder } = await importContent(content)
    expect(result).toMatchObject({ ok: false, problem: { code } })
    expect(await readdir(join(folder, 'datasets')).catch(() => [])).toEqual([])
  })

  it('names the line of a ragged row, with what was expected and found', async () => {
    const { result } = await importContent('a,b,c\n1,2,3\n4,"x\ny",6\n7,8,9,10\n')
    expect(!result.ok && result.problem.message).toBe('Line 5: expected 3 fields, found 4.')
  })

  it('refuses bytes that are not of the encoding the person chose', async () => {
    const { result } = await importContent(
      Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x31, 0x2c, 0xff, 0xfe, 0x0a]),
      { format: { encoding: 'utf-8' } }
    )
    expect(result).toMatchObject({ ok: false, problem: { code: 'dataset/wrong-encoding' } })
  })

  it('tells a missing file, a device, and a file without permission apart', async () => {
    const folder = await temporaryFolder()
    const attempt = (path: string) =>
      importDataset({ path, intoFolder: join(folder, 'd1'), id: datasetId.parse('d1') })
    expect(await attempt(join(folder, 'nothing.csv'))).toMatchObject({
      problem: { code: 'dataset/file-not-found' }
    })
    expect(await attempt('/dev/null')).toMatchObject({ problem: { code: 'dataset/special-file' } })
    await symlink(join(folder, 'nowhere'), join(folder, 'link.csv'))
    expect(await attempt(join(folder, 'link.csv'))).toMatchObject({
      problem: { code: 'dataset/file-not-found' }
    })
    if (process.getuid?.() === 0) return
    await writeFile(join(folder, 'secret.csv'), 'a\n1\n')
    await chmod(join(folder, 'secret.csv'), 0o000)
    expect(await attempt(join(folder, 'secret.csv'))).toMatchObject({
      problem: { code: 'dataset/no-permission' }
    })
  })
})

describe('an import that is cancelled', () => {
  it.each([0.05, 0.3, 0.9])('leaves nothing behind when stopped at %s', async (share) => {
    const folder = await temporaryFolder()
    const path = join(folder, 'big.csv')
    await writeFile(path, `a,b,c\n${'1.5,some words,3\n'.repeat(400_000)}`)
    await mkdir(join(folder, 'datasets'))
    const controller = new AbortController()
    const importing = importDataset({
      path,
      intoFolder: join(folder, 'datasets', 'd1'),
      id: datasetId.parse('d1'),
      signal: controller.signal,
      onProgress: (done) => {
        if (done >= share) controller.abort(new Error('cancelled by the test'))
      }
    })
    await expect(importing).rejects.toThrow('cancelled by the test')
    expect(await readdir(join(folder, 'datasets'))).toEqual([])
  })

  it('clears what a killed import left before it starts again', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'd1.partial'))
    await writeFile(join(folder, 'd1.partial', 'column-0.f64'), 'half')
    await writeFile(join(folder, 'x.csv'), 'a\n1\n2\n')
    unwrap(
      await importDataset({
        path: join(folder, 'x.csv'),
        intoFolder: join(folder, 'd1'),
        id: datasetId.parse('d1')
      })
    )
    expect((await readdir(folder)).sort()).toEqual(['d1', 'x.csv'])
    expect((await readdir(join(folder, 'd1'))).sort()).toEqual(['column-0.f64', 'dataset.json'])
    expect(unwrap(await readManifest(join(folder, 'd1'))).name).toBe('x.csv')
  })
})

describe('inspectSource', () => {
  it('shows format, kinds and first rows without importing', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'x.csv'), 'id;v\n007;1,5\n008;2,5\n')
    expect(unwrap(await inspectSource(join(folder, 'x.csv')))).toEqual({
      kind: 'table',
      name: 'x.csv',
      sizeBytes: 21,
      format: { delimiter: ';', quote: '"', hasHeader: true, encoding: 'utf-8', decimalMark: ',' },
      columns: [
        { name: 'id', kind: 'category' },
        { name: 'v', kind: 'number' }
      ],
      rows: [
        ['007', '1,5'],
        ['008', '2,5']
      ]
    })
  })
})
