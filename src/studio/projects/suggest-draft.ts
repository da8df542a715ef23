import { unwrap } from '../../shared/core/checked.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { SuggestChoice } from '../../shared/dataset/suggest.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import { emptyNetwork } from '../../shared/network/network-graph.ts'
import { checkNetwork, type NetworkCheck } from '../../shared/network/check-network.ts'
import { networkOutputFor } from '../../shared/network/network-output.ts'
import type { NetworkGraph } from '../../shared/network/network-graph.ts'
import { suggestNetwork, type TemplateData } from '../../shared/network/templates/catalogue.ts'
import type { Draft } from '../../shared/rpc/project.ts'
import type { PreparationSummary } from '../../shared/rpc/studio-api.ts'
import { defaultTraining } from '../../shared/training/training-spec.ts'
import type { DatasetFunctions } from './dataset-functions.ts'

export const rowCountOf = (manifest: DatasetManifest): number =>
  manifest.kind === 'images' ? manifest.images.length : manifest.rowCount

/** A draft chosen from the data: preparation, network and training plan, ready to train. Throws  ProblemError */
export async function suggestDraft(
  datasets: DatasetFunctions,
  folder: string,
  manifest: DatasetManifest,
  choice: SuggestChoice
): Promise<Draft> {
  const dataset = unwrap(await datasets.suggestDataset(folder, choice))
  const prepared = unwrap(await datasets.summarizePreparation(folder, dataset))
  const data = templateDataOf(manifest, dataset, prepared)
  const suggestion = data === undefined ? undefined : suggestNetwork(data)
  return {
    datasetId: manifest.id,
    dataset,
    network: suggestion?.graph ?? emptyNetwork,
    training: { ...defaultTraining, ...suggestion?.training }
  }
}

/** What templates are fitted to; undefined where the data cannot be prepared. */
export function templateDataOf(
  manifest: DatasetManifest,
  { task }: DatasetSpec,
  { sampleShape, inputParts, classes, wordCount, horizon, auxiliaries }: PreparationSummary
): TemplateData | undefined {
  if (sampleShape === null) return undefined
  return {
    kind: manifest.kind,
    task,
    classCount: classes?.length ?? null,
    wordCount: wordCount ?? null,
    horizon: horizon ?? null,
    auxiliaries,
    sampleShape,
    inputParts,
    rowCount: rowCountOf(manifest)
  }
}

/** The network against the data it is to learn from; undefined where the data cannot be prepared. */
export function checkAgainst(
  network: NetworkGraph,
  dataset: DatasetSpec,
  prepared: PreparationSummary
): NetworkCheck | undefined {
  const { sampleShape, inputParts } = prepared
  if (sampleShape === null) return undefined
  const output = networkOutputFor(dataset.task, prepared)
  return checkNetwork(network, { inputShape: sampleShape, inputParts, output })
}
