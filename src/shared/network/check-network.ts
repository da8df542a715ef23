import type { Problem } from '../core/checked.ts'
import type { NodeId } from '../core/ids.ts'
import type { SampleShape } from '../core/schema.ts'
import { problem } from '../problems/catalogue.ts'
import { adviseOn, createScene, type NetworkNote } from './advise.ts'
import { checkOutput, type AuxiliaryOutput, type NetworkOutput } from './check-output.ts'
import { checkStructure } from './check-structure.ts'
import { adviseOnParts, checkPart, partOf, type SampleForm } from './input-parts.ts'
import { inferShapes, orderNodes, sourcesOf, type InferredNode } from './infer-shapes.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'
import { endsOf, matchEnds, type MatchedEnds, type NetworkEnd } from './network-ends.ts'
import type { NetworkFix } from './network-fix.ts'
import { isFrozen, type NetworkGraph, type NetworkNode } from './network-graph.ts'

export type { NetworkNote } from './advise.ts'
export type { NetworkOutput } from './check-output.ts'

/** All that the canvas shows of one layer. */
export interface NodeCheck extends InferredNode {
  /** Of its settings, shapes and connections. */
  readonly problems: readonly Problem[]
  /** Advice; does not keep the network from being trained. */
  readonly notes: readonly NetworkNote[]
  /** One-click edits for its problems, by the problem's code. */
  readonly fixes: readonly (NetworkFix & { readonly code: Problem['code'] })[]
}

export interface NetworkCheck {
  readonly nodes: ReadonlyMap<NodeId, NodeCheck>
  /** Every problem of the network and its layers, each once; none means that `model` is there. */
  readonly problems: readonly Problem[]
  readonly model: ModelSpec | undefined
}

export interface NetworkSurroundings extends SampleForm {
  /** What is to be predicted; left out where only the network itself is looked at. */
  readonly output?: NetworkOutput | undefined
  /** What is to be predicted beside it, where the output itself does not say so. */
  readonly auxiliaries?: readonly AuxiliaryOutput[] | undefined
}

/** The most weights a network may have: 2 GB as 32-bit floats, before gradients and optimiser. */
const maxWeightCount = 500_000_000

interface MutableCheck {
  inferred: InferredNode
  problems: Problem[]
  notes: NetworkNote[]
  fixes: (NetworkFix & { code: Problem['code'] })[]
}

/** Edits for problems that only the shapes tell. */
function shapeFix(node: NetworkNode, found: Problem): NetworkFix | undefined {
  switch (found.code) {
    case 'network/needs-row':
      return {
        label: { en: 'Put a Flatten before it', zh: '在前面加 Flatten' },
        change: { kind: 'insert-before', nodeId: node.id, layer: 'flatten' }
      }
    case 'network/needs-sequence':
      return {
        label: { en: 'Put a Reshape before it', zh: '在前面加 Reshape' },
        change: { kind: 'insert-before', nodeId: node.id, layer: 'reshape' }
      }
    case 'network/empty-output':
      return {
        label: { en: 'Use padding "same"', zh: '使用填充“same”' },
        change: { kind: 'set-params', nodeId: node.id, params: { padding: 'same' } }
      }
    case 'network/already-flat':
      return { label: { en: 'Delete it', zh: '删除它' }, change: { kind: 'remove', nodeId: node.id } }
    default:
      return undefined
  }
}

function startChecks(graph: NetworkGraph, form: SampleForm): Map<NodeId, MutableCheck> {
  const inferred = inferShapes(graph, form)
  return new Map(
    graph.nodes.map((node): [NodeId, MutableCheck] => {
      const own = inferred.get(node.id) ?? { problems: [] }
      const fixes = own.problems.flatMap((found) => {
        const fix = shapeFix(node, found)
        return fix === undefined ? [] : [{ ...fix, code: found.code }]
      })
      const part = checkPart(node, graph, form)
      if (part !== undefined) fixes.push({ ...part.fix, code: part.problem.code })
      const problems = [...own.problems, ...(part === undefined ? [] : [part.problem])]
      return [node.id, { inferred: own, problems, notes: [], fixes }]
    })
  )
}

/** The layers in building order, with all that was found out about them. */
function buildModel(
  graph: NetworkGraph,
  ends: readonly NetworkEnd[],
  { checks, form }: { readonly checks: ReadonlyMap<NodeId, MutableCheck>; readonly form: SampleForm }
): ModelSpec {
  // The last layers of the network stand last, that of the main target behind all, whatever order the drawing gives.
  const last = new Set(ends.map(({ node }) => node.id))
  const order = [
    ...orderNodes(graph).filter(({ id }) => !last.has(id)),
    ...[...ends].reverse().map(({ node }) => node)
  ]
  const sources = sourcesOf(graph)
  const layers = order.map((node): ModelLayer => {
    const { params, shape, weights, flops } = checks.get(node.id)?.inferred ?? {}
    if (params === undefined || shape === undefined || weights === undefined || flops === undefined) {
      throw new Error(`Layer ${node.name} passed the checks without a shape.`)
    }
    return {
      id: node.id,
      kind: node.kind,
      name: node.name,
      // An Input of the whole sample has no settings, as before there were parts.
      params: node.kind === 'input' && partOf(node) === '' ? {} : { ...params },
      ...(isFrozen(node) && { trainable: false }),
      inputs: sources.get(node.id) ?? [],
      outputShape: [...shape],
      weightCount: weights.total,
      trainableCount: weights.trainable,
      flopCount: flops
    }
  })
  const sum = (count: (layer: ModelLayer) => number): number =>
    layers.reduce((total, layer) => total + count(layer), 0)
  return {
    version: 1,
    layers,
    inputShape: [...form.inputShape],
    ...(form.inputParts && { inputParts: [...form.inputParts] }),
    outputShape: outputShapeOf(layers, ends.length),
    ...(ends.length > 1 && { outputs: ends.map(({ node, answers }) => ({ layer: node.id, answers })) }),
    weightCount: sum((layer) => layer.weightCount),
    trainableCount: sum((layer) => layer.trainableCount),
    flopCount: sum((layer) => layer.flopCount)
  }
}

/** Of several outputs, each a row of numbers, all of them in one row. */
function outputShapeOf(layers: readonly ModelLayer[], count: number): SampleShape {
  if (count === 1) return [...(layers.at(-1)?.outputShape ?? [])]
  return [layers.slice(-count).reduce((sum, { outputShape: [size = 0] }) => sum + size, 0)]
}

function checkLast(
  graph: NetworkGraph,
  last: NetworkNode,
  output: NetworkOutput | undefined,
  check: MutableCheck
): void {
  const { params, shape } = check.inferred
  if (output === undefined || params === undefined || shape === undefined) return
  const at = `network.nodes[${graph.nodes.indexOf(last)}]`
  for (const found of checkOutput({ ...last, params: { ...params } }, shape, output, at)) {
    check.problems.push(found.problem)
    if (found.fix !== undefined) check.fixes.push({ ...found.fix, code: found.problem.code })
  }
}

function weightProblem(model: ModelSpec): Problem[] {
  if (model.trainableCount === 0 && model.layers.some((layer) => isFrozen(layer) && layer.weightCount > 0))
    return [problem('network/nothing-to-train', {}, 'network')]
  if (model.weightCount <= maxWeightCount) return []
  const values = { found: model.weightCount.toLocaleString('en'), max: maxWeightCount.toLocaleString('en') }
  return [problem('network/too-many-weights', values, 'network')]
}

/**
 * Everything that is to be said about a network while it is drawn and before it is trained.
 *
 * Input     the network, the shape of one prepared sample and of its parts, and what is to be predicted
 * Output    shapes, counts, problems and advice for each layer; the model when nothing is wrong
 * Problems  every code of src/shared/problems/network.ts
 */
export function checkNetwork(
  graph: NetworkGraph,
  { output, auxiliaries = auxiliariesOf(output), ...form }: NetworkSurroundings
): NetworkCheck {
  const checks = startChecks(graph, form)
  const structure = checkStructure(graph, {
    hasParts: form.inputParts !== undefined,
    hasSeveralTargets: auxiliaries.length > 0
  })
  for (const { problem: found, nodeIds } of structure)
    for (const id of nodeIds) checks.get(id)?.problems.push(found)

  const { ends, findings } = findEnds(graph, output, auxiliaries)
  for (const { problem: found, node, fix } of findings) {
    const check = node && checks.get(node.id)
    check?.problems.push(found)
    if (fix !== undefined) check?.fixes.push({ ...fix, code: found.code })
  }
  for (const { node, output: wanted } of ends) {
    const check = checks.get(node.id)
    if (check !== undefined && node.kind !== 'input') checkLast(graph, node, wanted, check)
  }

  const ofLayers = [...checks.values()].flatMap(({ problems }) => problems)
  const ofWhole = [...structure, ...findings].map((finding) => finding.problem)
  const problems = [...new Set([...ofWhole, ...ofLayers])]
  const last = ends[0]?.node
  if (problems.length > 0 || last === undefined) return finish(checks, problems, undefined)

  const model = buildModel(graph, ends, { checks, form })
  const tooLarge = weightProblem(model)
  if (tooLarge.length > 0) return finish(checks, tooLarge, undefined)
  const scene = createScene(graph, { output, ends })
  for (const [index, node] of graph.nodes.entries()) {
    const check = checks.get(node.id)
    check?.notes.push(...adviseOn({ node, inferred: check.inferred, at: `network.nodes[${index}]` }, scene))
  }
  const inputShape = checks.get(last.id)?.inferred.inputShapes?.[0]
  for (const { node, ...note } of adviseOnParts(graph, form, { node: last, inputShape }))
    checks.get(node.id)?.notes.push(note)
  return finish(checks, problems, model)
}

const auxiliariesOf = (output: NetworkOutput | undefined): readonly AuxiliaryOutput[] =>
  output !== undefined && 'auxiliaries' in output ? (output.auxiliaries ?? []) : []

/** The last layers with their targets; of a network that should have one and has more, none. */
function findEnds(
  graph: NetworkGraph,
  output: NetworkOutput | undefined,
  auxiliaries: readonly AuxiliaryOutput[]
): MatchedEnds {
  if (auxiliaries.length > 0) return matchEnds(graph, output, auxiliaries)
  const [node, ...others] = endsOf(graph)
  const ends = node === undefined || others.length > 0 ? [] : [{ node, answers: null, output }]
  return { ends, findings: [] }
}

function finish(
  checks: ReadonlyMap<NodeId, MutableCheck>,
  problems: readonly Problem[],
  model: ModelSpec | undefined
): NetworkCheck {
  const nodes = new Map(
    [...checks].map(([id, { inferred, ...found }]): [NodeId, NodeCheck] => [id, { ...inferred, ...found }])
  )
  return { nodes, problems, model }
}
