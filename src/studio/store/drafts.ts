import { draft, type Draft } from '../../shared/rpc/project.ts'
import type { StoreDatabase } from './open-store.ts'

export function createDraftQueries(database: StoreDatabase) {
  const read = database.prepare<[], { document: string; saved_at: number }>(
    'SELECT document, saved_at FROM draft'
  )
  const write = database.prepare<[string, number]>(
    `INSERT INTO draft (id, document, saved_at) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET document = excluded.document, saved_at = excluded.saved_at`
  )
  return {
    /** Throws  ZodError  when what is stored is not a draft */
    get: (): Draft | undefined => {
      const row = read.get()
      return row === undefined ? undefined : draft.parse(JSON.parse(row.document))
    },
    save: (document: Draft, atMs: number): void => void write.run(JSON.stringify(document), atMs)
  }
}
