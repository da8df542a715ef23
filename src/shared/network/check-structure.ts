import type { Problem } from '../core/checked.ts'
import type { NodeId } from '../core/ids.ts'
import { problem } from '../problems/catalogue.ts'
import { reachableFrom, tooManyInputs } from './connection-rules.ts'
import { partName } from './expand-blocks.ts'
import { orderNodes } from './infer-shapes.ts'
import { partOf } from './input-parts.ts'
import { inputLimits } from './layer-definition.ts'
import { layerFor } from './layers/catalogue.ts'
import { endsOf } from './network-ends.ts'
import { networkNode, type NetworkGraph, type NetworkNode } from './network-graph.ts'

/** A problem, and the layers that it marks on the canvas; none for the network as a whole. */
export interface Finding {
  readonly problem: Problem
  readonly nodeIds: readonly NodeId[]
}

/** Names that the formats of an export use for their own things. */
const reservedNames: readonly string[] = ['top_level_model_weights']

const place = (index: number): string => `network.nodes[${index}]`
const namesOf = (nodes: readonly NetworkNode[]): string => nodes.map(({ name }) => name).join(', ')

/** Why a layer may not have a name, in whatever network; undefined when it may. */
export function nameProblem(kind: string, name: string, at?: string): Problem | undefined {
  if (!networkNode.shape.name.safeParse(name).success)
    return problem('network/name-not-allowed', { name }, at)
  // The model's input is always called "input", so that exported models are fed the same way.
  const isReserved = reservedNames.includes(name) || (name === 'input' && kind !== 'input')
  return isReserved ? problem('network/name-reserved', { name }, at) : undefined
}

function checkNames({ nodes }: NetworkGraph): Finding[] {
  const ids = new Set<NodeId>()
  const names = new Set<string>()
  const taken = nodes
    .filter(({ kind }) => layerFor(kind)?.expand !== undefined)
    .map(({ name }) => partName(name, ''))
  // Inputs are written by the names of their parts.
  const parts = new Set(nodes.filter(({ kind }) => kind === 'input').map(partOf))
  return nodes.flatMap(({ id, kind, name }, index): Finding[] => {
    const at = place(index)
    const findings: Finding[] = []
    const wrong = nameProblem(kind, name, `${at}.name`)
    if (wrong !== undefined) findings.push({ problem: wrong, nodeIds: [id] })
    if (ids.has(id)) {
      findings.push({ problem: problem('network/duplicate-id', { id }, `${at}.id`), nodeIds: [id] })
    }
    if (names.has(name)) {
      findings.push({ problem: problem('network/duplicate-name', { name }, `${at}.name`), nodeIds: [id] })
    }
    const isPart = kind !== 'input' && parts.has(name)
    if (isPart || taken.some((start) => name.startsWith(start))) {
      findings.push({ problem: problem('network/name-reserved', { name }, `${at}.name`), nodeIds: [id] })
    }
    ids.add(id)
    names.add(name)
    return findings
  })
}

function checkEdges({ nodes, edges }: NetworkGraph): Finding[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const drawn = new Set<string>()
  return edges.flatMap(({ from, to }, index): Finding[] => {
    const at = `network.edges[${index}]`
    const source = byId.get(from)
    const target = byId.get(to)
    if (source === undefined)
      return [{ problem: problem('network/unknown-node', { id: from }, `${at}.from`), nodeIds: [] }]
    if (target === undefined)
      return [{ problem: problem('network/unknown-node', { id: to }, `${at}.to`), nodeIds: [] }]
    if (from === to)
      return [{ problem: problem('network/self-connection', { layer: source.name }, at), nodeIds: [from] }]
    if (target.kind === 'input') {
      return [{ problem: problem('network/input-takes-nothing', { layer: target.name }, at), nodeIds: [to] }]
    }
    const key = `${from} ${to}`
    const isDrawn = drawn.has(key)
    drawn.add(key)
    return isDrawn
      ? [
          {
            problem: problem('network/already-connected', { from: source.name, to: target.name }, at),
            nodeIds: [to]
          }
        ]
      : []
  })
}

function checkInputCounts({ nodes, edges }: NetworkGraph): Finding[] {
  const counts = new Map<NodeId, number>()
  for (const { to } of edges) counts.set(to, (counts.get(to) ?? 0) + 1)
  return nodes.flatMap((node, index): Finding[] => {
    const { id, kind, name } = node
    const count = counts.get(id) ?? 0
    const wanted = layerFor(kind)?.inputs
    const at = place(index)
    if (wanted === undefined || wanted === 'none') return []
    if (count === 0)
      return [{ problem: problem('network/not-connected', { layer: name }, at), nodeIds: [id] }]
    const tooMany = tooManyInputs(node, count, at)
    if (tooMany !== undefined) return [{ problem: tooMany, nodeIds: [id] }]
    return count < inputLimits[wanted].min
      ? [{ problem: problem('network/too-few-inputs', { layer: name }, at), nodeIds: [id] }]
      : []
  })
}

/** Circles of more than one layer; each is named once. */
function checkCircles(graph: NetworkGraph): Finding[] {
  const ordered = new Set(orderNodes(graph).map(({ id }) => id))
  const left = graph.nodes.filter(({ id }) => !ordered.has(id))
  const named = new Set<NodeId>()
  return left.flatMap(({ id }): Finding[] => {
    if (named.has(id)) return []
    const after = reachableFrom(graph.edges, id)
    const circle = left.filter((other) => after.has(other.id) && reachableFrom(graph.edges, other.id).has(id))
    // A layer that only hangs behind a circle is not part of it.
    if (circle.length < 2) return []
    for (const member of circle) named.add(member.id)
    return [
      {
        problem: problem('network/cycle', { names: namesOf(circle) }, 'network.edges'),
        nodeIds: circle.map((member) => member.id)
      }
    ]
  })
}

function checkEnds(graph: NetworkGraph, { hasParts, hasSeveralTargets }: Shape): Finding[] {
  const { nodes } = graph
  const inputs = nodes.filter(({ kind }) => kind === 'input')
  const ends = endsOf(graph)
  const findings: Finding[] = []
  if (inputs.length === 0)
    findings.push({ problem: problem('network/no-input', {}, 'network.nodes'), nodeIds: [] })
  if (inputs.length > 1 && !hasParts) {
    const names = namesOf(inputs)
    findings.push({
      problem: problem('network/several-inputs', { names }, 'network.nodes'),
      nodeIds: inputs.map(({ id }) => id)
    })
  }
  if (nodes.length > 0 && nodes.length === inputs.length) {
    findings.push({
      problem: problem('network/input-only', {}, 'network.nodes'),
      nodeIds: inputs.map(({ id }) => id)
    })
  } else if (ends.length > 1 && !hasSeveralTargets) {
    const names = namesOf(ends)
    findings.push({
      problem: problem('network/several-outputs', { names }, 'network.nodes'),
      nodeIds: ends.map(({ id }) => id)
    })
  }
  return findings
}

interface Shape {
  readonly hasParts: boolean
  readonly hasSeveralTargets: boolean
}

/**
 * Everything wrong with how a network hangs together; shapes and settings are checked elsewhere.
 *
 * Input  hasParts: whether a sample is several inputs, so that there may be several Input layers
 *        hasSeveralTargets: whether there is to be a last layer for each of several targets, which `matchEnds` checks
 */
export function checkStructure(graph: NetworkGraph, shape: Shape): readonly Finding[] {
  if (graph.nodes.length === 0) return [{ problem: problem('network/empty', {}, 'network'), nodeIds: [] }]
  return [
    ...checkEnds(graph, shape),
    ...checkNames(graph),
    ...checkEdges(graph),
    ...checkInputCounts(graph),
    ...checkCircles(graph)
  ]
}
