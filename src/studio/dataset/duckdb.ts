import { availableParallelism, totalmem } from 'node:os'
import {
  DOUBLE,
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBResult,
  type DuckDBValue
} from '@duckdb/node-api'

/** What DuckDB may keep in memory before it writes to its temporary folder; the rest of the process needs its share. */
const MEMORY_MB = 450
/** From this many columns on each thread holds so many buffers that several of them run out of memory. */
const WIDE_COLUMNS = 256
/** Blocks of a column that cannot be moved to the disk while it is read. */
const COLUMN_MB = 0.4

/** A short-lived DuckDB with nothing in it, for one import. */
export interface ImportDatabase {
  run(sql: string): Promise<void>
  /** Makes ready for a table of this many columns. */
  widen(columnCount: number): Promise<void>
  /** Numbers are bound to $1, $2 … as 64-bit floats, whole ones too. */
  rows(sql: string, values?: readonly number[]): Promise<readonly (readonly DuckDBValue[])[]>
  /** Rows as they come; other statements may run beside it, other streams may not. */
  stream(sql: string): Promise<DuckDBResult>
  /** Share of the statement at work that is done, 0 to 1; undefined while DuckDB cannot tell. */
  doneShare(): number | undefined
  close(): void
}

/**
 * Opens an empty database.
 *
 * Input     the folder that takes what does not fit in memory; an aborted signal interrupts the statement at work
 */
export async function openImportDatabase(folder: string, signal?: AbortSignal): Promise<ImportDatabase> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(Math.min(8, Math.max(2, availableParallelism()))),
    memory_limit: `${MEMORY_MB}MB`,
    temp_directory: folder,
    // The product never reaches for the network, and extensions would.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false'
  })
  const connection = await instance.connect()
  await connection.run('SET enable_progress_bar = true')
  await connection.run('SET enable_progress_bar_print = false')
  // A connection with an open stream takes no other statement: it would end the stream.
  const streaming = await instance.connect()
  const interrupt = (): void => {
    connection.interrupt()
    streaming.interrupt()
  }
  signal?.addEventListener('abort', interrupt)
  return {
    run: async (sql) => void (await guarded(signal, () => connection.run(sql))),
    widen: async (columnCount) => {
      if (columnCount <= WIDE_COLUMNS) return
      const limitMb = Math.min(MEMORY_MB + columnCount * COLUMN_MB, totalmem() / 2e6)
      await connection.run('SET threads = 1')
      await connection.run(`SET memory_limit = '${Math.round(Math.max(MEMORY_MB, limitMb))}MB'`)
    },
    rows: (sql, values = []) =>
      guarded(signal, async () => {
        const reader = await connection.runAndReadAll(
          sql,
          [...values],
          values.map(() => DOUBLE)
        )
        return reader.getRows()
      }),
    stream: async (sql) => guarded(signal, () => streaming.stream(sql)),
    doneShare: () => readProgress(connection),
    close: () => {
      signal?.removeEventListener('abort', interrupt)
      connection.closeSync()
      streaming.closeSync()
      instance.closeSync()
    }
  }
}

/** A statement that was interrupted ends with the reason of the signal, not with DuckDB's own words. */
async function guarded<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  signal?.throwIfAborted()
  try {
    return await work()
  } catch (error) {
    signal?.throwIfAborted()
    // DuckDB says it in words only; the rest of the studio knows these by their codes.
    if (!(error instanceof Error)) throw error
    if (/No space left on device|max_temp_directory_size/u.test(error.message))
      throw Object.assign(error, { code: 'ENOSPC' })
    throw error.message.startsWith('Out of Memory') ? Object.assign(error, { code: 'ENOMEM' }) : error
  }
}

function readProgress(connection: DuckDBConnection): number | undefined {
  const { percentage } = connection.progress
  return percentage >= 0 && percentage <= 100 ? percentage / 100 : undefined
}

/** A text as an SQL literal, for the places that take no bound value. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A path that means itself: brackets, stars and question marks are patterns to DuckDB. */
export const literalPath = (path: string): string => path.replace(/[[*?]/gu, '[$&]')
