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
const BIN_COUNT = 24
const TOP_COUNT = 20

type Range = NonNullable<ColumnProfile['range']>

interface Measured {
  readonly column: LoadedColumn
  readonly missingCount: number
  distinctCount: number
  readonly range: Range | null
}

/** A column's value as a number; dates as milliseconds since 1970. */
export const numericSql = ({ index, kind }: LoadedColumn): string =>
  kind === 'date' ? `epoch_ms(c${index}::TIMESTAMP)` : `c${index}`

/**
 * What is known of every column of table `t`, worked out by DuckDB.
 *
 * Input     onColumn is called after each column
 */
export async function profileTable(
  database: ImportDatabase,
  {
    columns,
    rowCount,
    onColumn
  }: { columns: readonly LoadedColumn[]; rowCount: number; onColumn: () => void }
): Promise<readonly ColumnProfile[]> {
  const profiles: ColumnProfile[] = []
  for (let start = 0; start < columns.length; start += BATCH) {
    const measured = await measure(database, columns.slice(start, start + BATCH), rowCount)
    await countExactly(database, measured, rowCount)
    for (const one of measured) {
      profiles.push({
        name: one.column.name,
        kind: one.column.kind,
        missingCount: one.missingCount,
        distinctCount: one.distinctCount,
        range: one.range,
        histogram: one.range ? await readHistogram(database, one.column, one) : [],
        topValues: isNumeric(one.column) ? [] : await readTopValues(database, one.column)
      })
      onColumn()
    }
  }
  return profiles
}

const isNumeric = ({ kind }: LoadedColumn): boolean => kind === 'number' || kind === 'date'

async function measure(
  database: ImportDatabase,
  columns: readonly LoadedColumn[],
  rowCount: number
): Promise<Measured[]> {
  const quantile = rowCount <= EXACT_ROWS ? 'quantile_cont' : 'approx_quantile'
  const terms = columns.map((column) => {
    const value = numericSql(column)
    const counts = `count(c${column.index}), approx_count_distinct(c${column.index})`
    if (!isNumeric(column)) return counts
    const double = `${value}::DOUBLE`
    return `${counts}, min(${value}), max(${value}), avg(${double}), ${deviationSql(double)}, ${quantile}(${double}, [0.25, 0.5, 0.75])`
  })
  const [row = []] = await database.rows(`SELECT ${terms.join(', ')} FROM t`)
  let at = 0
  return columns.map((column) => {
    const cells = row.slice(at, at + (isNumeric(column) ? 7 : 2))
    at += cells.length
    const valueCount = Number(cells[0] ?? 0)
    const range = isNumeric(column) && valueCount > 0 ? readRange(cells) : null
    return {
      column,
      missingCount: rowCount - valueCount,
      distinctCount: Math.min(valueCount, Number(cells[1] ?? 0)),
      range
    }
  })
}

/** Squares of numbers beyond 1e150 leave the range of a 64-bit float, and DuckDB stops there; such columns are scaled first. */
const deviationSql = (value: string): string =>
  `coalesce(CASE WHEN max(abs(${value})) < 1e150 THEN stddev_samp(CASE WHEN abs(${value}) < 1e150 THEN ${value} END) ELSE stddev_samp(${value} * 1e-200) * 1e200 END, 0)`

function readRange(cells: readonly DuckDBValue[]): Range {
  const quartiles = cells[6] instanceof DuckDBListValue ? cells[6].items.map(Number) : []
  const [quartile1 = NaN, median = NaN, quartile3 = NaN] = quartiles
  const [min = NaN, max = NaN, mean = NaN, standardDeviation = NaN] = cells.slice(2, 6).map(Number)
  return { min, max, mean, standardDeviation, quartile1, median, quartile3 }
}

/** Replaces estimates by exact counts where that is cheap. */
async function countExactly(
  database: ImportDatabase,
  measured: readonly Measured[],
  rowCount: number
): Promise<void> {
  const few = measured.filter(
    ({ distinctCount }) => rowCount <= EXACT_ROWS || distinctCount <= EXACT_DISTINCT * 1.1
  )
  if (few.length === 0) return
  const terms = few.map(({ column }) => `count(DISTINCT c${column.index})`)
  const [row = []] = await database.rows(`SELECT ${terms.join(', ')} FROM t`)
  few.forEach((one, index) => {
    one.distinctCount = Number(row[index] ?? one.distinctCount)
  })
}

async function readHistogram(
  database: ImportDatabase,
  column: LoadedColumn,
  { range, distinctCount }: Measured
): Promise<ColumnProfile['histogram']> {
  if (!range) return []
  const { min, max } = range
  // No more bars than there are different values.
  const bins = Math.max(1, Math.min(BIN_COUNT, distinctCount))
  const width = (max - min) / bins
  if (!(width > 0) || !Number.isFinite(width))
    return [{ low: min, high: max, count: await countValues(database, column) }]
  const counts = new Array<number>(bins).fill(0)
  const value = `${numericSql(column)}::DOUBLE`
  const rows = await database.rows(
    `SELECT least(greatest(floor((${value} - $1) / $2), 0), $3)::INTEGER AS bin, count(*) FROM t WHERE c${column.index} IS NOT NULL GROUP BY bin`,
    [min, width, bins - 1]
  )
  for (const [bin, count] of rows) counts[Number(bin)] = Number(count)
  return counts.map((count, bin) => ({
    low: min + bin * width,
    high: bin === bins - 1 ? max : min + (bin + 1) * width,
    count
  }))
}

async function countValues(database: ImportDatabase, { index }: LoadedColumn): Promise<number> {
  const [row = []] = await database.rows(`SELECT count(c${index}) FROM t`)
  return Number(row[0] ?? 0)
}

async function readTopValues(
  database: ImportDatabase,
  { index }: LoadedColumn
): Promise<ColumnProfile['topValues']> {
  const rows = await database.rows(
    `SELECT c${index}, count(*) AS n FROM t WHERE c${index} IS NOT NULL GROUP BY c${index} ORDER BY n DESC, c${index} LIMIT ${TOP_COUNT}`
  )
  return rows.map(([value, count]) => ({ value: String(value), count: Number(count) }))
}
