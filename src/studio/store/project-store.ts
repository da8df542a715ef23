import { createDatasetQueries } from './datasets.ts'
import { createDraftQueries } from './drafts.ts'
import { createEpochQueries } from './epochs.ts'
import { createExportQueries } from './exports.ts'
import type { OpenStore } from './open-store.ts'
import { createRunEventQueries } from './run-events.ts'
import { createRunQueries } from './runs.ts'
import { createSettingQueries } from './settings.ts'
import { createStepLossQueries } from './step-losses.ts'

/** All queries of a project, table by table. */
export function createProjectStore(open: OpenStore) {
  const { database } = open
  return {
    settings: createSettingQueries(database),
    draft: createDraftQueries(database),
    datasets: createDatasetQueries(database),
    runs: createRunQueries(database),
    epochs: createEpochQueries(database),
    stepLosses: createStepLossQueries(database),
    runEvents: createRunEventQueries(database),
    exports: createExportQueries(database),
    /** Runs several writes as one: all of them are kept, or none. */
    atOnce: <Result>(writes: () => Result): Result => database.transaction(writes).immediate(),
    database,
    close: (): void => open.close()
  }
}
export type ProjectStore = ReturnType<typeof createProjectStore>
