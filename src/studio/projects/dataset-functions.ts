import type { Checked } from '../../shared/core/checked.ts'
import type { DatasetId } from '../../shared/core/ids.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { ColumnKind } from '../../shared/dataset/column.ts'
import type { DatasetSpec, TableFormat, Task } from '../../shared/dataset/dataset-spec.ts'
import type { PreparationSummary, StudioInput, StudioOutput } from '../../shared/rpc/studio-api.ts'

type Query<Method extends 'datasets.rows' | 'datasets.distribution' | 'datasets.images' | 'datasets.thumbnails'> = Omit<StudioInput<Method>, 'id'>

export interface ImportRequest {
  readonly path: string
  readonly format?: Partial<TableFormat> | undefined
  readonly columns?: readonly { readonly name: string; readonly kind: ColumnKind }[] | undefined
  readonly intoFolder: string
  readonly id: DatasetId
  readonly signal: AbortSignal
  readonly onProgress: (doneShare: number, text: { en: string; zh: string }) => void
}

export interface LongWork {
  readonly signal: AbortSignal
  readonly onProgress: (doneShare: number, text: { en: string; zh: string }) => void
}

/** What the studio asks of the part that imports and reads data. */
export interface DatasetFunctions {
  inspectSource(path: string, format?: Partial<TableFormat>): Promise<Checked<StudioOutput<'datasets.inspect'>>>
  importDataset(request: ImportRequest): Promise<Checked<DatasetManifest>>
  readManifest(folder: string): Promise<Checked<DatasetManifest>>
  readRows(folder: string, query: Query<'datasets.rows'>): Promise<Checked<StudioOutput<'datasets.rows'>>>
  readDistribution(folder: string, query: Query<'datasets.distribution'>): Promise<Checked<StudioOutput<'datasets.distribution'>>>
  listImages(folder: string, query: Query<'datasets.images'>): Promise<Checked<StudioOutput<'datasets.images'>>>
  readThumbnails(folder: string, query: Query<'datasets.thumbnails'>): Promise<Checked<StudioOutput<'datasets.thumbnails'>>>
  suggestDataset(folder: string, choice: { target?: string | undefined; task?: Task | undefined }): Promise<Checked<DatasetSpec>>
  summarizePreparation(folder: string, spec: DatasetSpec): Promise<Checked<PreparationSummary>>
  ensurePixels(
    folder: string,
    size: { readonly height: number; readonly width: number; readonly channels: number },
    work: LongWork
  ): Promise<Checked<void>>
}

const place = '../dataset/datasets.ts'

/** Loaded when first asked for: DuckDB and sharp take their time. */
export const loadDatasetFunctions = async (): Promise<DatasetFunctions> => (await import(place)) as DatasetFunctions
