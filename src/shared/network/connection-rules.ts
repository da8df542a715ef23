import { fail, ok, type Checked, type Problem } from '../core/checked.ts'
import type { NodeId } from '../core/ids.ts'
import { problem } from '../problems/catalogue.ts'
import { inputLimits } from './layer-definition.ts'
import { layerFor } from './layers/catalogue.ts'
import type { NetworkEdge, NetworkGraph, NetworkNode } from './network-graph.ts'

/** Ids of the layers that can be reached from `start` along connections, itself included. */
export function reachableFrom(edges: readonly NetworkEdge[], start: NodeId): ReadonlySet<NodeId> {
  const next = new Map<NodeId, NodeId[]>()
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to])
  const reached = new Set([start])
  for (const id of reached) for (const to of next.get(id) ?? []) reached.add(to)
  return reached
}

/** Layers on a way from `from` to `to`, by name, in the order of the nodes. */
function namesBetween({ nodes, edges }: NetworkGraph, from: NodeId, to: NodeId): string {
  const after = reachableFrom(edges, from)
  const backwards = edges.map((edge) => ({ from: edge.to, to: edge.from }))
  const before = reachableFrom(backwards, to)
  return nodes
    .filter(({ id }) => after.has(id) && before.has(id))
    .map(({ name }) => name)
    .join(', ')
}

/**
 * Whether a new connection may be drawn.
 *
 * Problems  network/unknown-node         one end does not exist
 *           network/self-connection      both ends are the same layer
 *           network/input-takes-nothing  it would enter an Input
 *           network/already-connected    it is there already
 *           network/cycle                data would run in a circle
 *           network/one-input-only       the layer takes one connection and has it
 *           network/two-inputs-only      the layer takes two connections and has them
 */
export function checkConnection(graph: NetworkGraph, from: NodeId, to: NodeId): Checked<NetworkEdge> {
  const found = connectionProblem(graph, from, to)
  return found === undefined ? ok({ from, to }) : fail(found)
}

function connectionProblem(graph: NetworkGraph, from: NodeId, to: NodeId): Problem | undefined {
  const source = graph.nodes.find(({ id }) => id === from)
  const target = graph.nodes.find(({ id }) => id === to)
  if (source === undefined) return problem('network/unknown-node', { id: from })
  if (target === undefined) return problem('network/unknown-node', { id: to })
  if (from === to) return problem('network/self-connection', { layer: source.name })
  if (target.kind === 'input') return problem('network/input-takes-nothing', { layer: target.name })
  if (graph.edges.some((edge) => edge.from === from && edge.to === to)) {
    return problem('network/already-connected', { from: source.name, to: target.name })
  }
  if (reachableFrom(graph.edges, to).has(from)) {
    return problem('network/cycle', { names: namesBetween(graph, to, from) })
  }
  return tooManyInputs(target, graph.edges.filter((edge) => edge.to === to).length + 1)
}

/** Why a layer cannot have as many connections; undefined when it can. */
export function tooManyInputs({ kind, name }: NetworkNode, count: number, at?: string): Problem | undefined {
  const { max } = inputLimits[layerFor(kind)?.inputs ?? 'many']
  if (max === 0 || count <= max) return undefined
  const code = max === 1 ? 'network/one-input-only' : 'network/two-inputs-only'
  return problem(code, { layer: name }, at)
}
