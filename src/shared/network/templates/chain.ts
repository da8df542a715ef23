import type { NodeId } from '../../core/ids.ts'
import type { ParamValue } from '../../core/params.ts'
import { addNode, layerStep } from '../graph-edits.ts'
import type { LayerKind } from '../layers/catalogue.ts'
import { emptyNetwork, type NetworkGraph } from '../network-graph.ts'

export interface ChainLink {
  readonly kind: LayerKind
  readonly params?: Readonly<Record<string, ParamValue>>
}

/** Input and then layers one after the other, drawn from top to bottom. */
export function chain(links: readonly ChainLink[]): NetworkGraph {
  let graph: NetworkGraph = emptyNetwork
  let previous: NodeId | undefined
  for (const [index, { kind, params }] of [{ kind: 'input' } as ChainLink, ...links].entries()) {
    const added = addNode(graph, kind, { x: 0, y: index * layerStep }, params)
    const edge = previous === undefined ? [] : [{ from: previous, to: added.id }]
    graph = { ...added.graph, edges: [...added.graph.edges, ...edge] }
    previous = added.id
  }
  return graph
}
