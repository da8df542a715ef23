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
  const wanted: readonly Pick<NetworkEnd, 'answers' | 'output'>[] = [
    { answers: null, output: main },
    ...auxiliaries.map(({ name, output }) => ({ answers: name, output }))
  ]
  const unanswered = wanted.filter(({ answers }) => !nodes.some((node) => keyOf(node) === answers))
  const findings = nodes.flatMap((node): EndFinding[] => {
    const { answers } = node
    if (answers !== undefined && !names.includes(answers)) {
      const values = { layer: node.name, target: answers, names: names.join(', ') }
      const fix = answerInstead(node, unanswered[0]?.answers)
      return [{ problem: problem('network/answers-unknown', values, at(node)), node, ...(fix && { fix }) }]
    }
    const first = nodes.find((other) => keyOf(other) === keyOf(node))
    if (first === node || first === undefined) return []
    const values = { layer: node.name, other: first.name, target: answers ?? '' }
    const fix = answerInstead(node, unanswered[0]?.answers)
    return [{ problem: problem('network/answers-twice', values, at(node)), node, ...(fix && { fix }) }]
  })
  const beside = nodes.find((node) => keyOf(node) === null) ?? nodes[0]
  const outputOf = (answers: string): SingleOutput | undefined =>
    auxiliaries.find(({ name }) => name === answers)?.output
  const lacking = unanswered.map(({ answers }): EndFinding => {
    const found = problem('network/target-without-layer', { target: answers ?? '' }, 'network.nodes')
    if (beside === undefined || answers === null) return { problem: found, node: beside }
    const label = { en: `Add an output for ${answers}`, zh: `为“${answers}”添加输出层` }
    const change = {
      kind: 'add-output',
      beside: beside.id,
      answers,
      params: outputParams(outputOf(answers))
    } as const
    return { problem: found, node: beside, fix: { label, change } }
  })
  const ends = wanted.flatMap(({ answers, output }) => {
    const node = nodes.find((one) => keyOf(one) === answers)
    return node === undefined ? [] : [{ node, answers, output }]
  })
  return { ends, findings: [...findings, ...lacking] }
}

/** Gives the layer the target that has none yet; undefined where all have one. */
function answerInstead(node: NetworkNode, answers: string | null | undefined): NetworkFix | undefined {
  if (answers === undefined) return undefined
  const label =
    answers === null
      ? { en: 'Predict the main target', zh: '改为预测主要目标' }
      : { en: `Predict ${answers}`, zh: `改为预测“${answers}”` }
  return { label, change: { kind: 'set-answers', nodeId: node.id, answers } }
}
