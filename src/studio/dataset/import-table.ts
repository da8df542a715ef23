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
import { loadTable, type ChosenKinds } from './load-table.ts'
import { measureTable } from './profile-table.ts'
import { readTableSource, type TableSource } from './read-table-source.ts'
import { scanSource, type ByteFacts } from './source-file.ts'
import type { TableDialect } from './table-dialect.ts'
import { writeColumns, type WrittenColumn } from './write-columns.ts'

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
const LOADED = 0.5
const MEASURED = 0.8

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
  const { path, signal } = work
  // The pass over all bytes goes on beside the read, which starts with what the first megabyte lets expect.
  const scanning = scanSource(path, signal)
  scanning.catch(() => undefined)
  let loaded = await readAndLoad(database, work)
  const scan = await scanning
  if (isContradicted(loaded, scan)) loaded = await readAndLoad(database, work, scan)
  if (!loaded.result.ok) return loaded.result
  const { dialect, types, chosen } = loaded.result.value
  const [countRow = []] = await database.rows('SELECT count(*) FROM t')
  const rowCount = Number(countRow[0] ?? 0)
  if (rowCount === 0) return fail(problem('dataset/header-only', { file: basename(path) }))
  const decided = await decideKinds(database, { dialect, types, chosen })
  const columns = await keepColumns(database, work, { columns: decided.columns, rowCount })
  const manifest: TableManifest = tableManifest.parse({
    version: 1,
    kind: 'table',
    id: work.id,
    name: basename(path),
    source: { kind: 'table', path, format: dialect.format, fingerprint: scan.fingerprint },
    fingerprint: scan.fingerprint,
    importedAt: Date.now(),
    sizeBytes: work.sizeBytes,
    notes: [...dialect.notes.map((note: Problem) => ({ problem: note, count: 1 })), ...decided.notes],
    rowCount,
    columns
  })
  signal?.throwIfAborted()
  await writeDurably(join(work.folder, MANIFEST_FILE), JSON.stringify(manifest))
  work.onProgress?.(1, importTexts.writing)
  return ok(manifest)
}

interface Loaded {
  readonly dialect: TableDialect
  readonly types: readonly string[]
  readonly chosen: ChosenKinds
}

interface Attempt {
  /** What was taken for granted; undefined where the start of the file could not be read at all. */
  readonly facts: ByteFacts | undefined
  readonly result: Checked<Loaded>
}

/** Whether the whole file turned out to be other than its start let expect, so that it has to be read again. */
const isContradicted = ({ facts, result }: Attempt, scan: ByteFacts): boolean =>
  facts === undefined
    ? !result.ok && result.problem.code === 'dataset/wrong-encoding' && scan.isUtf8
    : facts.isUtf8 !== scan.isUtf8 || (!facts.hasFragileNumbers && scan.hasFragileNumbers)

async function readAndLoad(database: ImportDatabase, work: Work, known?: ByteFacts): Promise<Attempt> {
  const { path, sizeBytes, temporary, signal, onProgress } = work
  const request = { path, sizeBytes, format: work.format ?? {}, temporary, signal, onProgress }
  const source = await readTableSource(database, request, known)
  if (!source.ok) return { facts: known, result: source }
  const { dialect, facts } = source.value
  const chosen = new Map<number, ColumnKind>()
  for (const { name, kind } of work.columns ?? []) {
    const index = dialect.columns.findIndex((column) => column.name === name)
    if (index < 0) return { facts, result: fail(problem('dataset/column-missing', { column: name })) }
    chosen.set(index, kind)
  }
  await database.widen(dialect.columns.length)
  const types = await load(database, source.value, { work, chosen })
  return { facts, result: types.ok ? ok({ dialect, chosen, types: types.value }) : types }
}

/** Reads the rows; a file that mixes line ends is rewritten once, since DuckDB refuses it. */
async function load(
  database: ImportDatabase,
  { path: from, dialect, facts }: TableSource,
  { work, chosen }: { work: Work; chosen: ChosenKinds }
): Promise<Checked<readonly string[]>> {
  const request = { path: from, name: work.path, dialect, chosen, hasFragileNumbers: facts.hasFragileNumbers }
  const tell = (): void =>
    work.onProgress?.(0.15 + (LOADED - 0.15) * (database.doneShare() ?? 0), importTexts.loading)
  const loaded = await whileWorking(loadTable(database, request), tell)
  if (loaded.ok || loaded.problem.code !== 'dataset/mixed-line-ends') return loaded
  const to = join(work.temporary, 'lines.csv')
  const rewritten = await rewriteAsUtf8({
    from,
    to,
    encoding: 'utf-8',
    signal: work.signal,
    unifyLineEnds: true
  })
  return rewritten.ok ? whileWorking(loadTable(database, { ...request, path: to }), tell) : rewritten
}

/** Profiles the columns and writes them to the cache. */
async function keepColumns(
  database: ImportDatabase,
  { folder, signal, onProgress }: Work,
  { columns, rowCount }: { columns: readonly LoadedColumn[]; rowCount: number }
): Promise<readonly WrittenColumn[]> {
  const measured = await measureTable(database, columns, rowCount)
  onProgress?.(MEASURED, importTexts.profiling)
  const onRows = (share: number): void => onProgress?.(MEASURED + (1 - MEASURED) * share, importTexts.writing)
  return writeColumns(database, { folder, columns: measured, rowCount, signal, onRows })
}
