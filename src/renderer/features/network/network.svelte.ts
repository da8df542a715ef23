import type { Problem } from '../../../shared/core/checked.ts'
import type { NodeId } from '../../../shared/core/ids.ts'
import type { SampleShape } from '../../../shared/core/schema.ts'
import { targetName, type Task } from '../../../shared/dataset/dataset-spec.ts'
import { checkNetwork, type NetworkCheck, type NetworkOutput } from '../../../shared/network/check-network.ts'
import type { SampleForm } from '../../../shared/network/input-parts.ts'
import { networkOutputFor } from '../../../shared/network/network-output.ts'
import {
  emptyNetwork,
  type NetworkEdge,
  type NetworkGraph,
  type NetworkNode
} from '../../../shared/network/network-graph.ts'
import type { TrainingSpec } from '../../../shared/training/training-spec.ts'
import { dataset } from '../../state/dataset.svelte.ts'
import { project } from '../../state/project.svelte.ts'
import type { Both } from '../../text/text.svelte.ts'
import type { FlowSource, NodeFacts } from './flow-elements.ts'
import { mapOf, setOf } from './immutable.ts'
import type { Box } from './layout.ts'
import { findingsOf, noteKey, noteSide, type NodeFinding, type NoteSide } from './node-notes.ts'
import { nodeLabel } from './node-label.ts'
import { summarize, type NetworkSummary } from './summary.ts'

/** What the data ask of the network. */
export interface NetworkTarget {
  readonly name: string
  /** Class names in code order; null for a number. */
  readonly classes: readonly string[] | null
  /** Values of a forecast; null where one answer is asked for. */
  readonly horizon?: number | null
  /** Of a text, whose words are asked for one by one; undefined where no words are. */
  readonly words?: 'next' | 'hidden' | 'answer'
}

const wordsAsked: Partial<Record<Task, NetworkTarget['words']>> = {
  generation: 'next',
  masked: 'hidden',
  pairs: 'answer'
}

/** A connection that was not made, and why; shown on the layer it was to go to. */
interface Refusal extends NodeFinding {
  readonly at: NodeId
  /** The connection that could be made by letting go of the one that is there. */
  readonly replacement: NetworkEdge | undefined
}

/** What the canvas and the inspector share: the draft's network as it stands, and what is selected in it. */
export class NetworkState {
  selection = $state.raw<ReadonlySet<NodeId>>(setOf())
  selectedEdges = $state.raw<ReadonlySet<string>>(setOf())
  /** The layer that has, or would get, the keyboard. */
  current = $state<NodeId>()
  connectingFrom = $state<NodeId>()
  refusal = $state.raw<Refusal>()
  /** What the last action did, for a screen reader. */
  message = $state.raw<Both<string>>()
  /** Raised by one when the canvas is to show the whole network. */
  fitRequest = $state(0)
  /** Where the canvas looks; kept while another stage is open. */
  viewport = $state.raw<{ readonly x: number; readonly y: number; readonly zoom: number }>()
  /** What of the canvas can be seen, in canvas pixels. */
  visible = $state.raw<Box>()
  #key: string | undefined
  #opened = $state.raw<NodeId | null>()
  #kept = $state.raw<ReadonlySet<string>>(setOf())

  readonly graph = $derived<NetworkGraph>(project.open === null ? emptyNetwork : project.draft.network)
  readonly inputShape = $derived<SampleShape | undefined>(dataset.preparation?.sampleShape ?? undefined)
  /** What enters the network; undefined while it is not known. */
  readonly form = $derived<SampleForm | undefined>(
    this.inputShape && { inputShape: this.inputShape, inputParts: dataset.preparation?.inputParts }
  )

  readonly target = $derived.by<NetworkTarget | undefined>(() => {
    const spec = project.open === null ? null : project.draft.dataset
    if (spec === null || dataset.preparation === null) return undefined
    const name = targetName(spec)
    const horizon = spec.task === 'forecast' ? (dataset.preparation.horizon ?? null) : null
    const classes = spec.task === 'classification' ? (dataset.preparation.classes ?? []) : null
    const words = wordsAsked[spec.task]
    return { name, classes, horizon, ...(words && { words }) }
  })

  /** All that is to be predicted: the main target, then those beside it. */
  readonly targets = $derived<readonly NetworkTarget[]>(
    this.target === undefined ? [] : [this.target, ...(dataset.preparation?.auxiliaries ?? [])]
  )

  readonly output = $derived.by<NetworkOutput | undefined>(() => {
    if (this.target === undefined) return undefined
    const { dataset: spec } = project.draft
    const found = dataset.preparation
    return spec === null || found === null ? undefined : networkOutputFor(spec.task, found)
  })

  /** Undefined while it is not known what the data are. */
  readonly check = $derived.by<NetworkCheck | undefined>(() =>
    this.form === undefined || this.output === undefined || this.graph.nodes.length === 0
      ? undefined
      : checkNetwork(this.graph, { ...this.form, output: this.output })
  )

  readonly findings = $derived.by<ReadonlyMap<NodeId, readonly NodeFinding[]>>(() =>
    mapOf(this.graph.nodes.map(({ id }) => [id, findingsOf(this.check, id, this.#kept)]))
  )

  readonly facts = $derived.by<ReadonlyMap<NodeId, NodeFacts>>(() =>
    mapOf(
      this.graph.nodes.map(({ id }) => {
        const node = this.check?.nodes.get(id)
        return [
          id,
          {
            shape: node?.shape,
            weights: node?.weights?.total,
            severity: this.findings.get(id)?.[0]?.severity
          }
        ]
      })
    )
  )

  readonly summary = $derived<NetworkSummary | undefined>(
    project.open === null ? undefined : summarize(this.graph, this.check, project.draft.training)
  )

  /** Notes and problems of the whole network, each once. */
  readonly noteCount = $derived(
    [...this.findings.values()].flat().filter(({ severity }) => severity === 'note').length
  )
  readonly problems = $derived<readonly Problem[]>(this.check?.problems ?? [])

  /** The layer whose note is open: the refused one, the one asked for, the selected one, else the first with a note. */
  readonly openNode = $derived.by<NodeId | undefined>(() => {
    if (this.refusal !== undefined) return this.refusal.at
    if (this.#opened === null) return undefined
    const has = (id: NodeId | undefined): boolean =>
      id !== undefined && (this.findings.get(id)?.length ?? 0) > 0
    if (this.#opened !== undefined && has(this.#opened)) return this.#opened
    const [only] = this.selection
    if (this.selection.size === 1 && has(only)) return only
    return this.problems.length > 0 ? undefined : this.graph.nodes.find(({ id }) => has(id))?.id
  })

  readonly flowSource = $derived.by<FlowSource>(() => ({
    graph: this.graph,
    facts: this.facts,
    selected: this.selection,
    selectedEdges: this.selectedEdges,
    current: this.current ?? this.graph.nodes[0]?.id,
    open: this.openNode,
    labelOf: (node) => nodeLabel(node, this.facts.get(node.id))
  }))

  /** Selected layers that are still there, in the network's order. */
  readonly selectedNodes = $derived<readonly NetworkNode[]>(
    this.graph.nodes.filter(({ id }) => this.selection.has(id))
  )

  /** Another project: nothing of the last one is selected, open or kept away. */
  enter(key: string | undefined): void {
    if (key === this.#key) return
    this.#key = key
    this.select([])
    this.current = undefined
    this.connectingFrom = undefined
    this.message = undefined
    this.viewport = undefined
    this.#kept = setOf()
    this.fitRequest += 1
  }

  node(id: NodeId): NetworkNode | undefined {
    return this.graph.nodes.find((node) => node.id === id)
  }

  nameOf(id: NodeId): string {
    return this.node(id)?.name ?? id
  }

  /** What a last layer predicts; undefined where it names a column that is not predicted. */
  targetOf({ answers }: Pick<NetworkNode, 'answers'>): NetworkTarget | undefined {
    const [main, ...beside] = this.targets
    return answers === undefined ? main : beside.find(({ name }) => name === answers)
  }

  select(ids: readonly NodeId[]): void {
    this.selection = setOf(ids)
    this.selectedEdges = setOf()
    this.current = ids.at(-1) ?? this.current
    this.#opened = undefined
    this.refusal = undefined
  }

  /** The canvas changed the selection with the pointer. */
  selectFromCanvas(ids: readonly NodeId[], edges: readonly string[]): void {
    const isSame = ids.length === this.selection.size && ids.every((id) => this.selection.has(id))
    const isSameEdges =
      edges.length === this.selectedEdges.size && edges.every((id) => this.selectedEdges.has(id))
    if (!isSame) this.select(ids)
    if (!isSame || !isSameEdges) this.selectedEdges = setOf(edges)
  }

  findingOf(id: NodeId): NodeFinding | undefined {
    return this.refusal?.at === id ? this.refusal : this.findings.get(id)?.[0]
  }

  sideOf(id: NodeId): NoteSide {
    return noteSide(this.graph, id, this.visible)
  }

  refuse(at: NodeId, problem: Problem, replacement?: NetworkEdge): void {
    this.refusal = { at, severity: 'problem', problem, fixes: [], replacement }
    this.message = undefined
  }

  toggleNote(id: NodeId): void {
    this.#opened = this.openNode === id ? null : id
    this.refusal = undefined
  }

  closeNote(): void {
    this.#opened = null
    this.refusal = undefined
  }

  /** The person has read a note and wants things as they are. */
  keepNote(id: NodeId): void {
    const finding = this.findingOf(id)
    if (finding === undefined) return
    this.#kept = setOf([...this.#kept, noteKey(id, finding.problem)])
    this.#opened = undefined
  }

  /** Every change of the network goes through here: applied at once, undone by its name. */
  edit(name: Both<string>, next: NetworkGraph, group?: string, training?: TrainingSpec): void {
    if (next === this.graph) return
    this.refusal = undefined
    this.message = name
    project.edit(
      name,
      (draft) => {
        draft.network = next as typeof draft.network
        if (training !== undefined) draft.training = training
      },
      group
    )
    const ids = setOf(this.graph.nodes.map(({ id }) => id))
    if ([...this.selection].some((id) => !ids.has(id)))
      this.selection = setOf([...this.selection].filter((id) => ids.has(id)))
    this.selectedEdges = setOf()
    if (this.current !== undefined && !ids.has(this.current)) this.current = undefined
  }
}

export const networkState = new NetworkState()
