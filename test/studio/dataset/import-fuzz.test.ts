import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasetId } from '../../../src/shared/core/ids.ts'
import { importDataset } from '../../../src/studio/dataset/datasets.ts'
import { readTable } from '../../../src/studio/dataset/read-columns.ts'
import { temporaryFolder } from './temporary-folder.ts'

// Anything a cell may hold; a lone surrogate cannot be written as UTF-8, and NUL is no text.
const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'))
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

describe('a CSV file written by the rules', () => {
  it('comes back cell by cell, whatever the cells hold', async () => {
    const folder = await temporaryFolder()
    let count = 0
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 })
      )
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        async (rows, delimiter, lineEnd) => {
          count += 1
          const header = (rows[0] ?? []).map((_, index) => `"c ${index}"`)
          const lines = [header, ...rows.map((row) => row.map(quoted))].map((fields) =>
            fields.join(delimiter)
          )
          const path = join(folder, `${count}.csv`)
          await writeFile(path, lines.join(lineEnd) + lineEnd)
          const columns = header.map((_, index) => ({ name: `c ${index}`, kind: 'category' as const }))
          const into = join(folder, `d${count}`)
          const result = await importDataset({
            path,
            columns,
            format: { delimiter, hasHeader: true, encoding: 'utf-8' },
            intoFolder: into,
            id: datasetId.parse(`d${count}`)
          })
          if (!result.ok || result.value.kind !== 'table') throw new Error(JSON.stringify(result))
          const read = (await readTable(into, result.value)).columns.map((column) =>
            'codes' in column ? Array.from(column.codes, (code) => column.categories[code] ?? null) : []
          )
          expect(read).toEqual(header.map((_, index) => rows.map((row) => row[index] || null)))
        }
      ),
      { numRuns: 25 }
    )
  })
})

describe('any bytes at all', () => {
  it('are imported or refused with a problem, never with an error', async () => {
    const folder = await temporaryFolder()
    let count = 0
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        '1',
        '0',
        '.',
        ',',
        ';',
        '"',
        "'",
        '\n',
        '\r',
        '\t',
        '#',
        ' ',
        '中',
        '-',
        'e'
      ),
      maxLength: 60
    })
    const bytes = fc.oneof(
      text.map((content) => Buffer.from(content)),
      fc.uint8Array({ maxLength: 60 }).map((content) => Buffer.from(content))
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        count += 1
        const path = join(folder, `${count}.csv`)
        await writeFile(path, content)
        const id = datasetId.parse(`d${count}`)
        const result = await importDataset({ path, intoFolder: join(folder, id), id })
        if (!result.ok) expect(result.problem.code).toMatch(/^dataset\//u)
      }),
      { numRuns: 60 }
    )
  })
})
