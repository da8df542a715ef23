import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { TableFormat } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { StudioOutput } from '../../shared/rpc/studio-api.ts'
import { openImportDatabase } from './duckdb.ts'
import { listImageFiles } from './image-files.ts'
import { readTableSource } from './read-table-source.ts'
import { checkSource } from './source-file.ts'
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
  return source.value.isDirectory() ? inspectFolder(path) : inspectTable(path, source.value.size, format)
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
