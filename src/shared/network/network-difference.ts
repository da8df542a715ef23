import type { ParamValue } from '../core/params.ts'
import { isFrozen, type NetworkEdge, type NetworkGraph, type NetworkNode } from './network-graph.ts'

export interface ParamChange {
  readonly name: string
  /** Undefined where the setting was not there. */
  readonly before: ParamValue | undefined
  readonly after: ParamValue | undefined
}

/** One layer in two networks. Positions do not count. */
export type NodeDifference =
  | { readonly kind: 'added'; readonly after: NetworkNode }
  | { readonly kind: 'removed'; readonly before: NetworkNode }
  | { readonly kind: 'same'; readonly before: NetworkNode; readonly after: NetworkNode }
  | {
      readonly kind: 'changed'
      readonly before: NetworkNode
      readonly after: NetworkNode
      readonly params: readonly ParamChange[]
      readonly isRenamed: boolean
      /** Its weights stay as they are, or no longer do; undefined where that is as before. */
      readonly frozen?: { readonly before: boolean; readonly after: boolean }
      /** It reads other layers than before, or in another order. */
      readonly isReconnected: boolean
    }

export interface NetworkDifference {
  /** Layers of the second network in its order, then those that only the first has. */
  readonly nodes: readonly NodeDifference[]
  readonly isSame: boolean
}

type Pairs = ReadonlyMap<NetworkNode, NetworkNode>

/** Layers of `after` with the layer of `before` that each was: by id and kind first, then by name and kind. */
function pairNodes(before: NetworkGraph, after: NetworkGraph): Pairs {
  const pairs = new Map<NetworkNode, NetworkNode>()
  const left = new Set(before.nodes)
  const pair = (isMatch: (old: NetworkNode, now: NetworkNode) => boolean): void => {
    for (const now of after.nodes) {
      if (pairs.has(now)) continue
      const old = [...left].find((candidate) => candidate.kind === now.kind && isMatch(candidate, now))
      if (old === undefined) continue
      pairs.set(now, old)
      left.delete(old)
    }
  }
  // Two networks made apart can use one id for different layers, so an equal name beside the id decides first.
  pair((old, now) => old.id === now.id && old.name === now.name)
  pair((old, now) => old.id === now.id)
  pair((old, now) => old.name === now.name)
  return pairs
}

function changedParams(before: NetworkNode, after: NetworkNode): ParamChange[] {
  const names = [...new Set([...Object.keys(before.params), ...Object.keys(after.params)])]
  return names
    .filter((name) => !isSameValue(before.params[name], after.params[name]))
    .map((name) => ({ name, before: before.params[name], after: after.params[name] }))
}

const sourcesOf = (edges: readonly NetworkEdge[], node: NetworkNode): string[] =>
  edges.filter(({ to }) => to === node.id).map(({ from }) => from)

/** What changed from one network to another, layer by layer. */
export function compareNetworks(before: NetworkGraph, after: NetworkGraph): NetworkDifference {
  const pairs = pairNodes(before, after)
  const oldIds = new Map<string, string>([...pairs].map(([now, old]) => [now.id, old.id]))
  const nodes = after.nodes.map((now): NodeDifference => {
    const old = pairs.get(now)
    if (old === undefined) return { kind: 'added', after: now }
    const params = changedParams(old, now)
    const sources = sourcesOf(after.edges, now).map((id) => oldIds.get(id) ?? `new ${id}`)
    const isReconnected = sources.join(' ') !== sourcesOf(before.edges, old).join(' ')
    const isRenamed = old.name !== now.name
    const frozen = { before: isFrozen(old), after: isFrozen(now) }
    const isFreezing = frozen.before !== frozen.after
    return params.length > 0 || isRenamed || isReconnected || isFreezing
      ? {
          kind: 'changed',
          before: old,
          after: now,
          params,
          isRenamed,
          isReconnected,
          ...(isFreezing && { frozen })
        }
      : { kind: 'same', before: old, after: now }
  })
  const paired = new Set(pairs.values())
  const removed = before.nodes.filter((node) => !paired.has(node))
  const all = [...nodes, ...removed.map((node): NodeDifference => ({ kind: 'removed', before: node }))]
  return { nodes: all, isSame: all.every(({ kind }) => kind === 'same') }
}

/** NaN, which an unchecked graph may hold, is the same as itself. */
const isSameValue = (one: unknown, other: unknown): boolean =>
  one === other || (Number.isNaN(one) && Number.isNaN(other))
