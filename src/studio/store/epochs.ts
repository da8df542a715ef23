import type { RunId } from '../../shared/core/ids.ts'
import { epochRecord, type EpochRecord } from '../../shared/training/run-events.ts'
import type { StoreDatabase } from './open-store.ts'

interface Stored {
  readonly run_id: string
  readonly record: string
}

const fromStored = (row: Stored): EpochRecord => epochRecord.parse(JSON.parse(row.record))

export function createEpochQueries(database: StoreDatabase) {
  const insert = database.prepare<[string, number, string]>(
    `INSERT INTO epochs (run_id, epoch, record) VALUES (?, ?, ?)
     ON CONFLICT (run_id, epoch) DO UPDATE SET record = excluded.record`
  )
  const removeAfter = database.prepare<[string, number]>('DELETE FROM epochs WHERE run_id = ? AND epoch > ?')
  const ofRun = database.prepare<[string], Stored>(
    'SELECT run_id, record FROM epochs WHERE run_id = ? ORDER BY epoch'
  )
  const all = database.prepare<[], Stored>('SELECT run_id, record FROM epochs ORDER BY run_id, epoch')
  const add = (runId: RunId, record: EpochRecord): void =>
    void insert.run(runId, record.epoch, JSON.stringify(record))
  return {
    add,
    /** These and no other. */
    replace: (runId: RunId, records: readonly EpochRecord[]): void => {
      removeAfter.run(runId, records.at(-1)?.epoch ?? 0)
      for (const record of records) add(runId, record)
    },
    list: (runId: RunId): readonly EpochRecord[] => ofRun.all(runId).map(fromStored),
    /** The epochs of all runs at once, by run. */
    listAll: (): ReadonlyMap<string, readonly EpochRecord[]> => {
      const byRun = new Map<string, EpochRecord[]>()
      for (const row of all.iterate()) {
        const records = byRun.get(row.run_id) ?? []
        records.push(fromStored(row))
        byRun.set(row.run_id, records)
      }
      return byRun
    }
  }
}
