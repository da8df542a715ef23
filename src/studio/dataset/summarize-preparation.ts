import { ok, type Checked } from '../../shared/core/checked.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import { summarizeImages, summarizeTable } from '../../shared/dataset/summarize.ts'
import type { PreparationSummary } from '../../shared/rpc/studio-api.ts'
import { openDataset } from './open-dataset.ts'
import { readTable } from './read-columns.ts'

/** What the preparation does, step by step, worked out on all rows. */
export async function summarizePreparation(
  folder: string,
  spec: DatasetSpec
): Promise<Checked<PreparationSummary>> {
  const opened = await openDataset(folder)
  if (!opened.ok) return opened
  if (opened.value.kind === 'images') return ok(summarizeImages(opened.value, spec))
  return ok(summarizeTable(await readTable(folder, opened.value), spec))
}
