import { createWriteStream, type WriteStream } from 'node:fs'
import { open, writeFile, type FileHandle } from 'node:fs/promises'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api'
import type { LoadedColumn } from './decide-kinds.ts'
import type { ImportDatabase } from './duckdb.ts'
import { numericSql, type MeasuredColumn } from './profile-table.ts'

/** Up to this many different values DuckDB numbers them itself; above, they are numbered as they come. */
const MAX_ENUM_VALUES = 50_000
/** Columns written in one pass over the table; each has a file open. */
const BATCH = 64
const BUFFER_BYTES = 1 << 20

export interface WrittenColumn {
  readonly file: string
  readonly valuesFile: string | null
}

interface Request {
  readonly folder: string
  readonly columns: readonly MeasuredColumn[]
  readonly onRows: (doneShare: number) => void
  readonly rowCount: number
  readonly signal?: AbortSignal | undefined
}

/** Writes the columns of table `t` as the dataset's cache; see cachedColumn for the format. */
export async function writeColumns(
  database: ImportDatabase,
  request: Request
): Promise<readonly WrittenColumn[]> {
  const { columns } = request
  for (let start = 0; start < columns.length; start += BATCH) {
    await writeBatch(database, { ...request, columns: columns.slice(start, start + BATCH) }, (share) => {
      request.onRows((start + share * Math.min(BATCH, columns.length - start)) / columns.length)
    })
  }
  return columns.map(fileNames)
}

const fileNames = ({ index, kind }: LoadedColumn): WrittenColumn =>
  kind === 'number' || kind === 'date'
    ? { file: `column-${index}.f64`, valuesFile: null }
    : { file: `column-${index}.i32`, valuesFile: `column-${index}.values.json` }

interface ColumnWriter {
  readonly sql: string
  write(vector: DuckDBVector, rowCount: number): Promise<void>
  close(): Promise<void>
}

async function writeBatch(
  database: ImportDatabase,
  request: Request,
  onShare: (share: number) => void
): Promise<void> {
  const writers: ColumnWriter[] = []
  try {
    for (const column of request.columns) writers.push(await openWriter(database, column, request))
    const result = await database.stream(`SELECT ${writers.map(({ sql }) => sql).join(', ')} FROM t`)
    let done = 0
    for (;;) {
      request.signal?.throwIfAborted()
      const chunk: DuckDBDataChunk | null = await result.fetchChunk()
      if (!chunk || chunk.rowCount === 0) break
      for (const [index, writer] of writers.entries())
        await writer.write(chunk.getColumnVector(index), chunk.rowCount)
      done += chunk.rowCount
      onShare(done / Math.max(1, request.rowCount))
    }
  } finally {
    // Files are forced to the disk side by side, not one after the other.
    await Promise.all(writers.map((writer) => writer.close()))
  }
}

async function openWriter(
  database: ImportDatabase,
  column: MeasuredColumn,
  { folder }: Request
): Promise<ColumnWriter> {
  const { file, valuesFile } = fileNames(column)
  const path = join(folder, file)
  const name = `c${column.index}`
  if (valuesFile === null)
    return openNumberWriter(`coalesce(${numericSql(column)}::DOUBLE, 'nan'::DOUBLE)`, path)
  if (column.distinctCount > MAX_ENUM_VALUES) return openWordWriter(name, path, join(folder, valuesFile))
  const rows = await database.rows(
    `SELECT DISTINCT ${name} FROM t WHERE ${name} IS NOT NULL ORDER BY ${name}`
  )
  await writeFile(join(folder, valuesFile), JSON.stringify(rows.map(([value]) => String(value))))
  let sql = '(-1)::INTEGER'
  if (rows.length > 0) {
    await database.run(
      `CREATE TYPE e${column.index} AS ENUM (SELECT DISTINCT ${name} FROM t WHERE ${name} IS NOT NULL ORDER BY ${name})`
    )
    sql = `coalesce(enum_code(${name}::e${column.index})::INTEGER, -1)`
  }
  return openNumberWriter(sql, path)
}

async function openNumberWriter(sql: string, path: string): Promise<ColumnWriter> {
  const out = await openNumberFile(path)
  return { sql, write: (vector, rowCount) => out.write(itemsOf(vector, rowCount)), close: () => out.close() }
}

/** Words too many for an enum: each gets the next number when it first comes, and goes straight to the file. */
async function openWordWriter(sql: string, path: string, valuesPath: string): Promise<ColumnWriter> {
  const out = await openNumberFile(path)
  const codes = new Map<string, number>()
  const values = createWriteStream(valuesPath)
  values.write('[')
  return {
    sql,
    async write(vector, rowCount) {
      const items = new Int32Array(rowCount).fill(-1)
      let added = ''
      for (let row = 0; row < rowCount; row += 1) {
        const value = vector.getItem(row)
        if (typeof value !== 'string') continue
        let code = codes.get(value)
        if (code === undefined) {
          code = codes.size
          codes.set(value, code)
          added += `${code === 0 ? '' : ','}${JSON.stringify(value)}`
        }
        items[row] = code
      }
      await writeAll(values, added)
      await out.write(items)
    },
    async close() {
      values.end(']')
      await finished(values)
      await out.close()
    }
  }
}

async function writeAll(stream: WriteStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain')
}

interface NumberFile {
  write(items: Float64Array | Int32Array): Promise<void>
  close(): Promise<void>
}

/** A file of numbers, written a megabyte at a time. */
async function openNumberFile(path: string): Promise<NumberFile> {
  const handle: FileHandle = await open(path, 'w')
  const buffer = Buffer.alloc(BUFFER_BYTES)
  let filled = 0
  const flush = async (): Promise<void> => {
    let written = 0
    while (written < filled) written += (await handle.write(buffer, written, filled - written)).bytesWritten
    filled = 0
  }
  return {
    async write(items) {
      const bytes = new Uint8Array(items.buffer, items.byteOffset, items.byteLength)
      if (filled + bytes.length > BUFFER_BYTES) await flush()
      buffer.set(bytes, filled)
      filled += bytes.length
    },
    async close() {
      try {
        await flush()
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
  }
}

/**
 * The numbers of a vector as DuckDB holds them, without a copy for each.
 *
 * Throws  TypeError   the vector is not of numbers; its missing values were replaced in SQL
 */
function itemsOf(vector: DuckDBVector, rowCount: number): Float64Array | Int32Array {
  // The package keeps this field private, but reading value by value takes ten times as long.
  const { items } = vector as unknown as { readonly items: unknown }
  if (items instanceof Float64Array || items instanceof Int32Array) return items.subarray(0, rowCount)
  throw new TypeError('expected a vector of float64 or int32')
}
