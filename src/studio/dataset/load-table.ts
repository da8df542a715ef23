import { basename } from 'node:path'
import { fail, ok, type Checked, type Problem } from '../../shared/core/checked.ts'
import type { ColumnKind } from '../../shared/dataset/column.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { findRaggedLine } from './find-ragged-line.ts'
import type { ImportDatabase } from './duckdb.ts'
import { kindOfType, readerSql, type TableDialect } from './table-dialect.ts'

/** A kind for a column, as the person chose it, by column index. */
export type ChosenKinds = ReadonlyMap<number, ColumnKind>

export interface LoadRequest {
  /** The file as UTF-8. */
  readonly path: string
  /** What the person calls it. */
  readonly name: string
  readonly dialect: TableDialect
  readonly chosen: ChosenKinds
  /** Whether whole numbers have to be looked at as text before they may become numbers. */
  readonly hasFragileNumbers: boolean
}

/** After this many columns that hold something else than their first rows, all are read as text first. */
const MAX_RETRIES = 3

/**
 * Reads the whole file into table `t` with columns c0, c1 …
 *
 * Output    the type each column was read as; VARCHAR where its kind is still to be decided
 * Problems  dataset/ragged-row, dataset/open-quote, dataset/line-too-long, dataset/wrong-encoding,
 *           dataset/mixed-line-ends, dataset/csv-unreadable
 */
export async function loadTable(
  database: ImportDatabase,
  request: LoadRequest
): Promise<Checked<readonly string[]>> {
  const types = request.dialect.columns.map(({ type }, index) => loadType(type, index, request))
  for (let attempt = 0; ; attempt += 1) {
    try {
      const source = readerSql(request.path, request.dialect, types)
      await database.run(`CREATE OR REPLACE TABLE t AS SELECT * FROM ${source}`)
      return ok(types)
    } catch (error) {
      const misread = misreadColumn(error)
      if (misread === undefined) return fail(await explain(error, request))
      if (types[misread] === 'VARCHAR') throw error
      if (attempt < MAX_RETRIES) types[misread] = 'VARCHAR'
      else types.fill('VARCHAR')
    }
  }
}

function loadType(type: string, index: number, { chosen, hasFragileNumbers }: LoadRequest): string {
  const kind = kindOfType(type)
  const wanted = chosen.get(index)
  if (kind === undefined || wanted === 'category' || wanted === 'text') return 'VARCHAR'
  if (kind === 'date') return wanted === undefined || wanted === 'date' ? type : 'VARCHAR'
  return hasFragileNumbers || wanted === 'date' ? 'VARCHAR' : type === 'BIGINT' ? 'BIGINT' : 'DOUBLE'
}

/** The column whose values turned out not to fit the type that its first rows suggested. */
function misreadColumn(error: unknown): number | undefined {
  const found = /Error when converting column "c(\d+)"/u.exec(messageOf(error))
  return found ? Number(found[1]) : undefined
}

/** DuckDB's own words for a file it cannot read, as a problem that names the line. */
async function explain(error: unknown, { path, name, dialect }: LoadRequest): Promise<Problem> {
  const message = messageOf(error)
  const file = basename(name)
  const line = Number(/CSV Error on Line: (\d+)/u.exec(message)?.[1] ?? 0)
  const ragged = /Expected Number of Columns: (\d+) Found: (\d+)/u.exec(message)
  if (ragged) {
    const expected = Number(ragged[1])
    const first = await findRaggedLine(path, dialect.format, expected)
    return problem('dataset/ragged-row', { expected, ...(first ?? { line, found: Number(ragged[2]) }) })
  }
  if (/unterminated quote/u.test(message)) return problem('dataset/open-quote', { line })
  if (/Maximum line size/u.test(message)) return problem('dataset/line-too-long', { file })
  if (/invalid unicode|not utf-8/iu.test(message))
    return problem('dataset/wrong-encoding', { file, encoding: 'utf-8' })
  if (/state machine reached an invalid state/u.test(message))
    return problem('dataset/mixed-line-ends', { file })
  if (/CSV Error|Invalid Input Error/u.test(message)) {
    return problem('dataset/csv-unreadable', { file, line, reason: message.split('\n')[0] ?? '' })
  }
  throw error
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
