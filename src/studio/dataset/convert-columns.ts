import type { Problem } from '../../shared/core/checked.ts'
import type { ColumnKind } from '../../shared/dataset/column.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { ImportDatabase } from './duckdb.ts'

/** Columns looked at in one statement: each statement costs as much as the table is wide. */
const BATCH = 32
/** Each rewrite of a column costs as much as the table is wide: above this, the table is rewritten once. */
const MAX_REWRITES = 8

/** A column of table `t` as it was read. */
export interface ReadColumn {
  readonly index: number
  readonly name: string
  readonly type: string
  readonly decimalMark: '.' | ','
}

/** The rows of one statement for each batch of columns, one batch after the other. */
export async function inBatches<Column, Row>(
  columns: readonly Column[],
  ask: (batch: readonly Column[]) => Promise<readonly Row[]>
): Promise<Row[]> {
  const rows: Row[] = []
  for (let start = 0; start < columns.length; start += BATCH)
    rows.push(...(await ask(columns.slice(start, start + BATCH))))
  return rows
}

/** A text column's values as numbers, NULL where they are none. */
export function numberSql({ index, decimalMark }: Pick<ReadColumn, 'index' | 'decimalMark'>): string {
  const text = decimalMark === ',' ? `replace(trim(c${index}), ',', '.')` : `trim(c${index})`
  // DuckDB also reads 1_000 and "infinity" as numbers; neither is what a person means by one.
  return `CASE WHEN regexp_matches(${text}, '^[-+.0-9][-+.0-9eE]*$') AND isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`
}

interface Conversion {
  readonly column: ReadColumn
  readonly kind: 'number' | 'date'
  readonly target: string
  /** Condition for cells that become missing. */
  readonly unfit: string
}

/** How a column is stored as numbers or dates; undefined where it was read as what it is. */
function conversionOf(column: ReadColumn, kind: ColumnKind): Conversion | undefined {
  const { index, type } = column
  if (kind !== 'number' && kind !== 'date') return undefined
  // Whole numbers and dates were read as what they are; decimals may still hold "nan" and "inf".
  if (type !== 'VARCHAR' && type !== 'DOUBLE') return undefined
  const source = `c${index}`
  const target =
    kind === 'date'
      ? `TRY_CAST(${source} AS TIMESTAMP)`
      : type === 'DOUBLE'
        ? `CASE WHEN isfinite(${source}) THEN ${source} END`
        : numberSql(column)
  return { column, kind, target, unfit: `${source} IS NOT NULL AND (${target}) IS NULL` }
}

/** Stores columns as numbers or dates; cells that are none become missing and are counted, with examples. */
export async function convertAll(
  database: ImportDatabase,
  columns: readonly ReadColumn[],
  kindOf: (column: ReadColumn) => ColumnKind
): Promise<{ problem: Problem; count: number }[]> {
  const conversions = columns.flatMap((column) => conversionOf(column, kindOf(column)) ?? [])
  const counted = await inBatches(conversions, (batch) =>
    database.rows(`SELECT ${batch.map(({ unfit }) => `count(*) FILTER (WHERE ${unfit})`).join(', ')} FROM t`)
  )
  const counts = counted.flat().map(Number)
  const misfits = conversions.flatMap((conversion, at) => {
    const count = counts[at] ?? 0
    return count > 0 ? [{ ...conversion, count }] : []
  })
  const notes = await inBatches(misfits, (batch) => noteMisfits(database, batch))
  await store(
    database,
    columns,
    conversions.filter(({ column }, at) => (counts[at] ?? 0) > 0 || column.type === 'VARCHAR')
  )
  return notes
}

type Misfit = Conversion & { readonly count: number }

/** A note for each column with cells that did not fit: their count and the first three. */
async function noteMisfits(
  database: ImportDatabase,
  misfits: readonly Misfit[]
): Promise<{ problem: Problem; count: number }[]> {
  const firstSql = ({ column: { index }, unfit }: Misfit): string =>
    `(SELECT ${index} AS place, rowid + 1 AS line, c${index}::VARCHAR AS cell FROM t WHERE ${unfit} ORDER BY rowid LIMIT 3)`
  const rows = await database.rows(
    `SELECT * FROM (${misfits.map(firstSql).join(' UNION ALL ')}) ORDER BY place, line`
  )
  return misfits.map(({ column: { index, name }, kind, count }) => {
    const cells = rows
      .filter(([place]) => Number(place) === index)
      .map(([, line, cell]) => `${String(line)}: “${String(cell).slice(0, 40)}”`)
    const values = { column: name, kind, count, examples: cells.join(', ') }
    return { problem: problem('dataset/cells-not-read', values), count }
  })
}

/** Makes the columns of table `t` what they are converted to. */
async function store(
  database: ImportDatabase,
  columns: readonly ReadColumn[],
  conversions: readonly Conversion[]
): Promise<void> {
  const sqlType = ({ kind }: Conversion): string => (kind === 'date' ? 'TIMESTAMP' : 'DOUBLE')
  if (conversions.length <= MAX_REWRITES) {
    for (const conversion of conversions) {
      const { column, target } = conversion
      await database.run(`ALTER TABLE t ALTER c${column.index} TYPE ${sqlType(conversion)} USING ${target}`)
    }
    return
  }
  const byIndex = new Map(conversions.map((conversion) => [conversion.column.index, conversion]))
  const terms = columns.map(({ index }) => {
    const conversion = byIndex.get(index)
    return conversion ? `(${conversion.target})::${sqlType(conversion)} AS c${index}` : `c${index}`
  })
  await database.run(`CREATE OR REPLACE TABLE t AS SELECT ${terms.join(', ')} FROM t`)
}
