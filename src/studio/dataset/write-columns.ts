import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { TableManifest } from '../../shared/dataset/dataset-manifest.ts'
import { fileNames, openWriter, type ColumnWriter } from './column-writers.ts'
import type { ImportDatabase } from './duckdb.ts'
import type { MeasuredColumn } from './profile-table.ts'

/** Columns written in one pass over the table; each has a file open. */
const BATCH = 64

export type WrittenColumn = TableManifest['columns'][number]

interface Request {
  readonly folder: string
  readonly columns: readonly MeasuredColumn[]
  readonly onRows: (doneShare: number) => void
  readonly rowCount: number
  readonly signal?: AbortSignal | undefined
}

/** Writes the columns of table `t` as the dataset's cache, and counts what their profiles need; see cachedColumn. */
export async function writeColumns(
  database: ImportDatabase,
  request: Request
): Promise<readonly WrittenColumn[]> {
  const { columns } = request
  const written: WrittenColumn[] = []
  for (let start = 0; start < columns.length; start += BATCH) {
    const batch = columns.slice(start, start + BATCH)
    const onShare = (share: number): void => request.onRows((start + share * batch.length) / columns.length)
    written.push(...(await writeBatch(database, { ...request, columns: batch }, onShare)))
  }
  return written
}

async function writeBatch(
  database: ImportDatabase,
  request: Request,
  onShare: (share: number) => void
): Promise<WrittenColumn[]> {
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
  return writers.map((writer, at) => {
    const column = request.columns[at]
    if (!column) throw new RangeError(`no column ${at}`)
    return { profile: writer.profile(), ...fileNames(column) }
  })
}
