import type { DuckDBValue } from '@duckdb/node-api'
import { DuckDBListValue } from '@duckdb/node-api'
import type { ColumnProfile } from '../../shared/dataset/dataset-manifest.ts'
import type { LoadedColumn } from './decide-kinds.ts'
import type { ImportDatabase } from './duckdb.ts'

/** Columns looked at in one statement: wide tables must not become one endless statement. */
const BATCH = 32
/** Up to this many rows quartiles and distinct counts are exact; above, estimates cost a tenth. */
const EXACT_ROWS = 100_000
const EXACT_DISTINCT = 10_000

export type Range = NonNullable<ColumnProfile['range']>

/** A column with what one statement over the whole table tells of it. */
export interface MeasuredColumn extends LoadedColumn {
  readonly valueCount: number
  readonly missingCount: number
  readonly distinctCount: number
  readonly range: Range | null
}

/** A column's value as a number; dates as milliseconds since 1970. */
export const numericSql = ({ index, kind }: LoadedColumn): string =>
  kind === 'date' ? `epoch_ms(c${index}::TIMESTAMP)` : `c${index}`

/**
 * Counts, ranges and quartiles of every column of table `t`, worked out by DuckDB.
 */
export async function measureTable(
  database: ImportDatabase,
  columns: readonly LoadedColumn[],
  rowCount: number
): Promise<readonly MeasuredColumn[]> {
  const measured: MeasuredColumn[] = []
  for (let start = 0; start < columns.length; start += BATCH) {
    const batch = await measure(database, columns.slice(start, start + BATCH), rowCount)
    measured.push(...(await countExactly(database, batch, rowCount)))
  }
  return measured
}

export const isNumeric = ({ kind }: LoadedColumn): boolean => kind === 'number' || kind === 'date'

async function measure(
  database: ImportDatabase,
  columns: readonly LoadedColumn[],
  rowCount: number
): Promise<MeasuredColumn[]> {
  const row = await readMeasures(database, columns, rowCount)
  let at = 0
  return columns.map((column) => {
    const cells = row.slice(at, at + (isNumeric(column) ? 7 : 2))
    at += cells.length
    const valueCount = Number(cells[0] ?? 0)
    return {
      ...column,
      valueCount,
      missingCount: rowCount - valueCount,
      // The estimate may come out above what is possible.
      distinctCount: Math.min(valueCount, Number(cells[1] ?? 0)),
      range: isNumeric(column) && valueCount > 0 ? readRange(cells) : null
    }
  })
}

async function readMeasures(
  database: ImportDatabase,
  columns: readonly LoadedColumn[],
  rowCount: number
): Promise<readonly DuckDBValue[]> {
  const quantile = rowCount <= EXACT_ROWS ? 'quantile_cont' : 'approx_quantile'
  const sqlWith = (deviation: (value: string) => string): string => {
    const terms = columns.map((column) => {
      const value = numericSql(column)
      const counts = `count(c${column.index}), approx_count_distinct(c${column.index})`
      if (!isNumeric(column)) return counts
      const double = `${value}::DOUBLE`
      return `${counts}, min(${value}), max(${value}), avg(${double}), ${deviation(double)}, ${quantile}(${double}, [0.25, 0.5, 0.75])`
    })
    return `SELECT ${terms.join(', ')} FROM t`
  }
  try {
    return (await database.rows(sqlWith((value) => `stddev_samp(${value})`)))[0] ?? []
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('Out of Range')) throw error
    // Squares of numbers beyond 1e150 leave the range of a 64-bit float, and DuckDB stops there.
    return (await database.rows(sqlWith((value) => `stddev_samp(${value} * 1e-200) * 1e200`)))[0] ?? []
  }
}

function readRange(cells: readonly DuckDBValue[]): Range {
  const quartiles = cells[6] instanceof DuckDBListValue ? cells[6].items.map(Number) : []
  const [quartile1 = NaN, median = NaN, quartile3 = NaN] = quartiles
  // A single value has no deviation: DuckDB gives NULL, which is 0 here.
  const [min = NaN, max = NaN, mean = NaN, standardDeviation = NaN] = cells.slice(2, 6).map(Number)
  return { min, max, mean, standardDeviation, quartile1, median, quartile3 }
}

/** Replaces estimates by exact counts where that is cheap. */
async function countExactly(
  database: ImportDatabase,
  measured: readonly MeasuredColumn[],
  rowCount: number
): Promise<readonly MeasuredColumn[]> {
  const few = measured.filter(
    ({ distinctCount }) => rowCount <= EXACT_ROWS || distinctCount <= EXACT_DISTINCT * 1.1
  )
  if (few.length === 0) return measured
  const terms = few.map(({ index }) => `count(DISTINCT c${index})`)
  const [row = []] = await database.rows(`SELECT ${terms.join(', ')} FROM t`)
  return measured.map((column) => {
    const at = few.indexOf(column)
    return at < 0 ? column : { ...column, distinctCount: Number(row[at] ?? column.distinctCount) }
  })
}
