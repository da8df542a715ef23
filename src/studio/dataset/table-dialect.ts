import { basename } from 'node:path'
import { fail, ok, type Checked, type Problem } from '../../shared/core/checked.ts'
import type { ColumnKind } from '../../shared/dataset/column.ts'
import type { TableFormat } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { guessDelimiter, readRecords, usesDecimalComma } from './delimited-text.ts'
import { literalPath, sqlText, type ImportDatabase } from './duckdb.ts'

/** More columns than a table view, a profile and a network's input can sensibly carry. */
export const MAX_COLUMNS = 4096

/** Rows that DuckDB looks at to tell types. */
const SNIFFED_ROWS = 20_480

/** What the start of a text file tells about the table in it. */
export interface TableDialect {
  readonly format: TableFormat
  readonly columns: readonly SourceColumn[]
  /** How dates are written, as options of DuckDB's reader. */
  readonly dateOptions: string
  /** First rows as text. */
  readonly rows: readonly (readonly string[])[]
  /** Columns that had to be given another name. */
  readonly notes: readonly Problem[]
}

export interface SourceColumn {
  readonly name: string
  /** DuckDB's type of the sampled values: BIGINT, DOUBLE, DATE, TIMESTAMP or VARCHAR. */
  readonly type: string
}

interface HeadRequest {
  /** The file as UTF-8, or UTF-8 already. */
  readonly path: string
  readonly name: string
  /** The start of the file as text. */
  readonly head: string
  readonly isWhole: boolean
  readonly format: Partial<TableFormat>
  readonly encoding: string
}

/**
 * Delimiter, header, decimal mark, column names and types, from the start of a file; what the person says comes first.
 *
 * Problems  dataset/line-too-long      no line end in the first megabyte
 *           dataset/too-many-columns   more than 4,096
 *           dataset/header-only        a header, and no row below it
 */
export async function readDialect(
  database: ImportDatabase,
  request: HeadRequest
): Promise<Checked<TableDialect>> {
  const { head, isWhole, format, name } = request
  const quote = format.quote ?? '"'
  const delimiter = format.delimiter ?? guessDelimiter(head.slice(0, 1 << 18), quote, isWhole)
  const records = readRecords(head, { delimiter, quote }, { limit: 101, isWhole })
  const first = records[0]
  if (!first) return fail(problem('dataset/line-too-long', { file: basename(name) }))
  if (first.length > MAX_COLUMNS) {
    return fail(problem('dataset/too-many-columns', { count: first.length, limit: MAX_COLUMNS }))
  }
  const decimalMark = format.decimalMark ?? (usesDecimalComma(records.slice(1), delimiter) ? ',' : '.')
  const marks = { delimiter, quote, decimalMark, encoding: request.encoding }
  const sniffed = await sniff(database, request.path, { ...marks, hasHeader: format.hasHeader })
  const hasHeader = format.hasHeader ?? sniffed?.hasHeader ?? true
  if (hasHeader && records.length < 2 && isWhole)
    return fail(problem('dataset/header-only', { file: basename(name) }))
  const { names, notes } = nameColumns(first, hasHeader)
  const types = sniffed?.types.length === first.length ? sniffed.types : first.map(() => 'VARCHAR')
  return ok({
    format: { ...marks, hasHeader },
    dateOptions: sniffed?.dateOptions ?? '',
    columns: names.map((column, index) => ({ name: column, type: types[index] ?? 'VARCHAR' })),
    rows: hasHeader ? records.slice(1) : records,
    notes
  })
}

/** The words of a reader for this format. Column types are given, or all text. */
export function readerSql(
  path: string,
  { format, dateOptions }: TableDialect,
  types: readonly string[]
): string {
  const columns = types.map((type, index) => `'c${index}': '${type}'`).join(', ')
  return `read_csv(${sqlText(literalPath(path))}, auto_detect = false, columns = {${columns}}, header = ${format.hasHeader}, ${dialectSql(format)}${dateOptions})`
}

const dialectSql = ({ delimiter, quote, decimalMark }: Omit<TableFormat, 'hasHeader'>): string =>
  [
    `delim = ${sqlText(delimiter)}`,
    `quote = ${sqlText(quote)}`,
    `escape = ${sqlText(quote)}`,
    `decimal_separator = ${sqlText(decimalMark)}`,
    `comment = ''`,
    `compression = 'none'`,
    'strict_mode = true',
    'null_padding = false'
  ].join(', ')

interface Sniffed {
  readonly hasHeader: boolean
  readonly types: readonly string[]
  readonly dateOptions: string
}

/** What DuckDB makes of the first rows; undefined where it cannot read them (the full read then says why). */
async function sniff(
  database: ImportDatabase,
  path: string,
  format: Omit<TableFormat, 'hasHeader'> & { hasHeader?: boolean | undefined }
): Promise<Sniffed | undefined> {
  const header = format.hasHeader === undefined ? '' : `, header = ${format.hasHeader}`
  const source = `sniff_csv(${sqlText(literalPath(path))}, sample_size = ${SNIFFED_ROWS}, skip = 0, ${dialectSql(format)}${header})`
  try {
    const rows = await database.rows(
      `SELECT HasHeader, list_transform(Columns, c -> c.type)::VARCHAR[]::VARCHAR, DateFormat, TimestampFormat FROM ${source}`
    )
    const [hasHeader, types, dateFormat, timestampFormat] = rows[0] ?? []
    if (typeof types !== 'string') return undefined
    const option = (name: string, value: unknown): string =>
      typeof value === 'string' && value !== '' ? `, ${name} = ${sqlText(value)}` : ''
    return {
      hasHeader: hasHeader === true,
      types: types.slice(1, -1).split(', '),
      dateOptions: option('dateformat', dateFormat) + option('timestampformat', timestampFormat)
    }
  } catch {
    return undefined
  }
}

/** A name for every column, each different: an empty or repeated one is changed, and said. */
export function nameColumns(
  header: readonly string[],
  hasHeader: boolean
): { readonly names: readonly string[]; readonly notes: readonly Problem[] } {
  const notes: Problem[] = []
  const taken = new Set<string>()
  const given = new Set(hasHeader ? header.map((name) => name.trim()) : [])
  const names = header.map((raw, index) => {
    const wanted = hasHeader ? raw.trim() : ''
    let name = wanted === '' ? `column ${index + 1}` : wanted
    for (let copy = 2; taken.has(name) || (name !== wanted && given.has(name)); copy += 1) {
      name = `${wanted === '' ? `column ${index + 1}` : wanted} (${copy})`
    }
    taken.add(name)
    if (hasHeader && wanted === '')
      notes.push(problem('dataset/column-without-name', { position: index + 1, name }))
    else if (hasHeader && name !== wanted)
      notes.push(problem('dataset/column-name-repeated', { column: wanted, name }))
    return name
  })
  return { names, notes }
}

const NUMBER_TYPES = ['BIGINT', 'DOUBLE', 'HUGEINT', 'INTEGER', 'DECIMAL']

/** The kind of column that a sampled type stands for; text where it is no number or date. */
export function kindOfType(type: string): Extract<ColumnKind, 'number' | 'date'> | undefined {
  if (NUMBER_TYPES.includes(type)) return 'number'
  return type === 'DATE' || type.startsWith('TIMESTAMP') ? 'date' : undefined
}

/** What the import will most likely take a column for, told from its type and first values. */
export function guessKind(type: string, values: readonly string[]): ColumnKind {
  const known = kindOfType(type)
  const isFragile = known === 'number' && values.some((value) => /^\s*[-+]?(0\d|\d{16})/u.test(value))
  if (known && !isFragile) return known
  const length = values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length)
  return length > 40 ? 'text' : 'category'
}
