import type { NodeId } from '../../../shared/core/ids.ts'
import type { SampleShape } from '../../../shared/core/schema.ts'
import { layerFor } from '../../../shared/network/layers/catalogue.ts'
import type { NetworkGraph } from '../../../shared/network/network-graph.ts'
import type { OptimizerSpec } from '../../../shared/training/training-spec.ts'
import type { NodeFacts } from './flow-elements.ts'

/** The figures under the canvas. */
export interface NetworkSummary {
  readonly layerCount: number
  readonly weightCount: number
  readonly weightBytes: number
  /** For one sample; undefined while a shape is not known. */
  readonly flopCount: number | undefined
  /** Estimate for one training step; undefined while a shape is not known. */
  readonly memoryBytes: number | undefined
  readonly batchSize: number
  readonly isImage: boolean
  readonly largest: { readonly id: NodeId; readonly name: string; readonly share: number } | undefined
}

const bytesPerNumber = 4

/** Numbers that an optimiser keeps for each weight beside the weight itself. */
function slotCount(optimizer: OptimizerSpec): number {
  switch (optimizer.kind) {
    case 'sgd':
      return 0
    case 'momentum':
    case 'adagrad':
      return 1
    case 'rmsprop':
      return optimizer.momentum > 0 ? 2 : 1
    case 'adam':
      return 2
  }
}

/**
 * Sums a network up.
 *
 * Memory, an estimate: weights, gradients and the optimiser's slots, and for each sample of a batch every layer's output and its
 * gradient; 4 bytes a number. The program and TensorFlow's working space come on top.
 */
export function summarize(
  graph: NetworkGraph,
  facts: ReadonlyMap<NodeId, NodeFacts>,
  training: { readonly batchSize: number; readonly optimizer: OptimizerSpec }
): NetworkSummary {
  const shapes = graph.nodes.map((node) => facts.get(node.id)?.shape)
  const weightCount = graph.nodes.reduce((sum, node) => sum + (facts.get(node.id)?.weights ?? 0), 0)
  const isKnown = graph.nodes.length > 0 && shapes.every((shape) => shape !== undefined)
  const outputs = shapes.reduce((sum, shape) => sum + (shape === undefined ? 0 : sizeOf(shape)), 0)
  const perWeight = 2 + slotCount(training.optimizer)
  return {
    layerCount: graph.nodes.length,
    weightCount,
    weightBytes: weightCount * bytesPerNumber,
    flopCount: isKnown ? flopsOf(graph, facts) : undefined,
    memoryBytes: isKnown
      ? bytesPerNumber * (weightCount * perWeight + 2 * outputs * training.batchSize)
      : undefined,
    batchSize: training.batchSize,
    isImage: shapes.some((shape) => shape?.length === 3),
    largest: largestOf(graph, facts, weightCount)
  }
}

const sizeOf = (shape: SampleShape): number => shape.reduce((product, side) => product * side, 1)

function flopsOf(graph: NetworkGraph, facts: ReadonlyMap<NodeId, NodeFacts>): number {
  return graph.nodes.reduce((sum, node) => {
    const layer = layerFor(node.kind)
    const inputs = inputShapes(graph, facts, node.id)
    return layer === undefined || layer.inputs === 'none' ? sum : sum + layer.countFlops(inputs, node.params)
  }, 0)
}

/** The shapes that a layer reads, in the order of its connections; those not known yet left out. */
export function inputShapes(graph: NetworkGraph, facts: ReadonlyMap<NodeId, NodeFacts>, id: NodeId): SampleShape[] {
  return graph.edges
    .filter((edge) => edge.to === id)
    .map((edge) => facts.get(edge.from)?.shape)
    .filter((shape) => shape !== undefined)
}

function largestOf(
  graph: NetworkGraph,
  facts: ReadonlyMap<NodeId, NodeFacts>,
  total: number
): NetworkSummary['largest'] {
  if (total === 0) return undefined
  const [first] = [...graph.nodes].sort((a, b) => (facts.get(b.id)?.weights ?? 0) - (facts.get(a.id)?.weights ?? 0))
  if (first === undefined) return undefined
  return { id: first.id, name: first.name, share: (facts.get(first.id)?.weights ?? 0) / total }
}
