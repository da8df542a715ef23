import './open-word-cutter.ts'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { Column, StepColumn, Table } from '../../shared/dataset/column.ts'
import { isMissing } from '../../shared/dataset/column-kinds.ts'
import { piecesAt } from './pieces.ts'
import { tableAfterSteps } from '../../shared/dataset/prepare.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { StudioInput, TableFilter, TablePage } from '../../shared/rpc/studio-api.ts'
import { openTable } from './open-dataset.ts'
import { readTable } from './read-columns.ts'

export type RowsQuery = Omit<StudioInput<'datasets.rows'>, 'id'>

/**
 * One page of a table, sorted and filtered, as imported or after some preparation steps.
 *
 * Problems  dataset/not-readable, dataset/not-a-table; dataset/column-missing in the sort or a filter
 */
export async function readRows(folder: string, query: RowsQuery): Promise<Checked<TablePage>> {
  const view = await openView(folder, query.preparation)
  if (!view.ok) return view
  const { table } = view.value
  const order = orderRows(view.value, query)
  if (!order.ok) return order
  const rowIndices = [...order.value.subarray(query.offset, query.offset + query.limit)]
  return ok({
    rowCount: order.value.length,
    columns: table.columns.map(({ name }) => name),
    rowIndices,
    rows: rowIndices.map((row) => table.columns.map((column) => cellAt(column, row)))
  })
}

interface View {
  readonly table: Table<StepColumn>
  readonly keptRows: Uint32Array
  /** Names what is shown: rows sorted once serve all pages. */
  readonly key: string
}

/** The last prepared table: pages are asked for one after the other while the person scrolls. */
let lastView: View | undefined
let lastOrder: { readonly key: string; readonly rows: Uint32Array } | undefined

async function openView(folder: string, preparation: RowsQuery['preparation']): Promise<Checked<View>> {
  const opened = await openTable(folder)
  if (!opened.ok) return opened
  const afterStep = preparation?.afterStep ?? 0
  const spec = preparation ? { ...preparation, steps: preparation.steps.slice(0, afterStep) } : undefined
  const key = JSON.stringify([folder, opened.value.importedAt, afterStep > 0 ? spec : null])
  if (lastView?.key === key) return ok(lastView)
  const table = await readTable(folder, opened.value)
  const view =
    spec && afterStep > 0
      ? { key, ...tableAfterSteps(table, spec, afterStep) }
      : { key, table, keptRows: Uint32Array.from({ length: table.rowCount }, (_, row) => row) }
  lastView = view
  return ok(view)
}

function orderRows({ table, keptRows, key }: View, { sort, filters }: RowsQuery): Checked<Uint32Array> {
  const orderKey = JSON.stringify([key, sort, filters])
  if (lastOrder?.key === orderKey) return ok(lastOrder.rows)
  let rows = keptRows
  for (const filter of filters) {
    const filtered = applyFilter(table, filter, rows)
    if (!filtered.ok) return filtered
    rows = filtered.value
  }
  if (sort) {
    const column = table.columns.find(({ name }) => name === sort.column)
    if (!column) return fail(problem('dataset/column-missing', { column: sort.column }))
    if (isPlain(column)) rows = sortRows(column, rows, sort.isDescending)
  }
  lastOrder = { key: orderKey, rows }
  return ok(rows)
}

/** Sorted and filtered are columns of values; one of tokens keeps its order. */
const isPlain = (column: StepColumn): column is Column => 'values' in column || 'codes' in column

function applyFilter(table: Table<StepColumn>, filter: TableFilter, rows: Uint32Array): Checked<Uint32Array> {
  if (filter.kind === 'rows') {
    const wanted = new Set(filter.rows)
    return ok(rows.filter((row) => wanted.has(row)))
  }
  const column = table.columns.find(({ name }) => name === filter.column)
  if (!column) return fail(problem('dataset/column-missing', { column: filter.column }))
  return ok(isPlain(column) ? rows.filter(testOf(column, filter)) : rows)
}

function testOf(column: Column, filter: Exclude<TableFilter, { kind: 'rows' }>): (row: number) => boolean {
  if (filter.kind === 'missing') return (row) => isMissing(column, row)
  if (filter.kind === 'between') {
    if (!('values' in column)) return () => false
    const { values } = column
    return (row) => (values[row] ?? NaN) >= filter.low && (values[row] ?? NaN) <= filter.high
  }
  if ('values' in column) {
    const wanted = Number(filter.value)
    return (row) => column.values[row] === wanted
  }
  const code = column.categories.indexOf(filter.value)
  return (row) => code >= 0 && column.codes[row] === code
}

/** Missing values stand last in either direction; equal values keep their order in the file. */
function sortRows(column: Column, rows: Uint32Array, isDescending: boolean): Uint32Array {
  const keys = 'values' in column ? column.values : rankCodes(column)
  const present = rows.filter((row) => !isMissing(column, row))
  const missing = rows.filter((row) => isMissing(column, row))
  const sign = isDescending ? -1 : 1
  present.sort((first, second) => sign * ((keys[first] ?? 0) - (keys[second] ?? 0)) || first - second)
  const sorted = new Uint32Array(rows.length)
  sorted.set(present)
  sorted.set(missing, present.length)
  return sorted
}

/** For each row the place of its word among all words in alphabetical order. */
function rankCodes({ codes, categories }: Extract<Column, { codes: Int32Array }>): Float64Array {
  const order = categories.map((_, code) => code)
  const compare = new Intl.Collator('en', { numeric: true }).compare
  order.sort((first, second) => compare(categories[first] ?? '', categories[second] ?? ''))
  const rankOfCode = new Float64Array(categories.length)
  order.forEach((code, rank) => {
    rankOfCode[code] = rank
  })
  return Float64Array.from(codes, (code) => rankOfCode[code] ?? -1)
}

function cellAt(column: StepColumn, row: number): TablePage['rows'][number][number] {
  if (!isPlain(column)) return piecesAt(column, row)
  if (isMissing(column, row)) return null
  return 'values' in column
    ? (column.values[row] ?? null)
    : (column.categories[column.codes[row] ?? -1] ?? null)
}
