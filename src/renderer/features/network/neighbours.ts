import type { NodeId } from '../../../shared/core/ids.ts'
import type { NetworkGraph, NetworkNode } from '../../../shared/network/network-graph.ts'
import type { Direction } from './keyboard.ts'

/**
 * The layer that an arrow key goes to: along a connection where one leads that way, else the nearest card on that side.
 * Undefined where there is none.
 */
export function neighbour(graph: NetworkGraph, id: NodeId, direction: Direction): NodeId | undefined {
  const from = graph.nodes.find((node) => node.id === id)
  if (from === undefined) return undefined
  const linked =
    direction === 'down'
      ? graph.edges.filter((edge) => edge.from === id).map((edge) => edge.to)
      : direction === 'up'
        ? graph.edges.filter((edge) => edge.to === id).map((edge) => edge.from)
        : []
  return (
    nearest(
      from,
      graph.nodes.filter((node) => linked.includes(node.id))
    ) ?? nearest(from, onSide(graph, from, direction), direction)
  )
}

function onSide(graph: NetworkGraph, from: NetworkNode, direction: Direction): readonly NetworkNode[] {
  return graph.nodes.filter((node) => node.id !== from.id && along(from, node, direction) > 0)
}

/** How far a card lies in a direction, in canvas pixels; negative behind. */
function along(from: NetworkNode, to: NetworkNode, direction: Direction): number {
  const x = to.position.x - from.position.x
  const y = to.position.y - from.position.y
  return { left: -x, right: x, up: -y, down: y }[direction]
}

function nearest(
  from: NetworkNode,
  candidates: readonly NetworkNode[],
  direction?: Direction
): NodeId | undefined {
  const cost = (node: NetworkNode): number => {
    const x = Math.abs(node.position.x - from.position.x)
    const y = Math.abs(node.position.y - from.position.y)
    // What lies aslant is farther than what lies straight ahead.
    if (direction === 'left' || direction === 'right') return x + 2 * y
    return direction === undefined ? x + y : y + 2 * x
  }
  let best: NetworkNode | undefined
  for (const node of candidates) if (best === undefined || cost(node) < cost(best)) best = node
  return best?.id
}
