import { ok, unwrap, type Checked } from '../../shared/core/checked.ts'
import { imageSizeOf } from '../../shared/dataset/prepare.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import type { DatasetFunctions } from '../projects/dataset-functions.ts'

/**
 * Makes sure that images lie ready at the size that the spec gives them; nothing is done for other data.
 *
 * Problems  those of `ensurePixels`
 * Throws    ProblemError  when the spec gives images no size
 */
export async function readyPixels(
  spec: DatasetSpec,
  datasetFolder: string,
  datasets: () => Promise<DatasetFunctions>,
  watch: { readonly signal: AbortSignal; readonly onProgress: (doneShare: number) => void }
): Promise<Checked<void>> {
  if (spec.source.kind !== 'images') return ok(undefined)
  const size = unwrap(imageSizeOf(spec))
  return (await datasets()).ensurePixels(datasetFolder, size, watch)
}
