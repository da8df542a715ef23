import type { Problem } from '../../shared/core/checked.ts'
import type { ColumnKind } from '../../shared/dataset/column.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { ImportDatabase } from './duckdb.ts'
import type { ChosenKinds } from './load-table.ts'
import { kindOfType, type TableDialect } from './table-dialect.ts'

/** A column of table `t` whose kind is settled; numbers and dates are stored as such. */
export interface LoadedColumn {
  readonly index: number
  readonly name: string
  readonly kind: ColumnKind
}

/** Share of values that must be numbers for a column with some other values to be a number column. */
const NUMBER_SHARE = 0.95
/** Rows that tell quickly whether a closer look is worth it. */
const SAMPLED_ROWS = 20_000
/** Mean length, and number of different values, from which words are text rather than categories. */
const TEXT_LENGTH = 40
const MANY_VALUES = 1000

interface Request {
  readonly dialect: TableDialect
  readonly types: readonly string[]
  readonly chosen: ChosenKinds
}

/**
 * Settles the kind of every column that was read as text, and turns number columns into numbers.
 *
 * Output    kinds, and a note for every column in which cells did not fit: their count and the first three
 */
export async function decideKinds(
  database: ImportDatabase,
  { dialect, types, chosen }: Request
): Promise<{
  readonly columns: readonly LoadedColumn[]
  readonly notes: readonly { problem: Problem; count: number }[]
}> {
  const columns: LoadedColumn[] = []
  const notes: { problem: Problem; count: number }[] = []
  for (const [index, { name }] of dialect.columns.entries()) {
    const column = { index, name, type: types[index] ?? 'VARCHAR', decimalMark: dialect.format.decimalMark }
    const kind = await decideKind(database, column, chosen.get(index))
    const unfit = kind === 'number' || kind === 'date' ? await convert(database, column, kind) : undefined
    if (unfit) notes.push(unfit)
    columns.push({ index, name, kind })
  }
  return { columns, notes }
}

interface ReadColumn {
  readonly index: number
  readonly name: string
  readonly type: string
  readonly decimalMark: '.' | ','
}

async function decideKind(
  database: ImportDatabase,
  column: ReadColumn,
  chosen: ColumnKind | undefined
): Promise<ColumnKind> {
  if (chosen) return chosen
  const known = kindOfType(column.type)
  if (known) return known
  const name = `c${column.index}`
  const number = numberSql(column)
  // A leading zero, or more digits than a 64-bit float holds: turned into a number it would be another value.
  const fragile = `regexp_matches(trim(${name}), '^[-+]?(0[0-9]|[0-9]{16})')`
  const counts = `count(${name}), count(${number}), count(*) FILTER (WHERE ${fragile}), coalesce(avg(length(${name})), 0), approx_count_distinct(${name})`
  const sample = await readCounts(
    database,
    `SELECT ${counts} FROM (SELECT ${name} FROM t LIMIT ${SAMPLED_ROWS})`
  )
  if (sample.valueCount > 0 && sample.numberCount < sample.valueCount / 2) {
    return kindOfWords(
      await readCounts(
        database,
        `SELECT count(${name}), 0, 0, coalesce(avg(length(${name})), 0), approx_count_distinct(${name}) FROM t`
      )
    )
  }
  const all = await readCounts(database, `SELECT ${counts} FROM t`)
  const isNumber =
    all.valueCount === 0 || (all.fragileCount === 0 && all.numberCount >= all.valueCount * NUMBER_SHARE)
  return isNumber ? 'number' : kindOfWords(all)
}

interface Counts {
  readonly valueCount: number
  readonly numberCount: number
  readonly fragileCount: number
  readonly meanLength: number
  readonly distinctCount: number
}

async function readCounts(database: ImportDatabase, sql: string): Promise<Counts> {
  const [row = []] = await database.rows(sql)
  const [valueCount = 0, numberCount = 0, fragileCount = 0, meanLength = 0, distinctCount = 0] =
    row.map(Number)
  return { valueCount, numberCount, fragileCount, meanLength, distinctCount }
}

const kindOfWords = ({ valueCount, meanLength, distinctCount }: Counts): ColumnKind =>
  meanLength > TEXT_LENGTH || (distinctCount > MANY_VALUES && distinctCount > valueCount / 2)
    ? 'text'
    : 'category'

/** A text column's values as numbers, NULL where they are none. */
function numberSql({ index, decimalMark }: Pick<ReadColumn, 'index' | 'decimalMark'>): string {
  const text = decimalMark === ',' ? `replace(trim(c${index}), ',', '.')` : `trim(c${index})`
  // DuckDB also reads 1_000 and "infinity" as numbers; neither is what a person means by one.
  return `CASE WHEN regexp_matches(${text}, '^[-+.0-9][-+.0-9eE]*$') AND isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`
}

/** Stores a column as numbers or dates; cells that are none become missing and are counted, with examples. */
async function convert(
  database: ImportDatabase,
  column: ReadColumn,
  kind: 'number' | 'date'
): Promise<{ problem: Problem; count: number } | undefined> {
  const { index, type, name } = column
  const source = `c${index}`
  // Whole numbers and dates were read as what they are; decimals may still hold "nan" and "inf".
  if (type !== 'VARCHAR' && type !== 'DOUBLE') return undefined
  const target =
    kind === 'date'
      ? `TRY_CAST(${source} AS TIMESTAMP)`
      : type === 'DOUBLE'
        ? `CASE WHEN isfinite(${source}) THEN ${source} END`
        : numberSql(column)
  const unfit = `${source} IS NOT NULL AND (${target}) IS NULL`
  const [row = []] = await database.rows(`SELECT count(*) FROM t WHERE ${unfit}`)
  const count = Number(row[0] ?? 0)
  const examples =
    count === 0
      ? []
      : await database.rows(
          `SELECT rowid + 1, ${source}::VARCHAR FROM t WHERE ${unfit} ORDER BY rowid LIMIT 3`
        )
  if (count > 0 || type === 'VARCHAR') {
    await database.run(
      `ALTER TABLE t ALTER ${source} TYPE ${kind === 'date' ? 'TIMESTAMP' : 'DOUBLE'} USING ${target}`
    )
  }
  if (count === 0) return undefined
  const cells = examples.map(([at, value]) => `${String(at)}: “${String(value).slice(0, 40)}”`).join(', ')
  return { problem: problem('dataset/cells-not-read', { column: name, kind, count, examples: cells }), count }
}
