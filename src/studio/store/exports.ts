import { exportId, runId, type ExportId } from '../../shared/core/ids.ts'
import { exportFormat, exportProof, type ExportFormat } from '../../shared/export/export-manifest.ts'
import type { z } from 'zod'
import type { RunId } from '../../shared/core/ids.ts'
import type { StoreDatabase } from './open-store.ts'

export interface ExportRow {
  readonly id: ExportId
  readonly runId: RunId
  readonly runNumber: number
  readonly format: ExportFormat
  /** Relative to the project when inside it, else absolute. */
  readonly folder: string
  readonly isInside: boolean
  readonly sizeBytes: number
  readonly createdAt: number
  readonly proof: z.infer<typeof exportProof>
}

interface Stored {
  readonly id: string
  readonly run_id: string
  readonly number: number
  readonly format: string
  readonly folder: string
  readonly is_inside: number
  readonly size_bytes: number
  readonly created_at: number
  readonly proof: string
}

const fromStored = (row: Stored): ExportRow => ({
  id: exportId.parse(row.id),
  runId: runId.parse(row.run_id),
  runNumber: row.number,
  format: exportFormat.parse(row.format),
  folder: row.folder,
  isInside: row.is_inside === 1,
  sizeBytes: row.size_bytes,
  createdAt: row.created_at,
  proof: exportProof.parse(JSON.parse(row.proof))
})

export function createExportQueries(database: StoreDatabase) {
  const insert = database.prepare<[string, string, string, string, number, number, number, string]>(
    `INSERT INTO exports (id, run_id, format, folder, is_inside, size_bytes, created_at, proof)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const list = database.prepare<[], Stored>(
    `SELECT exports.*, runs.number FROM exports JOIN runs ON runs.id = exports.run_id
     WHERE runs.deleted_at IS NULL ORDER BY exports.created_at DESC`
  )
  const byId = database.prepare<[string], Stored>(
    'SELECT exports.*, runs.number FROM exports JOIN runs ON runs.id = exports.run_id WHERE exports.id = ?'
  )
  return {
    add: (row: Omit<ExportRow, 'runNumber'>): void =>
      void insert.run(
        row.id,
        row.runId,
        row.format,
        row.folder,
        row.isInside ? 1 : 0,
        row.sizeBytes,
        row.createdAt,
        JSON.stringify(row.proof)
      ),
    list: (): readonly ExportRow[] => list.all().map(fromStored),
    get: (id: ExportId): ExportRow | undefined => {
      const row = byId.get(id)
      return row === undefined ? undefined : fromStored(row)
    }
  }
}
