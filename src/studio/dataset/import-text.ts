import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import {
  tableManifest,
  type ColumnProfile,
  type TableManifest
} from '../../shared/dataset/dataset-manifest.ts'
import type { DatasetSource } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { fileNames } from './column-writers.ts'
import { CodeCounts, describeColumn } from './describe-column.ts'
import { describeWords } from './describe-words.ts'
import { MANIFEST_FILE, writeDurably, writeFolder } from './dataset-folder.ts'
import { importTexts } from './import-progress.ts'
import type { ImportRequest } from './import-table.ts'
import { decodeHead, detectEncoding } from './encoding.ts'
import { factsOfHead, readHead } from './source-file.ts'
import { cutPassages, hasTextEnding, looksLikeTable, readText } from './text-file.ts'

/** Whether a file is running text rather than a table: by its ending, and by what its first lines look like. */
export async function isRunningText(path: string, sizeBytes: number): Promise<boolean> {
  if (!hasTextEnding(path)) return false
  const head = await readHead(path, sizeBytes)
  if (!head.ok) return true
  const text = decodeHead(head.value, detectEncoding(head.value, factsOfHead(head.value)))
  return !text.ok || !looksLikeTable(text.value)
}

/** Whether a folder's sub-folders hold text files, and no file of another kind first. */
export async function isTextFolder(folder: string): Promise<boolean> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const inside = await readdir(join(folder, entry.name), { withFileTypes: true }).catch(() => [])
    const first = inside.find((one) => one.isFile() && !one.name.startsWith('.'))
    if (first) return hasTextEnding(first.name)
  }
  return false
}

/**
 * Imports one text file as a table of passages, or a folder of text files as a table of texts with their classes.
 *
 * Output    the manifest; the folder is there whole, or not at all
 * Problems  those of readText; dataset/no-texts
 */
export async function importText(
  request: ImportRequest,
  { isFolder, sizeBytes }: { readonly isFolder: boolean; readonly sizeBytes: number }
): Promise<Checked<TableManifest>> {
  const read = isFolder ? await readClasses(request) : await readPassages(request, sizeBytes)
  if (!read.ok) return read
  request.signal?.throwIfAborted()
  request.onProgress?.(0.6, importTexts.profiling)
  return writeFolder(request.intoFolder, async (folder) => {
    const columns = []
    for (const [index, { name, kind, cells }] of read.value.columns.entries()) {
      columns.push(await writeWords(folder, { index, name, kind }, cells))
    }
    const manifest = tableManifest.parse({
      version: 1,
      kind: 'table',
      id: request.id,
      name: basename(request.path),
      source: read.value.source,
      fingerprint: read.value.source.fingerprint,
      importedAt: Date.now(),
      sizeBytes: read.value.sizeBytes,
      notes: [],
      rowCount: read.value.columns[0]?.cells.length ?? 0,
      columns
    })
    request.signal?.throwIfAborted()
    await writeDurably(join(folder, MANIFEST_FILE), JSON.stringify(manifest))
    request.onProgress?.(1, importTexts.writing)
    return ok(manifest)
  })
}

interface ReadTexts {
  readonly source: DatasetSource & { readonly fingerprint: string }
  readonly sizeBytes: number
  readonly columns: readonly {
    readonly name: string
    readonly kind: 'text' | 'category'
    readonly cells: readonly string[]
  }[]
}

async function readPassages({ path, format }: ImportRequest, sizeBytes: number): Promise<Checked<ReadTexts>> {
  const read = await readText(path, sizeBytes, format?.encoding)
  if (!read.ok) return read
  const { text, encoding, fingerprint } = read.value
  const cells = cutPassages(text)
  if (cells.length === 0) return fail(problem('dataset/empty-file', { file: basename(path) }))
  const source = { kind: 'text', path, encoding, fingerprint } as const
  return ok({ source, sizeBytes, columns: [{ name: 'text', kind: 'text', cells }] })
}

/** One row for each file, in the order of classes and names. Links are not followed. */
async function readClasses({ path, format, signal, onProgress }: ImportRequest): Promise<Checked<ReadTexts>> {
  const rows: { readonly text: string; readonly className: string; readonly file: string }[] = []
  const hash = createHash('sha256')
  let sizeBytes = 0
  const classes = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  for (const [index, { name: className }] of classes.sort(byName).entries()) {
    const files = (await readdir(join(path, className), { withFileTypes: true })).filter(
      (entry) => entry.isFile() && hasTextEnding(entry.name)
    )
    for (const { name } of files.sort(byName)) {
      signal?.throwIfAborted()
      const file = join(path, className, name)
      const size = (await stat(file)).size
      const read = await readText(file, size, format?.encoding)
      // A file without text is a row without text, which the profile counts.
      if (!read.ok && read.problem.code !== 'dataset/empty-file') return read
      hash.update(`${className}/${name}\0${read.ok ? read.value.fingerprint : ''}\0`)
      sizeBytes += size
      rows.push({ text: read.ok ? read.value.text.trim() : '', className, file: `${className}/${name}` })
    }
    onProgress?.((0.5 * (index + 1)) / classes.length, importTexts.loading)
  }
  if (rows.length === 0) return fail(problem('dataset/no-texts', { folder: basename(path) }))
  const column = (name: string, kind: 'text' | 'category', key: 'text' | 'className' | 'file') => ({
    name,
    kind,
    cells: rows.map((row) => row[key])
  })
  return ok({
    source: { kind: 'text', path, fingerprint: hash.digest('hex') },
    sizeBytes,
    columns: [
      column('file', 'category', 'file'),
      column('text', 'text', 'text'),
      column('class', 'category', 'className')
    ]
  })
}

const byName = (first: { name: string }, second: { name: string }): number =>
  first.name < second.name ? -1 : first.name > second.name ? 1 : 0

/** A column of words in the form of the cache, an empty cell missing; see cachedColumn. */
async function writeWords(
  folder: string,
  column: { readonly index: number; readonly name: string; readonly kind: 'text' | 'category' },
  cells: readonly string[]
): Promise<TableManifest['columns'][number]> {
  const present = [...new Set(cells.filter((cell) => cell !== ''))]
  // Classes are numbered in the order of their names, texts as they come.
  if (column.kind === 'category') present.sort()
  const codeOf = new Map(present.map((word, code) => [word, code]))
  const codes = Int32Array.from(cells, (cell) => codeOf.get(cell) ?? -1)
  const names = fileNames(column)
  await writeDurably(join(folder, names.file), new Uint8Array(codes.buffer))
  await writeDurably(join(folder, names.valuesFile ?? ''), JSON.stringify(present))
  const missingCount = codes.filter((code) => code < 0).length
  const counts = new CodeCounts()
  counts.add(codes)
  const measured = {
    ...column,
    valueCount: cells.length - missingCount,
    missingCount,
    distinctCount: present.length,
    range: null
  }
  const profile: ColumnProfile =
    column.kind === 'text'
      ? describeWords(measured, present, counts)
      : describeColumn(measured, undefined, counts.top(present))
  return { profile, ...names }
}
