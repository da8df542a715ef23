import type { Column, Table } from '../../../src/shared/dataset/column.ts'
import { tableManifest, type TableManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'

/** Columns written by hand: numbers with null for missing, or words. */
export type Cells = readonly (number | string | null)[]

export function columnOf(name: string, cells: Cells): Column {
  if (!cells.some((cell) => typeof cell === 'string')) {
    return {
      kind: 'number',
      name,
      values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell)))
    }
  }
  const categories = [...new Set(cells.filter((cell) => cell !== null).map(String))].sort()
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : categories.indexOf(String(cell))))
  return { kind: 'category', name, codes, categories }
}

export const tableOf = (columns: Readonly<Record<string, Cells>>): Table => ({
  rowCount: Object.values(columns)[0]?.length ?? 0,
  columns: Object.entries(columns).map(([name, cells]) => columnOf(name, cells))
})

export const manifestOf = (table: Table): TableManifest =>
  tableManifest.parse({
    version: 1,
    kind: 'table',
    id: 'd1',
    name: 'test.csv',
    source: { kind: 'table', path: 'test.csv' },
    fingerprint: '0'.repeat(64),
    importedAt: 0,
    sizeBytes: 1,
    notes: [],
    rowCount: table.rowCount,
    columns: []
  })

export const specOf = (change: Partial<DatasetSpec> & { target?: string } = {}): DatasetSpec => {
  const { target = 'y', ...rest } = change
  const columns = [{ name: target, kind: 'category' as const, role: 'target' as const }]
  return {
    version: 1,
    source: { kind: 'table', path: 'test.csv' },
    task: 'classification',
    columns,
    steps: [],
    split: { train: 0.7, validation: 0.15, test: 0.15, seed: 42, isStratified: true },
    ...rest
  }
}
