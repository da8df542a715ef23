import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBVector } from '@duckdb/node-api'
import type { ColumnProfile, TableManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { LoadedColumn } from './decide-kinds.ts'
import { CodeCounts, compareBytes, countInto, describeColumn, openBins } from './describe-column.ts'
import { describeWords } from './describe-words.ts'
import type { ImportDatabase } from './duckdb.ts'
import { openNumberFile, type NumberFile } from './number-file.ts'
import { numericSql, type MeasuredColumn } from './profile-table.ts'

/** Up to this many different values DuckDB numbers them itself; above, they are numbered as they come. */
const MAX_ENUM_VALUES = 50_000
/** Up to this many rows a column's words are numbered in memory. */
const MAX_SHORT_ROWS = 20_000

/** Where a column lies in the dataset's folder. */
export const fileNames = ({
  index,
  kind
}: LoadedColumn): Omit<TableManifest['columns'][number], 'profile'> =>
  kind === 'number' || kind === 'date'
    ? { file: `column-${index}.f64`, valuesFile: null }
    : { file: `column-${index}.i32`, valuesFile: `column-${index}.values.json` }

export interface ColumnWriter {
  readonly sql: string
  write(vector: DuckDBVector, rowCount: number): Promise<void>
  close(): Promise<void>
  /** Once all rows are written and the file is closed. */
  profile(): ColumnProfile
}

/** A writer for one column, as its kind and its number of different words ask for. */
export async function openWriter(
  database: ImportDatabase,
  column: MeasuredColumn,
  { folder, rowCount }: { readonly folder: string; readonly rowCount: number }
): Promise<ColumnWriter> {
  const { file, valuesFile } = fileNames(column)
  const out = await openNumberFile(join(folder, file), rowCount)
  if (valuesFile === null) return openNumberWriter(column, out)
  const valuesPath = join(folder, valuesFile)
  if (rowCount <= MAX_SHORT_ROWS) return openShortWriter(column, out, valuesPath)
  try {
    return column.distinctCount > MAX_ENUM_VALUES
      ? await openWordWriter(column, out, valuesPath)
      : await openEnumWriter(database, column, out, valuesPath)
  } catch (error) {
    await out.close()
    throw error
  }
}

function openNumberWriter(column: MeasuredColumn, out: NumberFile): ColumnWriter {
  const bins = openBins(column)
  return {
    sql: `coalesce(${numericSql(column)}::DOUBLE, 'nan'::DOUBLE)`,
    async write(vector, rowCount) {
      const items = itemsOf(vector, rowCount)
      if (bins && items instanceof Float64Array) countInto(bins, items)
      await out.write(items)
    },
    close: () => out.close(),
    profile: () => describeColumn(column, bins, [])
  }
}

async function openEnumWriter(
  database: ImportDatabase,
  column: MeasuredColumn,
  out: NumberFile,
  valuesPath: string
): Promise<ColumnWriter> {
  const name = `c${column.index}`
  const words = `SELECT DISTINCT ${name} FROM t WHERE ${name} IS NOT NULL ORDER BY ${name}`
  const values = (await database.rows(words)).map(([value]) => String(value))
  await writeFile(valuesPath, JSON.stringify(values))
  if (values.length > 0) await database.run(`CREATE TYPE e${column.index} AS ENUM (${words})`)
  const counts = new CodeCounts()
  return {
    sql: values.length > 0 ? `coalesce(enum_code(${name}::e${column.index})::INTEGER, -1)` : '(-1)::INTEGER',
    async write(vector, rowCount) {
      const items = itemsOf(vector, rowCount)
      if (items instanceof Int32Array) counts.add(items)
      await out.write(items)
    },
    close: () => out.close(),
    profile: () => describeWords(column, values, counts)
  }
}

/** A short column is numbered here, once all its words are known: two statements for each would take far longer. */
function openShortWriter(column: MeasuredColumn, out: NumberFile, valuesPath: string): ColumnWriter {
  const numbered = numberWords()
  const pages: Int32Array[] = []
  let sorted: readonly string[] = []
  return {
    sql: `c${column.index}`,
    async write(vector, rowCount) {
      pages.push(numbered.codesOf(vector, rowCount))
    },
    async close() {
      const found = numbered.words()
      const order = found.map((_, code) => code)
      order.sort((first, second) => compareBytes(found[first] ?? '', found[second] ?? ''))
      const placeOf = new Int32Array(found.length)
      order.forEach((code, place) => {
        placeOf[code] = place
      })
      sorted = order.map((code) => found[code] ?? '')
      await writeFile(valuesPath, JSON.stringify(sorted))
      for (const page of pages) await out.write(page.map((code) => placeOf[code] ?? -1))
      await out.close()
    },
    profile: () => describeWords(column, numbered.words(), numbered.counts)
  }
}

/** Words too many for an enum: each gets the next number when it first comes, and goes straight to the file. */
async function openWordWriter(
  column: MeasuredColumn,
  out: NumberFile,
  valuesPath: string
): Promise<ColumnWriter> {
  const numbered = numberWords()
  const values = await open(valuesPath, 'w')
  let written = 0
  await values.writeFile('[')
  return {
    sql: `c${column.index}`,
    async write(vector, rowCount) {
      const codes = numbered.codesOf(vector, rowCount)
      const added = numbered.words(written).map((word) => JSON.stringify(word))
      if (added.length > 0) await values.writeFile(`${written === 0 ? '' : ','}${added.join(',')}`)
      written += added.length
      await out.write(codes)
    },
    async close() {
      try {
        await values.writeFile(']')
      } finally {
        await values.close()
        await out.close()
      }
    },
    profile: () => describeWords(column, numbered.words(), numbered.counts)
  }
}

/** Numbers words in the order in which they come, and counts them. */
function numberWords() {
  const codeOf = new Map<string, number>()
  const words: string[] = []
  const counts = new CodeCounts()
  return {
    counts,
    words: (start = 0): readonly string[] => words.slice(start),
    codesOf(vector: DuckDBVector, rowCount: number): Int32Array {
      const codes = new Int32Array(rowCount).fill(-1)
      for (let row = 0; row < rowCount; row += 1) {
        const value = vector.getItem(row)
        if (typeof value !== 'string') continue
        let code = codeOf.get(value)
        if (code === undefined) {
          code = words.push(value) - 1
          codeOf.set(value, code)
        }
        codes[row] = code
      }
      counts.add(codes)
      return codes
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
