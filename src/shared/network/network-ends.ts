import type { Problem } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { AuxiliaryOutput, NetworkOutput, SingleOutput } from './check-output.ts'
import type { NetworkFix } from './network-fix.ts'
import type { NetworkGraph, NetworkNode } from './network-graph.ts'

/** Layers that no other reads. */
export function endsOf({ nodes, edges }: NetworkGraph): readonly NetworkNode[] {
  const read = new Set(edges.map(({ from }) => from))
  return nodes.filter(({ id }) => !read.has(id))
}

/** A last layer with what it is to give; `answers` is the column of a target beside the main one. */
export interface NetworkEnd {
  readonly node: NetworkNode
  readonly answers: string | null
  readonly output: NetworkOutput | undefined
}

export interface EndFinding {
  readonly problem: Problem
  readonly node: NetworkNode | undefined
  readonly fix?: NetworkFix
}

export interface MatchedEnds {
  /** The main target's first, then the others in their order; complete where nothing was found. */
  readonly ends: readonly NetworkEnd[]
  readonly findings: readonly EndFinding[]
}

const keyOf = ({ answers }: Pick<NetworkNode, 'answers'>): string | null => answers ?? null

/** The settings of a layer that gives this. */
export const outputParams = (output: SingleOutput | undefined): { units: number; activation: string } =>
  output?.kind === 'classification'
    ? { units: output.classCount, activation: 'softmax' }
    : { units: 1, activation: 'linear' }

/**
 * Which last layer predicts which target.
 *
 * Input     several targets: the main one's output, and those beside it
 * Problems  network/answers-unknown, answers-twice, target-without-layer
 */
export function matchEnds(
  graph: NetworkGraph,
  main: NetworkOutput | undefined,
  auxiliaries: readonly AuxiliaryOutput[]
): MatchedEnds {
  const nodes = endsOf(graph).filter(({ kind }) => kind !== 'input')
  const names = auxiliaries.map(({ name }) => name)
  const at = (node: NetworkNode): string => `network.nodes[${graph.nodes.indexOf(node)}].answers`
  const nodeFor = (answers: string | null): NetworkNode | undefined =>
    nodes.find((node) => keyOf(node) === answers)
  const wanted: readonly Pick<NetworkEnd, 'answers' | 'output'>[] = [
    { answers: null, output: main },
    ...auxiliaries.map(({ name, output }) => ({ answers: name, output }))
  ]
  const free = wanted.find(({ answers }) => nodeFor(answers) === undefined)?.answers
  const findings = nodes.flatMap((node): EndFinding[] => {
    const { answers } = node
    const first = nodeFor(keyOf(node)) ?? node
    const found =
      answers !== undefined && !names.includes(answers)
        ? problem(
            'network/answers-unknown',
            { layer: node.name, target: answers, names: names.join(', ') },
            at(node)
          )
        : first === node
          ? undefined
          : problem(
              'network/answers-twice',
              { layer: node.name, other: first.name, target: answers ?? '' },
              at(node)
            )
    if (found === undefined) return []
    return [{ problem: found, node, ...(free !== undefined && { fix: answerInstead(node, free) }) }]
  })
  const beside = nodeFor(null) ?? nodes[0]
  const lacking = (target: string): Problem =>
    problem('network/target-without-layer', { target }, 'network.nodes')
  if (nodeFor(null) === undefined) findings.push({ problem: lacking(''), node: beside })
  for (const { name, output } of auxiliaries) {
    if (nodeFor(name) !== undefined) continue
    const fix = beside && addBeside(beside, name, output)
    findings.push({ problem: lacking(name), node: beside, ...(fix && { fix }) })
  }
  const ends = wanted.flatMap(({ answers, output }) => {
    const node = nodeFor(answers)
    return node === undefined ? [] : [{ node, answers, output }]
  })
  return { ends, findings }
}

/** Adds a last layer for a target beside another. */
const addBeside = (beside: NetworkNode, answers: string, output: SingleOutput | undefined): NetworkFix => ({
  label: { en: `Add an output for ${answers}`, zh: `为“${answers}”添加输出层` },
  change: { kind: 'add-output', beside: beside.id, answers, params: outputParams(output) }
})

/** Gives the layer the target that has none yet. */
const answerInstead = (node: NetworkNode, answers: string | null): NetworkFix => ({
  label:
    answers === null
      ? { en: 'Predict the main target', zh: '改为预测主要目标' }
      : { en: `Predict ${answers}`, zh: `改为预测“${answers}”` },
  change: { kind: 'set-answers', nodeId: node.id, answers }
})
