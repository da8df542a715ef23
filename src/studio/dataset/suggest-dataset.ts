import type { Checked } from '../../shared/core/checked.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import { suggestSpec, type SuggestChoice } from '../../shared/dataset/suggest.ts'
import { openDataset } from './open-dataset.ts'

/** A spec with everything chosen from an imported dataset; see suggestSpec. */
export async function suggestDataset(
  folder: string,
  choice: SuggestChoice = {}
): Promise<Checked<DatasetSpec>> {
  const opened = await openDataset(folder)
  return opened.ok ? suggestSpec(opened.value, choice) : opened
}
