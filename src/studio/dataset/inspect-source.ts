import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { TableFormat } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { StudioOutput } from '../../shared/rpc/studio-api.ts'
import { openImportDatabase } from './duckdb.ts'
import { listImageFiles } from './image-files.ts'
import { isRunningText, isTextFolder } from './import-text.ts'
import { readTableSource } from './read-table-source.ts'
import { checkSource } from './source-file.ts'
import { cutPassages, readText } from './text-file.ts'
import { guessKind } from './table-dialect.ts'

type Inspection = StudioOutput<'datasets.inspect'>

/**
 * Looks at a chosen file or folder without importing it.
 *
 * Output    a table's format, columns and first 100 rows; or a folder's classes with their number of files
 * Problems  those of checkSource, readTableSource and listImageFiles
 */
export async function inspectSource(
  path: string,
  format: Partial<TableFormat> = {}
): Promise<Checked<Inspection>> {
  const source = await checkSource(path)
  if (!source.ok) return source
  const isFolder = source.value.isDirectory()
  const { size } = source.value
  if (await (isFolder ? isTextFolder(path) : isRunningText(path, size)))
    return isFolder ? inspectTextFolder(path) : inspectText(path, size, format)
  return isFolder ? inspectFolder(path) : inspectTable(path, size, format)
}

/** The first passages, as a table of one column; of its format only the encoding can be chosen. */
async function inspectText(
  path: string,
  sizeBytes: number,
  format: Partial<TableFormat>
): Promise<Checked<Inspection>> {
  const read = await readText(path, sizeBytes, format.encoding)
  if (!read.ok) return read
  const { text, encoding } = read.value
  return ok({
    kind: 'table',
    name: basename(path),
    sizeBytes,
    format: { ...textFormat, encoding },
    columns: [{ name: 'text', kind: 'text' }],
    rows: cutPassages(text)
      .slice(0, 100)
      .map((passage) => [passage.slice(0, 500)])
  })
}

const textFormat = {
  delimiter: '\t',
  quote: '',
  hasHeader: false,
  encoding: 'utf-8',
  decimalMark: '.'
} as const

async function inspectTextFolder(path: string): Promise<Checked<Inspection>> {
  const classes = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  return ok({
    kind: 'table',
    name: basename(path),
    sizeBytes: 0,
    format: textFormat,
    columns: [
      { name: 'file', kind: 'category' },
      { name: 'text', kind: 'text' },
      { name: 'class', kind: 'category' }
    ],
    rows: classes.slice(0, 100).map(({ name }) => [`${name}/…`, '', name])
  })
}

async function inspectTable(
  path: string,
  sizeBytes: number,
  format: Partial<TableFormat>
): Promise<Checked<Inspection>> {
  const temporary = await mkdtemp(join(tmpdir(), 'layerwright-'))
  const database = await openImportDatabase(temporary)
  try {
    const read = await readTableSource(database, { path, sizeBytes, format, temporary })
    if (!read.ok) return read
    const { dialect } = read.value
    return ok({
      kind: 'table',
      name: basename(path),
      sizeBytes,
      format: dialect.format,
      columns: dialect.columns.map(({ name, type }, index) => ({
        name,
        kind: guessKind(
          type,
          dialect.rows.map((row) => row[index] ?? '')
        )
      })),
      rows: dialect.rows.map((row) => [...row])
    })
  } finally {
    database.close()
    await rm(temporary, { recursive: true, force: true })
  }
}

async function inspectFolder(path: string): Promise<Checked<Inspection>> {
  const listed = await listImageFiles(path)
  if (!listed.ok) return listed
  const { files, classes } = listed.value
  if (files.length === 0) return fail(problem('dataset/no-class-folders', { folder: basename(path) }))
  const counts = Map.groupBy(files, ({ className }) => className)
  return ok({
    kind: 'images',
    name: basename(path),
    sizeBytes: 0,
    classes: classes.map((name) => ({ name, imageCount: counts.get(name)?.length ?? 0 }))
  })
}
