import type { NodeId } from '../../../shared/core/ids.ts'
import type { SampleShape } from '../../../shared/core/schema.ts'
import type { NetworkCheck, NodeCheck } from '../../../shared/network/check-network.ts'
import { isFrozen, type NetworkGraph } from '../../../shared/network/network-graph.ts'
import { slotCount, type OptimizerSpec } from '../../../shared/training/optimizer-spec.ts'

/** The figures under the canvas. */
export interface NetworkSummary {
  readonly layerCount: number
  readonly weightCount: number
  readonly weightBytes: number
  /** Those that training changes. */
  readonly trainableCount: number
  readonly hasFrozen: boolean
  /** For one sample; undefined while a shape is not known. */
  readonly flopCount: number | undefined
  /** Estimate for one training step; undefined while a shape is not known. */
  readonly memoryBytes: number | undefined
  readonly batchSize: number
  readonly isImage: boolean
  readonly largest: { readonly id: NodeId; readonly name: string; readonly share: number } | undefined
}

const bytesPerNumber = 4

/**
 * Sums a network up.
 *
 * Memory, an estimate: weights, gradients and the optimiser's slots, and for each sample of a batch every layer's output and its
 * gradient; 4 bytes a number. The program and TensorFlow's working space come on top.
 */
export function summarize(
  graph: NetworkGraph,
  check: NetworkCheck | undefined,
  training: { readonly batchSize: number; readonly optimizer: OptimizerSpec }
): NetworkSummary {
  const nodes = graph.nodes.map(({ id }) => check?.nodes.get(id))
  const weightCount = sum(nodes, (node) => node?.weights?.total ?? 0)
  const isKnown = nodes.length > 0 && nodes.every((node) => node?.shape !== undefined)
  const outputs = sum(nodes, (node) => (node?.shape === undefined ? 0 : sizeOf(node.shape)))
  const trainableCount = sum(nodes, (node) => node?.weights?.trainable ?? 0)
  // Gradients and slots are kept of what is trained only.
  const weightNumbers = weightCount + trainableCount * (1 + slotCount(training.optimizer))
  return {
    layerCount: nodes.length,
    weightCount,
    weightBytes: weightCount * bytesPerNumber,
    trainableCount,
    hasFrozen: graph.nodes.some(
      (node) => isFrozen(node) && (check?.nodes.get(node.id)?.weights?.total ?? 0) > 0
    ),
    flopCount: isKnown ? sum(nodes, (node) => node?.flops ?? 0) : undefined,
    memoryBytes: isKnown ? bytesPerNumber * (weightNumbers + 2 * outputs * training.batchSize) : undefined,
    batchSize: training.batchSize,
    isImage: nodes.some((node) => node?.shape?.length === 3),
    largest: largestOf(graph, check, weightCount)
  }
}

type Known = NodeCheck | undefined

const sum = (nodes: readonly Known[], count: (node: Known) => number): number =>
  nodes.reduce((total, node) => total + count(node), 0)

const sizeOf = (shape: SampleShape): number => shape.reduce((product, side) => product * side, 1)

function largestOf(
  graph: NetworkGraph,
  check: NetworkCheck | undefined,
  total: number
): NetworkSummary['largest'] {
  const weightsOf = (id: NodeId): number => check?.nodes.get(id)?.weights?.total ?? 0
  if (total === 0) return undefined
  const [first] = [...graph.nodes].sort((a, b) => weightsOf(b.id) - weightsOf(a.id))
  return first === undefined
    ? undefined
    : { id: first.id, name: first.name, share: weightsOf(first.id) / total }
}
