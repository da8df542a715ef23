import { dataset } from '../../../src/renderer/state/dataset.svelte.ts'
import { project } from '../../../src/renderer/state/project.svelte.ts'
import { connectStudio } from '../../../src/renderer/studio.ts'
import { networkState } from '../../../src/renderer/features/network/network.svelte.ts'
import type { StudioBridge } from '../../../src/preload/bridge.ts'
import { datasetId, type NodeId } from '../../../src/shared/core/ids.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import type { InputPart } from '../../../src/shared/dataset/prepared-data.ts'
import { emptyNetwork, type NetworkGraph } from '../../../src/shared/network/network-graph.ts'
import type { StudioOutput } from '../../../src/shared/rpc/studio-api.ts'
import type { StudioMessage, StudioRequest } from '../../../src/shared/rpc/studio-message.ts'
import { defaultTraining } from '../../../src/shared/training/training-spec.ts'

/** What the stand-in for data asks of a network. */
export interface DataLike {
  readonly sampleShape: readonly number[]
  /** Null for a number to predict. */
  readonly classes: readonly string[] | null
  /** Where a sample is several inputs: each of them. */
  readonly inputParts?: readonly InputPart[]
  /** What is predicted beside the target. */
  readonly auxiliaries?: readonly { readonly name: string; readonly classes: readonly string[] | null }[]
}

export const digits: DataLike = { sampleShape: [28, 28, 1], classes: [...'0123456789'] }
export const flowers: DataLike = { sampleShape: [4], classes: ['setosa', 'versicolor', 'virginica'] }
export const houses: DataLike = { sampleShape: [8], classes: null }

/** A text of 20 tokens beside three numbers. */
export const notes: DataLike = {
  sampleShape: [23],
  classes: ['good', 'poor'],
  inputParts: [
    { name: 'text', shape: [20] },
    { name: 'numbers', shape: [3] }
  ]
}

const id = datasetId.parse('data')
const split = { train: 0.7, validation: 0.15, test: 0.15, seed: 1, isStratified: false }
let projectCount = 0

const specOf = ({ classes }: DataLike): DatasetSpec => ({
  version: 1,
  source: { kind: 'table', path: 'data.csv' },
  task: classes === null ? 'regression' : 'classification',
  columns: [{ name: 'target', kind: classes === null ? 'number' : 'category', role: 'target' }],
  steps: [],
  split
})

const common = {
  version: 1,
  id,
  name: 'data',
  fingerprint: '0'.repeat(64),
  importedAt: 1,
  sizeBytes: 1,
  notes: []
}

/** A studio that keeps nothing and knows one dataset. */
function answersOf(data: DataLike): Readonly<Record<string, unknown>> {
  const manifest =
    data.sampleShape.length === 1
      ? { ...common, kind: 'table', source: { kind: 'table', path: 'data.csv' }, rowCount: 500, columns: [] }
      : {
          ...common,
          kind: 'images',
          source: { kind: 'images', path: 'data' },
          isGrey: true,
          classes: data.classes ?? [],
          images: []
        }
  return {
    'datasets.get': manifest,
    'datasets.preparation': {
      steps: [],
      parts: [],
      classes: data.classes === null ? null : [...data.classes],
      sampleShape: [...data.sampleShape],
      ...(data.inputParts && { inputParts: [...data.inputParts], wordCount: 50 }),
      ...(data.auxiliaries && {
        auxiliaries: data.auxiliaries.map(({ name, classes }) => ({ name, classes: classes && [...classes] }))
      }),
      featureNames: [],
      problems: [],
      notes: []
    } satisfies StudioOutput<'datasets.preparation'>,
    'draft.save': { savedAt: 1 },
    'preferences.set': {
      locale: 'en',
      theme: 'light',
      isInspectorOpen: true,
      inspectorWidth: 320,
      isDrawerOpen: false,
      favouriteLayers: []
    }
  }
}

function bridgeOf(data: DataLike): StudioBridge {
  const answers = answersOf(data)
  let listen: (message: StudioMessage) => void = () => {}
  return {
    host: 'window',
    send: (request: StudioRequest) =>
      queueMicrotask(() => listen({ type: 'done', id: request.id, output: answers[request.method] })),
    onMessage: (listener) => {
      listen = listener
      return () => {}
    },
    onCommand: () => () => {},
    pick: () => Promise.resolve(undefined),
    dropped: () => Promise.resolve(undefined)
  }
}

/** Opens a project of its own with this network and these data; without data, as before the first import. */
export async function openNetwork(
  data: DataLike | null = digits,
  network: NetworkGraph = emptyNetwork
): Promise<void> {
  connectStudio(bridgeOf(data ?? digits))
  projectCount += 1
  project.show({
    key: `project-${projectCount}`,
    name: 'Test',
    folderLabel: '~/test',
    createdAt: 1,
    readOnlyReason: null,
    draft: {
      datasetId: data === null ? null : id,
      dataset: data === null ? null : specOf(data),
      network,
      training: defaultTraining
    }
  })
  await dataset.follow()
  networkState.select([])
  networkState.current = undefined
  networkState.connectingFrom = undefined
}

/** The network in one line: `input>conv_1 conv_1>flatten_1`. */
export const connections = (): string =>
  networkState.graph.edges
    .map(({ from, to }) => `${networkState.nameOf(from)}>${networkState.nameOf(to)}`)
    .join(' ')

/** The id of the layer with this name. */
export function idOf(name: string): NodeId {
  const node = networkState.graph.nodes.find((each) => each.name === name)
  if (node === undefined) throw new Error(`There is no layer ${name}.`)
  return node.id
}

export const selectedNames = (): string => networkState.selectedNodes.map((node) => node.name).join(' ')
