import { Position, type Edge, type Node } from '@xyflow/svelte'
import type { NodeId } from '../../../shared/core/ids.ts'
import type { Label } from '../../../shared/core/params.ts'
import type { SampleShape } from '../../../shared/core/schema.ts'
import { layerFor } from '../../../shared/network/layers/catalogue.ts'
import type { NetworkEdge, NetworkGraph, NetworkNode } from '../../../shared/network/network-graph.ts'
import { cardSize, overlaps } from './layout.ts'

export type Severity = 'note' | 'problem'

/** What one card shows. Compared field by field, so that a card is drawn anew only when something on it changed. */
export interface LayerNodeData extends Record<string, unknown> {
  readonly node: NetworkNode
  readonly title: string
  readonly icon: string
  readonly line: Label
  readonly shape: SampleShape | undefined
  readonly weights: number | undefined
  readonly weightShare: number
  readonly severity: Severity | undefined
  readonly takesInput: boolean
  readonly isOutput: boolean
}

export interface ShapeEdgeData extends Record<string, unknown> {
  readonly shape: SampleShape | undefined
  /** One of its layers is selected. */
  readonly isLit: boolean
  /** The layer that reads it cannot work with it. */
  readonly isBroken: boolean
  /** A straight line would run through another card. */
  readonly isBlocked: boolean
}

export type LayerFlowNode = Node<LayerNodeData, 'layer'>
export type ShapeFlowEdge = Edge<ShapeEdgeData, 'shape'>

/** What the canvas knows of each layer beside the graph itself. */
export interface NodeFacts {
  readonly shape?: SampleShape | undefined
  readonly weights?: number | undefined
  readonly severity?: Severity | undefined
}

export interface FlowSource {
  readonly graph: NetworkGraph
  readonly facts: ReadonlyMap<NodeId, NodeFacts>
  readonly selected: ReadonlySet<NodeId>
  readonly selectedEdges: ReadonlySet<string>
  /** The layer that Tab reaches. */
  readonly current: NodeId | undefined
  /** The layer whose note is open; drawn over the others. */
  readonly open: NodeId | undefined
  readonly labelOf: (node: NetworkNode) => string
}

export const edgeId = (edge: NetworkEdge): string => `${edge.from}>${edge.to}`

/** Lines end at the middle of a card's upper and lower edge. Given here, so that the library measures nothing. */
const handles = [
  { type: 'target' as const, position: Position.Top, x: cardSize.width / 2 - 8, y: 0, width: 16, height: 8 },
  {
    type: 'source' as const,
    position: Position.Bottom,
    x: cardSize.width / 2 - 8,
    y: cardSize.height - 8,
    width: 16,
    height: 8
  }
]

/** The canvas library's nodes for a graph. Those that did not change are the same objects as before. */
export function flowNodes(source: FlowSource, before: readonly LayerFlowNode[]): LayerFlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  const total = [...source.facts.values()].reduce((sum, { weights }) => sum + (weights ?? 0), 0)
  const flagged = flaggedNodes(source.graph)
  return source.graph.nodes.map((node) => {
    const data = cardData(node, source.facts.get(node.id) ?? {}, total, flagged.has(node.id))
    const old = known.get(node.id)
    const next: LayerFlowNode = {
      id: node.id,
      type: 'layer',
      // A card in mid-drag is where the pointer holds it; the graph learns its place when it is let go.
      position: old?.dragging === true ? old.position : node.position,
      data: old !== undefined && isSameRecord(old.data, data) ? old.data : data,
      selected: source.selected.has(node.id),
      dragging: old?.dragging ?? false,
      zIndex: source.open === node.id ? 10 : 0,
      ariaLabel: source.labelOf(node),
      domAttributes: tabStop(source.current === node.id),
      ...fixedSize
    }
    return old !== undefined && isSameNode(old, next) ? old : next
  })
}

/** The layers that bear a flag of what the network gives: of those that read something and lead nowhere, the first for each target. */
function flaggedNodes({ nodes, edges }: NetworkGraph): ReadonlySet<NodeId> {
  const sources = new Set(edges.map((edge) => edge.from))
  const targets = new Set(edges.map((edge) => edge.to))
  const ends = nodes.filter(({ id }) => targets.has(id) && !sources.has(id))
  const isFirst = ({ answers }: NetworkNode, index: number): boolean =>
    ends.findIndex((end) => end.answers === answers) === index
  return new Set(ends.filter(isFirst).map(({ id }) => id))
}

const fixedSize = { ...cardSize, measured: cardSize, handles }
const reachable = { tabindex: 0 }
const skipped = { tabindex: -1 }
const tabStop = (isReached: boolean): { tabindex: number } => (isReached ? reachable : skipped)

function cardData(node: NetworkNode, facts: NodeFacts, total: number, isOutput: boolean): LayerNodeData {
  const layer = layerFor(node.kind)
  return {
    node,
    title: layer?.title ?? node.kind,
    icon: layer?.icon ?? 'box',
    line: layer?.describe(node.params) ?? { en: node.name, zh: node.name },
    shape: facts.shape,
    weights: facts.weights,
    weightShare: total === 0 ? 0 : (facts.weights ?? 0) / total,
    severity: facts.severity,
    takesInput: layer?.inputs !== 'none',
    isOutput
  }
}

/** The canvas library's edges for a graph, with the shape that each carries. */
export function flowEdges(source: FlowSource, before: readonly ShapeFlowEdge[]): ShapeFlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]))
  const byId = new Map(source.graph.nodes.map((node) => [node.id, node]))
  return source.graph.edges.map((edge) => {
    const id = edgeId(edge)
    const data: ShapeEdgeData = {
      shape: source.facts.get(edge.from)?.shape,
      isLit: source.selected.has(edge.to),
      isBroken: isBroken(source, edge),
      isBlocked: isBlocked(source.graph, byId.get(edge.from), byId.get(edge.to))
    }
    const old = known.get(id)
    const selected = source.selectedEdges.has(id)
    if (
      old !== undefined &&
      old.selected === selected &&
      old.data !== undefined &&
      isSameRecord(old.data, data)
    )
      return old
    return { id, type: 'shape', source: edge.from, target: edge.to, data, selected, focusable: false }
  })
}

const isBroken = ({ facts }: FlowSource, edge: NetworkEdge): boolean =>
  facts.get(edge.to)?.severity === 'problem' &&
  facts.get(edge.to)?.shape === undefined &&
  facts.get(edge.from)?.shape !== undefined

function isBlocked(graph: NetworkGraph, from: NetworkNode | undefined, to: NetworkNode | undefined): boolean {
  if (from === undefined || to === undefined) return false
  const top = from.position.y + cardSize.height
  const height = to.position.y - top
  const isStraight = Math.abs(from.position.x - to.position.x) < 1
  if (!isStraight || height <= cardSize.height) return false
  const line = { x: from.position.x + cardSize.width / 2, y: top, width: 1, height }
  return graph.nodes.some((node) => overlaps(line, { ...node.position, ...cardSize }))
}

function isSameNode(a: LayerFlowNode, b: LayerFlowNode): boolean {
  return (
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.data === b.data &&
    a.selected === b.selected &&
    a.zIndex === b.zIndex &&
    a.ariaLabel === b.ariaLabel &&
    a.domAttributes === b.domAttributes
  )
}

function isSameRecord(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return Object.keys(b).every((key) => isSameValue(a[key], b[key]))
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return JSON.stringify(a) === JSON.stringify(b)
}
