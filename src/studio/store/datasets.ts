import { datasetId, type DatasetId } from '../../shared/core/ids.ts'
import type { StoreDatabase } from './open-store.ts'

export interface DatasetRow {
  readonly id: DatasetId
  readonly name: string
  readonly fingerprint: string
  readonly importedAt: number
}

interface Stored {
  readonly id: string
  readonly name: string
  readonly fingerprint: string
  readonly imported_at: number
}

const fromStored = (row: Stored): DatasetRow => ({
  id: datasetId.parse(row.id),
  name: row.name,
  fingerprint: row.fingerprint,
  importedAt: row.imported_at
})

/** The datasets of a project; all else that is known of one lies in its folder's `dataset.json`. */
export function createDatasetQueries(database: StoreDatabase) {
  const insert = database.prepare<[string, string, string, number]>(
    'INSERT INTO datasets (id, name, fingerprint, imported_at) VALUES (?, ?, ?, ?)'
  )
  const list = database.prepare<[], Stored>('SELECT * FROM datasets ORDER BY imported_at, id')
  const byId = database.prepare<[string], Stored>('SELECT * FROM datasets WHERE id = ?')
  return {
    add: (row: DatasetRow): void => void insert.run(row.id, row.name, row.fingerprint, row.importedAt),
    list: (): readonly DatasetRow[] => list.all().map(fromStored),
    get: (id: DatasetId): DatasetRow | undefined => {
      const row = byId.get(id)
      return row === undefined ? undefined : fromStored(row)
    }
  }
}
