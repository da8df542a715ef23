import type { ModelSpec } from '../../shared/network/model-spec.ts'
import type { Draft } from '../../shared/rpc/project.ts'
import type { DatasetFunctions } from './dataset-functions.ts'
import type { ProjectSession } from './project-session.ts'
import type { SummaryParts } from './project-summary.ts'
import { checkAgainst } from './suggest-draft.ts'

type DraftParts = Pick<SummaryParts, 'manifest' | 'model'>

/**
 * Finds what is known of a draft's data and network; nothing where the data cannot be read or the network does not fit.
 * The last network is kept: working out the preparation of a large table takes seconds.
 */
export function createDraftInspector(
  loadDatasets: () => Promise<DatasetFunctions>
): (session: ProjectSession) => Promise<DraftParts> {
  let last: { readonly key: string; readonly model: ModelSpec | undefined } | undefined

  const modelOf = async (
    draft: Draft,
    folder: string,
    datasets: DatasetFunctions
  ): Promise<ModelSpec | undefined> => {
    const { dataset, network } = draft
    if (dataset === null || network.nodes.length === 0) return undefined
    const key = JSON.stringify([folder, dataset, network])
    if (last?.key === key) return last.model
    const prepared = await datasets.summarizePreparation(folder, dataset)
    const model = prepared.ok ? checkAgainst(network, dataset, prepared.value)?.model : undefined
    last = { key, model }
    return model
  }

  return async (session) => {
    const { draft } = session
    if (draft.datasetId === null || session.store.datasets.get(draft.datasetId) === undefined) {
      return { manifest: undefined, model: undefined }
    }
    const datasets = await loadDatasets()
    const folder = session.folder.dataset(draft.datasetId)
    const manifest = await datasets.readManifest(folder)
    if (!manifest.ok) return { manifest: undefined, model: undefined }
    return { manifest: manifest.value, model: await modelOf(draft, folder, datasets) }
  }
}
