import type { Problem } from '../../shared/core/checked.ts'
import type { ColumnKind } from '../../shared/dataset/column.ts'
import { convertAll, inBatches, numberSql, type ReadColumn } from './convert-columns.ts'
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
  const columns: ReadColumn[] = dialect.columns.map(({ name }, index) => ({
    index,
    name,
    type: types[index] ?? 'VARCHAR',
    decimalMark: dialect.format.decimalMark
  }))
  const kinds = await findKinds(database, columns, chosen)
  const kindOf = ({ index }: ReadColumn): ColumnKind => kinds.get(index) ?? 'text'
  const notes = await convertAll(database, columns, kindOf)
  return {
    columns: columns.map((column) => ({ index: column.index, name: column.name, kind: kindOf(column) })),
    notes
  }
}

/** Kinds by column index: as chosen, as read, or as the words of the column let tell. */
async function findKinds(
  database: ImportDatabase,
  columns: readonly ReadColumn[],
  chosen: ChosenKinds
): Promise<ReadonlyMap<number, ColumnKind>> {
  const kinds = new Map<number, ColumnKind>()
  for (const { index, type } of columns) {
    const kind = chosen.get(index) ?? kindOfType(type)
    if (kind !== undefined) kinds.set(index, kind)
  }
  const open = columns.filter(({ index }) => !kinds.has(index))
  const sampled = await readCounts(database, open, countsSql, `(SELECT * FROM t LIMIT ${SAMPLED_ROWS})`)
  const isWords = ({ valueCount, numberCount }: Counts): boolean =>
    valueCount > 0 && numberCount < valueCount / 2
  const words = sampled.filter(({ counts }) => isWords(counts)).map(({ column }) => column)
  const likelyNumbers = sampled.filter(({ counts }) => !isWords(counts)).map(({ column }) => column)
  for (const { column, counts } of await readCounts(database, words, wordCountsSql, 't'))
    kinds.set(column.index, kindOfWords(counts))
  for (const { column, counts } of await readCounts(database, likelyNumbers, countsSql, 't')) {
    const { valueCount, numberCount, fragileCount } = counts
    const isNumber = valueCount === 0 || (fragileCount === 0 && numberCount >= valueCount * NUMBER_SHARE)
    kinds.set(column.index, isNumber ? 'number' : kindOfWords(counts))
  }
  return kinds
}

function countsSql(column: ReadColumn): string {
  const name = `c${column.index}`
  // A leading zero, or more digits than a 64-bit float holds: turned into a number it would be another value.
  const fragile = `regexp_matches(trim(${name}), '^[-+]?(0[0-9]|[0-9]{16})')`
  return `count(${name}), count(${numberSql(column)}), count(*) FILTER (WHERE ${fragile}), coalesce(avg(length(${name})), 0), approx_count_distinct(${name})`
}

const wordCountsSql = ({ index }: ReadColumn): string =>
  `count(c${index}), 0, 0, coalesce(avg(length(c${index})), 0), approx_count_distinct(c${index})`

interface Counts {
  readonly valueCount: number
  readonly numberCount: number
  readonly fragileCount: number
  readonly meanLength: number
  readonly distinctCount: number
}

async function readCounts(
  database: ImportDatabase,
  columns: readonly ReadColumn[],
  sqlOf: (column: ReadColumn) => string,
  from: string
): Promise<{ readonly column: ReadColumn; readonly counts: Counts }[]> {
  const rows = await inBatches(columns, (batch) =>
    database.rows(`SELECT ${batch.map(sqlOf).join(', ')} FROM ${from}`)
  )
  const cells = rows.flat().map(Number)
  return columns.map((column, at) => {
    const [valueCount = 0, numberCount = 0, fragileCount = 0, meanLength = 0, distinctCount = 0] =
      cells.slice(at * 5, at * 5 + 5)
    return { column, counts: { valueCount, numberCount, fragileCount, meanLength, distinctCount } }
  })
}

const kindOfWords = ({ valueCount, meanLength, distinctCount }: Counts): ColumnKind =>
  meanLength > TEXT_LENGTH || (distinctCount > MANY_VALUES && distinctCount > valueCount / 2)
    ? 'text'
    : 'category'
