import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import { datasetId } from '../../shared/core/ids.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { ImportRequest } from '../dataset/datasets.ts'
import type { DatasetFunctions } from './dataset-functions.ts'
import type { ProjectSession } from './project-session.ts'

export type ProjectImport = Omit<ImportRequest, 'id' | 'intoFolder'> & {
  /** Takes a dataset that is there already when it has the same bytes and columns. */
  readonly isReused?: boolean
}

/** Imports data into the project; nothing is left behind when it fails or is cancelled. Throws  ProblemError */
export async function importIntoProject(
  session: ProjectSession,
  datasets: DatasetFunctions,
  { isReused = false, ...request }: ProjectImport
): Promise<DatasetManifest> {
  const id = datasetId.parse(randomUUID())
  const folder = session.folder.dataset(id)
  await mkdir(dirname(folder), { recursive: true })
  try {
    const manifest = unwrap(await datasets.importDataset({ ...request, id, intoFolder: folder }))
    request.signal?.throwIfAborted()
    const twin = isReused ? await findTwin(session, datasets, manifest) : undefined
    if (twin !== undefined) {
      await rm(folder, { recursive: true, force: true })
      return twin
    }
    const { name, fingerprint, importedAt } = manifest
    session.store.datasets.add({ id, name, fingerprint, importedAt })
    return manifest
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw request.signal?.aborted === true ? new ProblemError(problem('system/cancelled', {})) : error
  }
}

async function findTwin(
  session: ProjectSession,
  datasets: DatasetFunctions,
  manifest: DatasetManifest
): Promise<DatasetManifest | undefined> {
  for (const row of session.store.datasets.list()) {
    if (row.fingerprint !== manifest.fingerprint) continue
    const other = await datasets.readManifest(session.folder.dataset(row.id))
    if (other.ok && shapeOf(other.value) === shapeOf(manifest)) return other.value
  }
  return undefined
}

/** What two imports of the same bytes can differ in. */
const shapeOf = (manifest: DatasetManifest): string =>
  manifest.kind === 'images'
    ? JSON.stringify(manifest.classes)
    : JSON.stringify([manifest.rowCount, manifest.columns.map(({ profile }) => [profile.name, profile.kind])])
