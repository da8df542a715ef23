import type * as datasets from '../dataset/datasets.ts'

/** What the studio asks of the part that imports and reads data. */
export type DatasetFunctions = typeof datasets

/** Loaded when first asked for: DuckDB and sharp take their time. */
export const loadDatasetFunctions = (): Promise<DatasetFunctions> => import('../dataset/datasets.ts')
