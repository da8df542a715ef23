import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap, type Checked } from '../../../src/shared/core/checked.ts'
import { datasetId } from '../../../src/shared/core/ids.ts'
import type { DatasetManifest, TableManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import { importDataset, inspectSource, suggestDataset } from '../../../src/studio/dataset/datasets.ts'
import { readTable } from '../../../src/studio/dataset/read-columns.ts'
import { temporaryFolder } from './temporary-folder.ts'

interface Imported {
  readonly found: Checked<DatasetManifest>
  readonly folder: string
  readonly path: string
}

async function importBytes(bytes: Uint8Array | string, name = 'a.txt', encoding?: string): Promise<Imported> {
  const parent = await temporaryFolder()
  const path = join(parent, name)
  writeFileSync(path, bytes)
  return importPath(path, encoding)
}

async function importPath(path: string, encoding?: string): Promise<Imported> {
  const folder = join(await temporaryFolder(), 'd1')
  const format = encoding === undefined ? {} : { format: { encoding } }
  return {
    found: await importDataset({ path, intoFolder: folder, id: datasetId.parse('d1'), ...format }),
    folder,
    path
  }
}

async function rowsOf({ found, folder }: Imported): Promise<(string | undefined)[]> {
  const table = await readTable(folder, unwrap(found) as TableManifest)
  const column = table.columns.find(({ name }) => name === 'text')
  if (!column || !('codes' in column)) throw new Error('no text')
  return Array.from(column.codes, (code) => column.categories[code])
}

const poem = '春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。'
const gb18030 = Buffer.from('b4bac3dfb2bbbef5cffea3acb4a6b4a6cec5cce4c4f1a1a3', 'hex')
const big5 = Buffer.from('acf4af54a4a3c4b1bee5a141b342b342bb44b2cfb3bea143'.replaceAll(' ', ''), 'hex')
const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

describe('a text file', () => {
  it('becomes one row for each passage between blank lines', async () => {
    expect(await rowsOf(await importBytes(`${poem}\r\n\r\n  \r\n第二首\n\n`))).toEqual([poem, '第二首'])
  })

  it('becomes one row for each line where there are no blank lines', async () => {
    expect(await rowsOf(await importBytes('one\ntwo\n'))).toEqual(['one', 'two'])
  })

  it.each([
    ['gb18030', Buffer.concat([gb18030, Buffer.from('0a'.repeat(1), 'hex'), gb18030])],
    ['utf-16le', utf16('春眠不觉晓，处处闻啼鸟。\n春眠不觉晓，处处闻啼鸟。')]
  ])('is read in %s', async (encoding, bytes) => {
    const imported = await importBytes(bytes)
    expect(unwrap(imported.found).source).toMatchObject({ kind: 'text', encoding })
    expect(await rowsOf(imported)).toEqual(['春眠不觉晓，处处闻啼鸟。', '春眠不觉晓，处处闻啼鸟。'])
  })

  it('is read in the encoding that the person names', async () => {
    const imported = await importBytes(big5, 'a.txt', 'big5')
    expect(unwrap(imported.found).source).toMatchObject({ encoding: 'big5' })
    expect((await rowsOf(imported))[0]).toHaveLength(12)
  })

  it('of one giant line becomes passages that lose nothing and cut no character in two', async () => {
    const line = '😀字'.repeat(20_000)
    const rows = await rowsOf(await importBytes(line))
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.join('')).toBe(line)
    for (const row of rows) expect(row).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/u)
  })

  it.each([
    [
      'invalid bytes',
      Buffer.concat([Buffer.from(`${poem}\n`.repeat(30)), Buffer.from([0xff, 0xfe, 0x80])]),
      'utf-8',
      61
    ],
    [
      'two encodings in one file',
      Buffer.concat([Buffer.from(`${poem}\n`.repeat(200)), gb18030, Buffer.from(`\n${poem}\n`.repeat(200))]),
      'utf-8',
      401
    ]
  ])('with %s is refused with the line', async (_, bytes, encoding, line) => {
    const { found } = await importBytes(bytes)
    expect(found.ok ? undefined : found.problem).toMatchObject({
      code: 'dataset/text-unmarked-bytes',
      values: { encoding, line }
    })
  })

  it.each([
    ['nothing', ''],
    ['only blanks', ' \n \n\t\n']
  ])('with %s is refused', async (_, text) => {
    const { found } = await importBytes(text)
    expect(found.ok ? undefined : found.problem.code).toBe('dataset/empty-file')
  })

  it('that is a table with another ending is read as a table', async () => {
    const { found } = await importBytes('a\tb\n1\tx\n2\ty\n3\tx\n')
    expect(unwrap(found).source.kind).toBe('table')
  })

  it('is shown before the import as it will be read', async () => {
    const { path } = await importBytes(`${poem}\n\n另一首`)
    expect(unwrap(await inspectSource(path))).toMatchObject({
      kind: 'table',
      columns: [{ name: 'text', kind: 'text' }],
      rows: [[poem], ['另一首']]
    })
  })

  it('is suggested as a text to go on with, characters for Chinese and learned parts of words for English', async () => {
    const chinese = await importBytes(`${poem}\n\n`.repeat(30))
    expect(unwrap(chinese.found).kind).toBe('table')
    const kinds = (spec: { steps: { kind: string }[] }): string[] => spec.steps.map(({ kind }) => kind)
    const spec = unwrap(await suggestDataset(chinese.folder))
    expect(spec.task).toBe('generation')
    expect(kinds(spec)).toEqual(['segmentText', 'vocabulary', 'tokenWindows'])
    const english = await importBytes('The cat sat on the mat.\n\n'.repeat(30))
    expect(unwrap(english.found).kind).toBe('table')
    expect(kinds(unwrap(await suggestDataset(english.folder)))).toEqual(['bytePairEncoding', 'tokenWindows'])
  })
})

describe('a folder of text files for each class', () => {
  it('becomes a table of texts with their classes, an empty file a missing text', async () => {
    const parent = await temporaryFolder()
    for (const [file, text] of [
      ['song/1.txt', poem],
      ['song/2.txt', ''],
      ['tang/1.txt', 'second'],
      ['tang/readme.pdf', 'x']
    ] as const) {
      mkdirSync(join(parent, file, '..'), { recursive: true })
      writeFileSync(join(parent, file), text)
    }
    const imported = await importPath(parent)
    expect(await rowsOf(imported)).toEqual([poem, undefined, 'second'])
    const spec = unwrap(await suggestDataset(imported.folder))
    expect(spec).toMatchObject({ task: 'classification', source: { kind: 'text' } })
    expect(spec.columns.map(({ name, role }) => [name, role])).toEqual([
      ['file', 'ignored'],
      ['text', 'feature'],
      ['class', 'target']
    ])
  })
})

it('describes texts: lengths, scripts, words, doubles, empty ones and hidden characters', async () => {
  const imported = await importBytes('The cat\nThe cat\n猫猫猫\nsafe\u202Etxt\n')
  const manifest = unwrap(imported.found) as TableManifest
  expect(manifest.columns[0]?.profile.text).toMatchObject({
    lengths: { min: 3, max: 8 },
    duplicateCount: 1,
    controlCount: 1,
    scripts: [
      { name: 'Latin', share: 19 / 22 },
      { name: 'Han', share: 3 / 22 }
    ]
  })
  expect(manifest.columns[0]?.profile.text?.topWords[0]).toEqual({ value: 'The', count: 2 })
})
