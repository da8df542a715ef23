import type { DataWorker } from '../data-worker/data-worker.ts'
import type * as datasets from '../dataset/datasets.ts'

/** What the studio asks of the part that imports and reads data. */
export type DatasetFunctions = typeof datasets

/** Loaded when first asked for, since DuckDB and sharp take their time; what goes over all rows runs in the worker. */
export const datasetFunctionsOn = (worker: DataWorker) => async (): Promise<DatasetFunctions> => ({
  ...(await import('../dataset/datasets.ts')),
  summarizePreparation: (...args) => worker.call('summarizePreparation', args),
  readRows: (...args) => worker.call('readRows', args),
  readDistribution: (...args) => worker.call('readDistribution', args)
})
