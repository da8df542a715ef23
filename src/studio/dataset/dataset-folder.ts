import { open, readFile, readdir, rename, rm, mkdir } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { datasetManifest, type DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'

export const MANIFEST_FILE = 'dataset.json'
const PARTIAL = '.partial'

/**
 * The manifest of an imported dataset.
 *
 * Problems  dataset/not-readable   the folder has no manifest of a version this program knows
 */
export async function readManifest(folder: string): Promise<Checked<DatasetManifest>> {
  try {
    const parsed = datasetManifest.safeParse(JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')))
    if (parsed.success) return ok(parsed.data)
  } catch {
    // Missing and damaged are the same to the person: the data has to be imported again.
  }
  return fail(problem('dataset/not-readable', { folder: basename(folder) }))
}

/**
 * Makes a dataset's folder in one move: it is there whole, or not at all.
 *
 * Input     `write` fills the temporary folder; what it throws, or a problem it answers, leaves nothing behind
 */
export async function writeFolder<T>(
  folder: string,
  write: (temporary: string) => Promise<Checked<T>>
): Promise<Checked<T>> {
  await removeLeftovers(dirname(folder), basename(folder))
  const temporary = `${folder}${PARTIAL}`
  await mkdir(temporary, { recursive: true })
  try {
    const written = await write(temporary)
    if (written.ok) await rename(temporary, folder)
    return written
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** Removes what imports left behind that were killed in the middle; with an id, only that dataset's. */
export async function removeLeftovers(parent: string, id?: string): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  const leftovers = names.filter(
    (name) => name.endsWith(PARTIAL) && (id === undefined || name === `${id}${PARTIAL}`)
  )
  await Promise.all(leftovers.map((name) => rm(join(parent, name), { recursive: true, force: true })))
}

/** Writes a file and waits until it is on the disk. */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'w')
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
