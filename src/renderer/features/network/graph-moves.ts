import type { NodeId } from '../../../shared/core/ids.ts'
import { addNode, insertAfter, moveNodes, removeNodes } from '../../../shared/network/graph-edits.ts'
import type { SampleForm } from '../../../shared/network/input-parts.ts'
import { inferShapes } from '../../../shared/network/infer-shapes.ts'
import { inputLimits } from '../../../shared/network/layer-definition.ts'
import { layerCatalogue, type LayerKind } from '../../../shared/network/layers/catalogue.ts'
import type { NetworkEdge, NetworkGraph, NetworkNode } from '../../../shared/network/network-graph.ts'
import { cardSize, freePlace, rowPitch, type Point } from './layout.ts'

export interface Added {
  readonly graph: NetworkGraph
  readonly id: NodeId
}

const isOutput = (graph: NetworkGraph, node: NetworkNode): boolean =>
  !graph.edges.some((edge) => edge.from === node.id)

/** The layer that a new one comes after when none is selected: the lowest of those that lead nowhere. */
export function lastNode(graph: NetworkGraph): NetworkNode | undefined {
  return graph.nodes
    .filter((node) => isOutput(graph, node))
    .reduce<NetworkNode | undefined>(
      (lowest, node) => (lowest === undefined || node.position.y > lowest.position.y ? node : lowest),
      undefined
    )
}

/** A new layer behind another, connected in its place; an empty network gets its Input along with it. */
export function addAfter(graph: NetworkGraph, anchors: readonly NodeId[], kind: LayerKind): Added {
  if (kind === 'input') return addNode(graph, kind, freePlace(graph, { x: 0, y: 0 }))
  if (graph.nodes.length === 0) {
    const start = addNode(graph, 'input', { x: 0, y: 0 })
    return addAfter(start.graph, [start.id], kind)
  }
  const isJoining = anchors.length > 1 && anchors.length <= inputLimits[layerCatalogue[kind].inputs].max
  if (isJoining) return joinAll(graph, anchors, kind)
  const anchor = anchors.length === 1 ? anchors[0] : lastNode(graph)?.id
  if (anchor === undefined) return addNode(graph, kind, freePlace(graph, { x: 0, y: 0 }))
  const added = insertAfter(graph, anchor, kind)
  return { id: added.id, graph: withRoom(graph, added.graph, anchor, added.id) }
}

/** A merge layer below the selected ones, reading them all. */
function joinAll(graph: NetworkGraph, anchors: readonly NodeId[], kind: LayerKind): Added {
  const nodes = graph.nodes.filter((node) => anchors.includes(node.id))
  const x = nodes.reduce((sum, node) => sum + node.position.x, 0) / nodes.length
  const y = Math.max(...nodes.map((node) => node.position.y)) + rowPitch
  const added = addNode(graph, kind, freePlace(graph, { x: Math.round(x / 8) * 8, y }))
  const edges = nodes.map((node): NetworkEdge => ({ from: node.id, to: added.id }))
  return { id: added.id, graph: { ...added.graph, edges: [...added.graph.edges, ...edges] } }
}

/** Puts the new layer under its anchor and moves down only what stands in the way in that column. */
function withRoom(before: NetworkGraph, after: NetworkGraph, anchor: NodeId, added: NodeId): NetworkGraph {
  const source = before.nodes.find((node) => node.id === anchor)
  if (source === undefined) return after
  const place = { x: source.position.x, y: source.position.y + rowPitch }
  const places = new Map<NodeId, Point>(before.nodes.map((node) => [node.id, node.position]))
  places.set(added, place)
  const column = before.nodes
    .filter((node) => node.id !== anchor && Math.abs(node.position.x - place.x) < cardSize.width)
    .filter((node) => node.position.y >= source.position.y)
    .sort((a, b) => a.position.y - b.position.y)
  let lowest = place.y
  for (const node of column) {
    if (node.position.y >= lowest + rowPitch) break
    lowest += rowPitch
    places.set(node.id, { x: node.position.x, y: lowest })
  }
  return moveNodes(after, places)
}

/** A new layer where it was dropped; on a connection, it goes between the two ends. */
export function addAt(graph: NetworkGraph, kind: LayerKind, place: Point): Added {
  const edge = kind === 'input' ? undefined : edgeUnder(graph, place)
  const added = addNode(graph, kind, edge === undefined ? freePlace(graph, place) : place)
  if (edge === undefined) return added
  const edges = added.graph.edges.flatMap((other) =>
    other.from === edge.from && other.to === edge.to
      ? [
          { from: edge.from, to: added.id },
          { from: added.id, to: edge.to }
        ]
      : [other]
  )
  return { id: added.id, graph: withRoom(graph, { ...added.graph, edges }, edge.from, added.id) }
}

/** The connection that runs under the middle of a dropped card, within half a card's height. */
function edgeUnder(graph: NetworkGraph, place: Point): NetworkEdge | undefined {
  const byId = new Map(graph.nodes.map((node) => [node.id, node.position]))
  const middle = { x: place.x, y: place.y + cardSize.height / 2 }
  return graph.edges.find(({ from, to }) => {
    const start = byId.get(from)
    const end = byId.get(to)
    if (start === undefined || end === undefined) return false
    return distanceToLine(middle, { x: start.x, y: start.y + cardSize.height }, end) < cardSize.height / 2
  })
}

function distanceToLine(point: Point, start: Point, end: Point): number {
  const length = (end.x - start.x) ** 2 + (end.y - start.y) ** 2
  const along =
    length === 0
      ? 0
      : ((point.x - start.x) * (end.x - start.x) + (point.y - start.y) * (end.y - start.y)) / length
  const share = Math.max(0, Math.min(1, along))
  return Math.hypot(
    point.x - start.x - share * (end.x - start.x),
    point.y - start.y - share * (end.y - start.y)
  )
}

/** Layers taken out; what came before is connected to what came after, where the shapes allow it. */
export function removeReconnecting(
  graph: NetworkGraph,
  ids: readonly NodeId[],
  form: SampleForm | undefined
): NetworkGraph {
  const plain = removeNodes(graph, ids)
  const bridged = removeNodes(graph, ids, { isBridged: true })
  if (form === undefined) return bridged
  const before = inferShapes(graph, form)
  const after = inferShapes(bridged, form)
  const isPlain = (edge: NetworkEdge): boolean =>
    plain.edges.some((other) => other.from === edge.from && other.to === edge.to)
  const isBroken = (to: NodeId): boolean =>
    before.get(to)?.shape !== undefined &&
    after.get(to)?.inputShapes !== undefined &&
    after.get(to)?.shape === undefined
  return { ...bridged, edges: bridged.edges.filter((edge) => isPlain(edge) || !isBroken(edge.to)) }
}
