import type { NodeId } from '../../core/ids.ts'
import type { ParamValue } from '../../core/params.ts'
import { addNode, layerStep } from '../graph-edits.ts'
import type { LayerKind } from '../layers/catalogue.ts'
import { emptyNetwork, type NetworkGraph } from '../network-graph.ts'

/** Distance from one branch to the next beside it, in canvas pixels. */
const branchStep = 240

/** A layer, and those before it that it reads, by their place in the list. */
export interface TreeLayer {
  readonly kind: LayerKind
  readonly params?: Readonly<Record<string, ParamValue>>
  readonly reads: readonly number[]
  /** Branch from the left and row from the top, where it stands on the canvas. */
  readonly at: readonly [number, number]
}

/** Branches of layers that come together. */
export function tree(layers: readonly TreeLayer[]): NetworkGraph {
  let graph: NetworkGraph = emptyNetwork
  const ids: NodeId[] = []
  for (const { kind, params, reads, at } of layers) {
    const added = addNode(graph, kind, { x: at[0] * branchStep, y: at[1] * layerStep }, params)
    const edges = reads.flatMap((place) => {
      const from = ids[place]
      return from === undefined ? [] : [{ from, to: added.id }]
    })
    graph = { ...added.graph, edges: [...added.graph.edges, ...edges] }
    ids.push(added.id)
  }
  return graph
}
