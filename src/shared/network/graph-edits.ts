import { fail, ok, type Checked } from '../core/checked.ts'
import { nodeId, type NodeId } from '../core/ids.ts'
import { defaultParams, type ParamValue } from '../core/params.ts'
import { problem } from '../problems/catalogue.ts'
import { nameProblem } from './check-structure.ts'
import { checkConnection } from './connection-rules.ts'
import { layerCatalogue, type LayerKind } from './layers/catalogue.ts'
import type { NetworkEdge, NetworkGraph, NetworkNode } from './network-graph.ts'

export type Position = NetworkNode['position']

/** Distance from one layer to the next below it, in canvas pixels. */
export const layerStep = 100
/** How far an Input stands beside what it is joined to. */
const joinedBeside = 260

/** Names of kinds as layers bear them: 'maxPooling2d' becomes 'max_pooling'. */
const nameStem = (kind: string): string =>
  kind.replace(/2d$/u, '').replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)

/** The stem itself for the one Input, else the stem with the first number that no layer bears. */
export function freeName(nodes: readonly NetworkNode[], kind: string): string {
  const taken = new Set(nodes.map(({ name }) => name))
  const stem = nameStem(kind)
  if (kind === 'input' && !taken.has(stem)) return stem
  let number = 1
  while (taken.has(`${stem}_${number}`)) number += 1
  return `${stem}_${number}`
}

function freeId(nodes: readonly NetworkNode[], kind: string): NodeId {
  const taken = new Set<string>(nodes.map(({ id }) => id))
  const stem =
    kind
      .toLowerCase()
      .replace(/[^a-z0-9]/gu, '')
      .slice(0, 40) || 'layer'
  let number = 1
  while (taken.has(`${stem}-${number}`)) number += 1
  return nodeId.parse(`${stem}-${number}`)
}

/** The graph with a new layer, not yet connected, and the new layer's id. */
export function addNode(
  graph: NetworkGraph,
  kind: LayerKind,
  position: Position,
  params: Readonly<Record<string, ParamValue>> = {}
): { readonly graph: NetworkGraph; readonly id: NodeId } {
  const id = freeId(graph.nodes, kind)
  const node: NetworkNode = {
    id,
    kind,
    name: freeName(graph.nodes, kind),
    // An Input of the whole sample is drawn as before there were parts.
    params: kind === 'input' ? { ...params } : { ...defaultParams(layerCatalogue[kind].params), ...params },
    position
  }
  return { graph: { ...graph, nodes: [...graph.nodes, node] }, id }
}

/** Connections that close the gap where layers with exactly one connection in are taken out. */
function bridge(edges: readonly NetworkEdge[], gone: NodeId): NetworkEdge[] {
  const into = edges.filter(({ to }) => to === gone)
  const [only] = into
  if (only === undefined || into.length > 1)
    return edges.filter(({ from, to }) => from !== gone && to !== gone)
  return edges
    .map((edge) => (edge.from === gone ? { from: only.from, to: edge.to } : edge))
    .filter(({ to }) => to !== gone)
    .filter(
      (edge, index, all) => all.findIndex(({ from, to }) => from === edge.from && to === edge.to) === index
    )
}

/** The graph without some layers and their connections; bridged, what came before is connected to what came after. */
export function removeNodes(
  graph: NetworkGraph,
  ids: readonly NodeId[],
  { isBridged = false }: { readonly isBridged?: boolean } = {}
): NetworkGraph {
  const gone = new Set(ids)
  const bridged = isBridged ? ids.reduce(bridge, [...graph.edges]) : graph.edges
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !gone.has(id)),
    edges: bridged.filter(({ from, to }) => !gone.has(from) && !gone.has(to))
  }
}

/** The graph with one more connection. Problems: those of `checkConnection`. */
export function connect(graph: NetworkGraph, from: NodeId, to: NodeId): Checked<NetworkGraph> {
  const edge = checkConnection(graph, from, to)
  return edge.ok ? ok({ ...graph, edges: [...graph.edges, edge.value] }) : edge
}

/** As `connect`, but a layer that takes one connection lets go of the one it has. */
export function reconnect(graph: NetworkGraph, from: NodeId, to: NodeId): Checked<NetworkGraph> {
  const target = graph.nodes.find(({ id }) => id === to)
  const isSingle = target !== undefined && target.kind !== 'input' && layerInputs(target.kind) === 'one'
  return connect(
    isSingle ? { ...graph, edges: graph.edges.filter((edge) => edge.to !== to) } : graph,
    from,
    to
  )
}

const layerInputs = (kind: string) =>
  Object.hasOwn(layerCatalogue, kind) ? layerCatalogue[kind as LayerKind].inputs : undefined

export const disconnect = (graph: NetworkGraph, { from, to }: NetworkEdge): NetworkGraph => ({
  ...graph,
  edges: graph.edges.filter((edge) => edge.from !== from || edge.to !== to)
})

/** The graph with some layers at new places. */
export const moveNodes = (graph: NetworkGraph, positions: ReadonlyMap<NodeId, Position>): NetworkGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) => ({ ...node, position: positions.get(node.id) ?? node.position }))
})

/** The graph with some settings of one layer changed; checked live by `checkNetwork`, not here. */
export const setParams = (
  graph: NetworkGraph,
  id: NodeId,
  params: Readonly<Record<string, ParamValue>>
): NetworkGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) =>
    node.id === id ? { ...node, params: { ...node.params, ...params } } : node
  )
})

export const setParam = (graph: NetworkGraph, id: NodeId, name: string, value: ParamValue): NetworkGraph =>
  setParams(graph, id, { [name]: value })

/** The graph with some layers frozen, or trained again. A layer that is trained says nothing of it. */
export function setFrozen(graph: NetworkGraph, ids: readonly NodeId[], isToFreeze: boolean): NetworkGraph {
  const changed = new Set(ids)
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (!changed.has(node.id)) return node
      const { trainable: _, ...rest } = node
      return isToFreeze ? { ...rest, trainable: false } : rest
    })
  }
}

/**
 * The graph with one layer renamed.
 *
 * Problems  network/unknown-node, name-not-allowed, name-reserved, duplicate-name
 */
export function renameNode(graph: NetworkGraph, id: NodeId, name: string): Checked<NetworkGraph> {
  const renamed = graph.nodes.find((node) => node.id === id)
  if (renamed === undefined) return fail(problem('network/unknown-node', { id }))
  const wrong = nameProblem(renamed.kind, name)
  if (wrong !== undefined) return fail(wrong)
  if (graph.nodes.some((node) => node.id !== id && node.name === name)) {
    return fail(problem('network/duplicate-name', { name }))
  }
  return ok({ ...graph, nodes: graph.nodes.map((node) => (node.id === id ? { ...node, name } : node)) })
}

/** Some layers with the connections among them, to be pasted. */
export function copyNodes(graph: NetworkGraph, ids: readonly NodeId[]): NetworkGraph {
  const wanted = new Set(ids)
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => wanted.has(id)),
    edges: graph.edges.filter(({ from, to }) => wanted.has(from) && wanted.has(to))
  }
}

/** The graph with copies of layers under free ids and names, and the ids of the copies. */
export function pasteNodes(
  graph: NetworkGraph,
  copied: NetworkGraph,
  offset: Position
): { readonly graph: NetworkGraph; readonly ids: readonly NodeId[] } {
  const nodes = [...graph.nodes]
  const ids = new Map<NodeId, NodeId>()
  for (const node of copied.nodes) {
    const id = freeId(nodes, node.kind)
    const isNameFree = !nodes.some(({ name }) => name === node.name)
    const position = { x: node.position.x + offset.x, y: node.position.y + offset.y }
    ids.set(node.id, id)
    nodes.push({ ...node, id, name: isNameFree ? node.name : freeName(nodes, node.kind), position })
  }
  const edges = copied.edges.flatMap(({ from, to }): NetworkEdge[] => {
    const newFrom = ids.get(from)
    const newTo = ids.get(to)
    return newFrom === undefined || newTo === undefined ? [] : [{ from: newFrom, to: newTo }]
  })
  return { graph: { ...graph, nodes, edges: [...graph.edges, ...edges] }, ids: [...ids.values()] }
}

/** Moves everything from a height on down by one layer, so that there is room. */
const makeRoom = (nodes: readonly NetworkNode[], fromY: number): NetworkNode[] =>
  nodes.map((node) =>
    node.position.y >= fromY
      ? { ...node, position: { ...node.position, y: node.position.y + layerStep } }
      : node
  )

/** The graph with a new layer between a layer and all that is connected into it. */
export function insertBefore(graph: NetworkGraph, id: NodeId, kind: LayerKind): NetworkGraph {
  const target = graph.nodes.find((node) => node.id === id)
  if (target === undefined) return graph
  const moved = { ...graph, nodes: makeRoom(graph.nodes, target.position.y) }
  const added = addNode(moved, kind, target.position)
  const edges = graph.edges.map((edge) => (edge.to === id ? { from: edge.from, to: added.id } : edge))
  return { ...added.graph, edges: [...edges, { from: added.id, to: id }] }
}

/** Joins a part of the sample to what enters a layer: an Input that reads it, and a Concatenate before the layer. */
export function joinPart(graph: NetworkGraph, id: NodeId, part: string): NetworkGraph {
  const known = new Set(graph.nodes.map((node) => node.id))
  const widened = insertBefore(graph, id, 'concatenate')
  const joint = widened.nodes.find((node) => !known.has(node.id))
  if (joint === undefined) return graph
  const position = { x: joint.position.x + joinedBeside, y: joint.position.y - layerStep }
  const added = addNode(widened, 'input', position, { part })
  return { ...added.graph, edges: [...added.graph.edges, { from: added.id, to: joint.id }] }
}

/** The graph with a layer that predicts another target; null for the main one. */
export const setAnswers = (graph: NetworkGraph, id: NodeId, answers: string | null): NetworkGraph => ({
  ...graph,
  nodes: graph.nodes.map(({ answers: former, ...node }) => {
    if (node.id === id) return answers === null ? node : { ...node, answers }
    return former === undefined ? node : { ...node, answers: former }
  })
})

/** Adds a Dense that predicts another target from what the last layer of the main one reads. */
export function addOutput(
  graph: NetworkGraph,
  beside: NodeId,
  { answers, params }: { readonly answers: string; readonly params: Readonly<Record<string, ParamValue>> }
): NetworkGraph {
  const main = graph.nodes.find(({ id }) => id === beside)
  if (main === undefined) return graph
  const sources = graph.edges.filter(({ to }) => to === beside).map(({ from }) => from)
  const inRow = graph.nodes.filter(({ position }) => position.y === main.position.y)
  const right = inRow.reduce((most, { position }) => Math.max(most, position.x), main.position.x)
  const added = addNode(graph, 'dense', { x: right + joinedBeside, y: main.position.y }, params)
  // A Dense reads one layer; where the main output joins several, the first of them is as good as any.
  const edges = sources.slice(0, 1).map((from) => ({ from, to: added.id }))
  return setAnswers({ ...added.graph, edges: [...added.graph.edges, ...edges] }, added.id, answers)
}

/** The graph with a new layer after a layer: between it and all that it was connected to. */
export function insertAfter(
  graph: NetworkGraph,
  id: NodeId,
  kind: LayerKind
): { readonly graph: NetworkGraph; readonly id: NodeId } {
  const source = graph.nodes.find((node) => node.id === id)
  if (source === undefined || kind === 'input') return addNode(graph, kind, { x: 0, y: 0 })
  const position = { x: source.position.x, y: source.position.y + layerStep }
  const moved = { ...graph, nodes: makeRoom(graph.nodes, position.y) }
  const added = addNode(moved, kind, position)
  const edges = graph.edges.map((edge) => (edge.from === id ? { from: added.id, to: edge.to } : edge))
  return { graph: { ...added.graph, edges: [...edges, { from: id, to: added.id }] }, id: added.id }
}
