import type { Problem } from '../core/checked.ts'
import type { NodeId } from '../core/ids.ts'
import type { ParamTable, ParamValues } from '../core/params.ts'
import type { SampleShape } from '../core/schema.ts'
import { problem } from '../problems/catalogue.ts'
import { completeParams, paramProblems } from './check-params.ts'
import { shapeOfInput, type SampleForm } from './input-parts.ts'
import { inputLimits } from './layer-definition.ts'
import { layerFor } from './layers/catalogue.ts'
import { isFrozen, type NetworkGraph, type NetworkNode } from './network-graph.ts'

/** What is known of one layer of a network. Shape and counts are missing where something before or in it is wrong. */
export interface InferredNode {
  /** Settings with nothing left out. */
  readonly params?: ParamValues<ParamTable>
  /** Shapes of what it reads, in order. */
  readonly inputShapes?: readonly SampleShape[]
  readonly shape?: SampleShape
  readonly weights?: { readonly total: number; readonly trainable: number }
  /** Multiplications and additions for one sample. */
  readonly flops?: number
  /** Of its own settings and shapes; connections are checked elsewhere. */
  readonly problems: readonly Problem[]
}

/** For each layer, the layers that it reads, in the order of the connections. */
export function sourcesOf({ edges }: NetworkGraph): ReadonlyMap<NodeId, NodeId[]> {
  const sources = new Map<NodeId, NodeId[]>()
  for (const { from, to } of edges) {
    const known = sources.get(to)
    if (known === undefined) sources.set(to, [from])
    else known.push(from)
  }
  return sources
}

/** Layers in an order in which each comes after what it reads; those in or behind a circle are left out. */
export function orderNodes({ nodes, edges }: NetworkGraph): readonly NetworkNode[] {
  const waiting = new Map<NodeId, number>(nodes.map(({ id }) => [id, 0]))
  const known = edges.filter(({ from, to }) => waiting.has(from) && waiting.has(to))
  for (const { to } of known) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const next = new Map<NodeId, NodeId[]>()
  for (const { from, to } of known) next.set(from, [...(next.get(from) ?? []), to])
  const byId = new Map(nodes.map((node) => [node.id, node]))

  const order = nodes.filter(({ id }) => waiting.get(id) === 0)
  for (const { id } of order) {
    for (const to of next.get(id) ?? []) {
      const left = (waiting.get(to) ?? 0) - 1
      waiting.set(to, left)
      const node = byId.get(to)
      if (left === 0 && node !== undefined) order.push(node)
    }
  }
  return order
}

/** The most numbers one sample may have inside the network: 2 GB as 32-bit floats. */
const maxSampleSize = 2 ** 29

function inferNode(
  node: NetworkNode,
  inputShapes: readonly SampleShape[] | undefined,
  at: string
): InferredNode {
  const layer = layerFor(node.kind)
  if (layer === undefined) {
    return {
      problems: [problem('network/unknown-layer', { layer: node.name, kind: node.kind }, `${at}.kind`)]
    }
  }
  const problems = paramProblems(layer.params, node.params, node.name, `${at}.params`)
  if (problems.length > 0) return { problems, ...(inputShapes && { inputShapes }) }
  const params = completeParams(layer.params, node.params)
  if (inputShapes === undefined) return { params, problems }

  const shape = layer.inferShape(inputShapes, params)
  if (!shape.ok) return { params, inputShapes, problems: [{ ...shape.problem, at }] }
  const size = shape.value.reduce((product, side) => product * side, 1)
  if (size > maxSampleSize) {
    const values = {
      layer: node.name,
      found: size.toLocaleString('en'),
      max: maxSampleSize.toLocaleString('en')
    }
    return { params, inputShapes, problems: [problem('network/too-large-output', values, at)] }
  }
  const weights = layer.countWeights(inputShapes, params)
  return {
    params,
    inputShapes,
    shape: shape.value,
    weights: isFrozen(node) ? { ...weights, trainable: 0 } : weights,
    flops: layer.countFlops(inputShapes, params),
    problems
  }
}

/**
 * Shapes, weights and operations of every layer, as far as they can be known.
 *
 * Input     form: what enters; each Input gets the shape of its part
 * Output    an entry for each layer of the graph
 * Problems  network/unknown-layer, those of `paramProblems`, of each layer's `inferShape`, network/too-large-output
 */
export function inferShapes(graph: NetworkGraph, form: SampleForm): ReadonlyMap<NodeId, InferredNode> {
  const places = new Map(graph.nodes.map(({ id }, index) => [id, `network.nodes[${index}]`]))
  const sources = sourcesOf(graph)
  const inferred = new Map<NodeId, InferredNode>()

  for (const node of orderNodes(graph)) {
    const shapes = (sources.get(node.id) ?? []).map((id) => inferred.get(id)?.shape)
    const isKnown = shapes.every((shape) => shape !== undefined)
    const wanted = layerFor(node.kind)?.inputs
    const { min, max } = inputLimits[wanted ?? 'many']
    const isFull = wanted === undefined || (shapes.length >= min && shapes.length <= max)
    const entering = wanted === 'none' ? shapeOfInput(node, form) : undefined
    const inputs = wanted === 'none' ? entering && [entering] : isKnown && isFull ? shapes : undefined
    inferred.set(node.id, inferNode(node, inputs, places.get(node.id) ?? ''))
  }
  for (const node of graph.nodes) {
    if (!inferred.has(node.id)) inferred.set(node.id, inferNode(node, undefined, places.get(node.id) ?? ''))
  }
  return inferred
}
