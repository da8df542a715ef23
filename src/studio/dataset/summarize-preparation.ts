import './open-word-cutter.ts'
import { ok, type Checked } from '../../shared/core/checked.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import { summarizeImages, summarizeTable } from '../../shared/dataset/summarize.ts'
import type { PreparationSummary } from '../../shared/rpc/studio-api.ts'
import { openDataset } from './open-dataset.ts'
import { readTable } from './read-columns.ts'

/** The last summaries: a run is checked against the one that the window has just shown. */
const MAX_KEPT = 4
const kept = new Map<string, PreparationSummary>()

/** What the preparation does, step by step, worked out on all rows. */
export async function summarizePreparation(
  folder: string,
  spec: DatasetSpec
): Promise<Checked<PreparationSummary>> {
  const opened = await openDataset(folder)
  if (!opened.ok) return opened
  const manifest = opened.value
  const { columns, task, steps, split } = spec
  const key = JSON.stringify([folder, manifest.importedAt, columns, task, steps, split])
  const known = kept.get(key)
  kept.delete(key)
  const summary =
    known ??
    (manifest.kind === 'images'
      ? summarizeImages(manifest, spec)
      : summarizeTable(await readTable(folder, manifest), spec))
  kept.set(key, summary)
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MAX_KEPT))) kept.delete(oldest)
  return ok(summary)
}
