import type { Stats } from 'node:fs'
import { fail, type Checked } from '../../shared/core/checked.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import { importImages } from './import-images.ts'
import { importText, isRunningText, isTextFolder } from './import-text.ts'
import { importTable, type ImportRequest } from './import-table.ts'
import { findLackOfRoom } from './lack-of-room.ts'
import { checkSource } from './source-file.ts'

export { readManifest, removeLeftovers } from './dataset-folder.ts'
export { listImages, readThumbnails } from './image-pages.ts'
export type { ImportProgress } from './import-progress.ts'
export type { ImportRequest } from './import-table.ts'
export { inspectSource } from './inspect-source.ts'
export { ensurePixels } from './pixels.ts'
export { readDistribution } from './read-distribution.ts'
export { readRows } from './read-rows.ts'
export { readSamples, type ShippedSample } from './samples.ts'
export { suggestDataset } from './suggest-dataset.ts'
export { summarizePreparation } from './summarize-preparation.ts'

async function importSource(request: ImportRequest, source: Stats): Promise<Checked<DatasetManifest>> {
  const isFolder = source.isDirectory()
  const isText = await (isFolder ? isTextFolder(request.path) : isRunningText(request.path, source.size))
  if (isText) return importText(request, { isFolder, sizeBytes: source.size })
  return isFolder ? importImages(request) : importTable(request, source.size)
}

/**
 * Imports a CSV file, a text file, or a folder with one sub-folder of images or text files for each class.
 *
 * Output    the manifest; `intoFolder` is there whole, or not at all
 * Problems  those of checkSource, importTable, importText and importImages
 * Throws    the signal's reason when it is aborted
 */
export async function importDataset(request: ImportRequest): Promise<Checked<DatasetManifest>> {
  const source = await checkSource(request.path)
  if (!source.ok) return source
  try {
    return await importSource(request, source.value)
  } catch (error) {
    request.signal?.throwIfAborted()
    const found = await findLackOfRoom(error, request, source.value)
    if (found) return fail(found)
    throw error
  }
}
