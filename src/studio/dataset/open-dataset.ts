import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { DatasetManifest, ImageManifest, TableManifest } from '../../shared/dataset/dataset-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { MANIFEST_FILE, readManifest } from './dataset-folder.ts'

/** Manifests are asked for with every page of rows and every thumbnail; a large one takes long to parse. */
const MAX_KEPT = 4
const kept = new Map<string, { readonly writtenAtMs: number; readonly manifest: DatasetManifest }>()

/**
 * A dataset's manifest, from memory where the file has not changed since it was read.
 *
 * Problems  dataset/not-readable
 */
export async function openDataset(folder: string): Promise<Checked<DatasetManifest>> {
  const found = await stat(join(folder, MANIFEST_FILE)).catch(() => undefined)
  if (!found) return fail(problem('dataset/not-readable', { folder: basename(folder) }))
  const known = kept.get(folder)
  kept.delete(folder)
  if (known?.writtenAtMs === found.mtimeMs) {
    kept.set(folder, known)
    return ok(known.manifest)
  }
  const read = await readManifest(folder)
  if (!read.ok) return read
  kept.set(folder, { writtenAtMs: found.mtimeMs, manifest: read.value })
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MAX_KEPT))) kept.delete(oldest)
  return read
}

/** Problems  dataset/not-a-table */
export async function openTable(folder: string): Promise<Checked<TableManifest>> {
  const opened = await openDataset(folder)
  if (!opened.ok) return opened
  const { value } = opened
  return value.kind === 'table' ? ok(value) : fail(problem('dataset/not-a-table', { name: value.name }))
}

/** Problems  dataset/not-images */
export async function openImages(folder: string): Promise<Checked<ImageManifest>> {
  const opened = await openDataset(folder)
  if (!opened.ok) return opened
  const { value } = opened
  return value.kind === 'images' ? ok(value) : fail(problem('dataset/not-images', { name: value.name }))
}
