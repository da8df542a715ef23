import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fail, ok, type Checked, type Problem } from '../../shared/core/checked.ts'
import type { DatasetId } from '../../shared/core/ids.ts'
import type { ColumnKind } from '../../shared/dataset/column.ts'
import { tableManifest, type TableManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { TableFormat } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { MANIFEST_FILE, writeDurably, writeFolder } from './dataset-folder.ts'
import { decideKinds, type LoadedColumn } from './decide-kinds.ts'
import { openImportDatabase, type ImportDatabase } from './duckdb.ts'
import { rewriteAsUtf8 } from './encoding.ts'
import { importTexts, whileWorking, type ImportProgress } from './import-progress.ts'
import { loadTable, type LoadRequest } from './load-table.ts'
import { profileTable } from './profile-table.ts'
import { readTableSource, type TableSource } from './read-table-source.ts'
import { writeColumns } from './write-columns.ts'

export interface ImportRequest {
  /** An absolute path the person chose. */
  readonly path: string
  readonly format?: Partial<TableFormat> | undefined
  /** Kinds that the person chose, by column name. */
  readonly columns?: readonly { readonly name: string; readonly kind: ColumnKind }[] | undefined
  /** The dataset's own folder; it must not exist yet. */
  readonly intoFolder: string
  readonly id: DatasetId
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ImportProgress | undefined
}

/** Shares of the time an import takes up to the end of each part, measured on a 210 MB file. */
const LOADED = 0.55
const PROFILED = 0.8

/**
 * Imports a text file as a table: typed columns in a cache, with the profile of each.
 *
 * Output    the manifest; the folder is there whole, or not at all
 * Problems  those of readTableSource and loadTable; dataset/header-only
 * Throws    the signal's reason when it is aborted
 */
export async function importTable(
  request: ImportRequest,
  sizeBytes: number
): Promise<Checked<TableManifest>> {
  return writeFolder(request.intoFolder, async (folder) => {
    const temporary = join(folder, 'temporary')
    await mkdir(temporary)
    const database = await openImportDatabase(temporary, request.signal)
    try {
      return await importInto(database, { ...request, folder, temporary, sizeBytes })
    } finally {
      database.close()
      await rm(temporary, { recursive: true, force: true })
    }
  })
}

interface Work extends ImportRequest {
  readonly folder: string
  readonly temporary: string
  readonly sizeBytes: number
}

async function importInto(database: ImportDatabase, work: Work): Promise<Checked<TableManifest>> {
  const { path, sizeBytes, temporary, signal, onProgress } = work
  const source = await readTableSource(database, {
    path,
    sizeBytes,
    format: work.format ?? {},
    temporary,
    signal,
    onProgress
  })
  if (!source.ok) return source
  const { dialect, scan } = source.value
  const chosen = new Map<number, ColumnKind>()
  for (const { name, kind } of work.columns ?? []) {
    const index = dialect.columns.findIndex((column) => column.name === name)
    if (index < 0) return fail(problem('dataset/column-missing', { column: name }))
    chosen.set(index, kind)
  }
  const types = await load(database, source.value, { work, chosen })
  if (!types.ok) return types
  const [countRow = []] = await database.rows('SELECT count(*) FROM t')
  const rowCount = Number(countRow[0] ?? 0)
  if (rowCount === 0) return fail(problem('dataset/header-only', { file: basename(path) }))
  const decided = await decideKinds(database, { dialect, types: types.value, chosen })
  const columns = await keepColumns(database, work, { columns: decided.columns, rowCount })
  const manifest: TableManifest = tableManifest.parse({
    version: 1,
    kind: 'table',
    id: work.id,
    name: basename(path),
    source: { kind: 'table', path, format: dialect.format, fingerprint: scan.fingerprint },
    fingerprint: scan.fingerprint,
    importedAt: Date.now(),
    sizeBytes,
    notes: [...dialect.notes.map((note: Problem) => ({ problem: note, count: 1 })), ...decided.notes],
    rowCount,
    columns
  })
  signal?.throwIfAborted()
  await writeDurably(join(work.folder, MANIFEST_FILE), JSON.stringify(manifest))
  onProgress?.(1, importTexts.writing)
  return ok(manifest)
}

/** Reads the rows; a file that mixes line ends is rewritten once, since DuckDB refuses it. */
async function load(
  database: ImportDatabase,
  source: TableSource,
  { work, chosen }: { work: Work; chosen: LoadRequest['chosen'] }
): Promise<Checked<readonly string[]>> {
  const request = {
    path: source.path,
    name: work.path,
    dialect: source.dialect,
    chosen,
    hasFragileNumbers: source.scan.hasFragileNumbers
  }
  const tell = (): void =>
    work.onProgress?.(0.15 + (LOADED - 0.15) * (database.doneShare() ?? 0), importTexts.loading)
  const loaded = await whileWorking(loadTable(database, request), tell)
  if (loaded.ok || loaded.problem.code !== 'dataset/mixed-line-ends') return loaded
  const path = join(work.temporary, 'lines.csv')
  const rewritten = await rewriteAsUtf8({
    from: source.path,
    to: path,
    encoding: 'utf-8',
    signal: work.signal,
    unifyLineEnds: true
  })
  return rewritten.ok ? whileWorking(loadTable(database, { ...request, path }), tell) : rewritten
}

/** Profiles the columns and writes them to the cache. */
async function keepColumns(
  database: ImportDatabase,
  { folder, signal, onProgress }: Work,
  { columns, rowCount }: { columns: readonly LoadedColumn[]; rowCount: number }
): Promise<TableManifest['columns']> {
  let profiled = 0
  const profiles = await profileTable(database, {
    columns,
    rowCount,
    onColumn: () => {
      profiled += 1
      onProgress?.(LOADED + (PROFILED - LOADED) * (profiled / columns.length), importTexts.profiling)
    }
  })
  const files = await writeColumns(database, {
    folder,
    columns,
    profiles,
    rowCount,
    signal,
    onRows: (share) => onProgress?.(PROFILED + (1 - PROFILED) * share, importTexts.writing)
  })
  return profiles.map((profile, index) => ({
    profile,
    file: files[index]?.file ?? '',
    valuesFile: files[index]?.valuesFile ?? null
  }))
}
