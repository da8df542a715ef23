import './open-word-cutter.ts'
import type { Checked } from '../../shared/core/checked.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import { imageSizeOf, prepareImages, prepareTable } from '../../shared/dataset/prepare.ts'
import type { PreparedData } from '../../shared/dataset/prepared-data.ts'
import { readPixels, readTable } from './read-dataset.ts'

/**
 * An imported dataset as a recipe wants it, ready to train on.
 *
 * Problems  those of reading and of `prepareTable` and `prepareImages`
 */
export async function prepareDataset(
  folder: string,
  manifest: DatasetManifest,
  spec: DatasetSpec
): Promise<Checked<PreparedData>> {
  if (manifest.kind === 'images') {
    const size = imageSizeOf(spec)
    if (!size.ok) return size
    const pixels = await readPixels(folder, manifest, size.value)
    return pixels.ok ? prepareImages(manifest, pixels.value, spec) : pixels
  }
  const table = await readTable(folder, manifest)
  return table.ok ? prepareTable(table.value, manifest, spec) : table
}
