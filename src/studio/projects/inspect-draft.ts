import type { SummaryParts } from './project-summary.ts'
import type { DatasetFunctions } from './dataset-functions.ts'
import type { ProjectSession } from './project-session.ts'
import { checkAgainst } from './suggest-draft.ts'

/** What is known of the draft's data and network; nothing where the data cannot be read or the network does not fit. */
export async function inspectDraft(
  session: ProjectSession,
  loadDatasets: () => Promise<DatasetFunctions>
): Promise<Pick<SummaryParts, 'manifest' | 'model'>> {
  const { datasetId, dataset, network } = session.draft
  if (datasetId === null || session.store.datasets.get(datasetId) === undefined)
    return { manifest: undefined, model: undefined }
  const datasets = await loadDatasets()
  const folder = session.folder.dataset(datasetId)
  const manifest = await datasets.readManifest(folder)
  if (!manifest.ok) return { manifest: undefined, model: undefined }
  if (dataset === null || network.nodes.length === 0) return { manifest: manifest.value, model: undefined }
  const prepared = await datasets.summarizePreparation(folder, dataset)
  const model = prepared.ok ? checkAgainst(network, dataset, prepared.value)?.model : undefined
  return { manifest: manifest.value, model }
}
