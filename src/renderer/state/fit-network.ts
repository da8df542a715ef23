import type { Draft as Mutable } from 'immer'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import { suggestNetwork } from '../../shared/network/templates/catalogue.ts'
import type { NetworkGraph } from '../../shared/network/network-graph.ts'
import type { Draft } from '../../shared/rpc/project.ts'
import type { PreparationSummary } from '../../shared/rpc/studio-api.ts'

type Suggestion = NonNullable<ReturnType<typeof suggestNetwork>>

/** The network and training that suit the prepared data; undefined while nothing is known of its shape. */
function suggestionFor(
  manifest: DatasetManifest,
  spec: DatasetSpec,
  summary: PreparationSummary
): Suggestion | undefined {
  if (summary.sampleShape === null) return undefined
  return suggestNetwork({
    kind: manifest.kind,
    task: spec.task,
    classCount: summary.classes?.length ?? 0,
    sampleShape: summary.sampleShape,
    inputParts: summary.inputParts,
    wordCount: summary.wordCount ?? null,
    horizon: summary.horizon ?? null,
    auxiliaries: summary.auxiliaries,
    rowCount: manifest.kind === 'table' ? manifest.rowCount : manifest.images.length
  })
}

/** Whether two networks compute the same; where the layers stand on the canvas does not matter. */
function isSameNetwork(first: NetworkGraph, second: NetworkGraph): boolean {
  const meaning = ({ nodes, edges }: NetworkGraph): string =>
    JSON.stringify([
      nodes.map(({ id, kind, name, params, answers }) => [id, kind, name, params, answers]),
      edges
    ])
  return meaning(first) === meaning(second)
}

function take(draft: Mutable<Draft>, suggestion: Suggestion): void {
  draft.network = structuredClone(suggestion.graph)
  Object.assign(draft.training, structuredClone(suggestion.training))
}

/** Puts the suggested network where there is none yet; one that the person drew stays. */
export function fitEmptyNetwork(
  draft: Mutable<Draft>,
  manifest: DatasetManifest,
  spec: DatasetSpec,
  summary: PreparationSummary
): void {
  const suggestion = suggestionFor(manifest, spec, summary)
  if (draft.network.nodes.length === 0 && suggestion !== undefined) take(draft, suggestion)
}

/** What the data were when the network was suggested for them. */
export interface FormerData {
  readonly spec: DatasetSpec | null
  readonly summary: PreparationSummary | null
}

/** After another target: a network that still is the suggestion for the former data becomes the one for the new; any other stays. */
export function refitNetwork(
  draft: Mutable<Draft>,
  manifest: DatasetManifest,
  summary: PreparationSummary,
  former: FormerData
): void {
  if (draft.dataset === null) return
  if (draft.network.nodes.length === 0) {
    fitEmptyNetwork(draft, manifest, draft.dataset, summary)
    return
  }
  if (former.spec === null || former.summary === null) return
  const before = suggestionFor(manifest, former.spec, former.summary)
  const after = suggestionFor(manifest, draft.dataset, summary)
  if (before === undefined || after === undefined) return
  if (isSameNetwork(draft.network, before.graph)) draft.network = structuredClone(after.graph)
  // The loss belongs to the task; a loss that was chosen by hand for the former task is kept and the check says so.
  if (draft.training.loss === before.training.loss && after.training.loss !== undefined) {
    draft.training.loss = after.training.loss
  }
}
