import type { RunId } from '../../shared/core/ids.ts'
import type { StoreDatabase } from './open-store.ts'

/** One line of a run's diary. */
export interface RunEventRow {
  readonly atMs: number
  readonly type: string
  readonly text: string
}

export function createRunEventQueries(database: StoreDatabase) {
  const insert = database.prepare<[string, number, string, string]>(
    'INSERT INTO run_events (run_id, at_ms, type, text) VALUES (?, ?, ?, ?)'
  )
  const ofRun = database.prepare<[string], RunEventRow>(
    'SELECT at_ms AS atMs, type, text FROM run_events WHERE run_id = ? ORDER BY id'
  )
  return {
    add: (runId: RunId, event: RunEventRow): void =>
      void insert.run(runId, event.atMs, event.type, event.text),
    list: (runId: RunId): RunEventRow[] => ofRun.all(runId)
  }
}
