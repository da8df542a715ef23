import type { Problem } from '../core/checked.ts'
import type { Label } from '../core/params.ts'
import type { SampleShape } from '../core/schema.ts'
import type { InputPart } from '../dataset/prepared-data.ts'
import { problem } from '../problems/catalogue.ts'
import type { NetworkFix } from './network-fix.ts'
import type { NetworkGraph, NetworkNode } from './network-graph.ts'

/** What enters a network. */
export interface SampleForm {
  /** Shape of one prepared sample. */
  readonly inputShape: SampleShape
  /** Where a sample is several inputs one after another: each of them. */
  readonly inputParts?: readonly InputPart[] | undefined
}

/** Numbers of a sample that is made of parts. */
export const sizeOfParts = (parts: readonly Pick<InputPart, 'shape'>[]): number =>
  parts.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0)

/** What the parts that the preparation makes are called by a person. */
const labels: Readonly<Record<string, Label>> = {
  text: { en: 'Text', zh: '文本' },
  numbers: { en: 'Numbers', zh: '数值' },
  question: { en: 'Question', zh: '问题' },
  answer: { en: 'Answer so far', zh: '已有回答' }
}

export const partLabel = (name: string): Label => labels[name] ?? { en: name, zh: name }

/** The part that an Input reads; '' for the whole sample. */
export const partOf = ({ params }: Pick<NetworkNode, 'params'>): string =>
  typeof params.part === 'string' ? params.part : ''

/** Shape of what an Input gives on; undefined where it is not known which part that is. */
export function shapeOfInput(
  node: Pick<NetworkNode, 'params'>,
  { inputShape, inputParts }: SampleForm
): SampleShape | undefined {
  const part = partOf(node)
  if (inputParts === undefined) return part === '' ? inputShape : undefined
  return inputParts.find(({ name }) => name === part)?.shape
}

/** The first part that no Input reads yet; undefined where all are read. */
export function freePart(graph: NetworkGraph, parts: readonly InputPart[] | undefined): string | undefined {
  const read = new Set(graph.nodes.filter(({ kind }) => kind === 'input').map(partOf))
  return parts?.find(({ name }) => !read.has(name))?.name
}

interface PartFinding {
  readonly problem: Problem
  readonly fix: NetworkFix
}

/**
 * What is wrong with the part that an Input reads.
 *
 * Problems  network/part-not-chosen   there are several and it reads none of them
 *           network/unknown-part      the data have no such part
 *           network/part-read-twice   an Input before it reads the same
 */
export function checkPart(node: NetworkNode, graph: NetworkGraph, form: SampleForm): PartFinding | undefined {
  if (node.kind !== 'input') return undefined
  const { inputParts } = form
  const part = partOf(node)
  const at = `network.nodes[${graph.nodes.indexOf(node)}]`
  const names = (inputParts ?? []).map(({ name }) => name).join(', ')
  if (inputParts === undefined) {
    if (part === '') return undefined
    const fix = readInstead(node, '', { en: 'Read the whole sample', zh: '读取整个样本' })
    return { problem: problem('network/unknown-part', { layer: node.name, part, names: '–' }, at), fix }
  }
  const free = freePart(graph, inputParts)
  const fix =
    free === undefined
      ? { label: { en: 'Delete it', zh: '删除它' }, change: { kind: 'remove' as const, nodeId: node.id } }
      : readInstead(node, free, {
          en: `Read “${partLabel(free).en}”`,
          zh: `读取“${partLabel(free).zh}”`
        })
  if (part === '')
    return { problem: problem('network/part-not-chosen', { layer: node.name, names }, at), fix }
  if (!inputParts.some(({ name }) => name === part))
    return { problem: problem('network/unknown-part', { layer: node.name, part, names }, at), fix }
  const first = graph.nodes.find((other) => other.kind === 'input' && partOf(other) === part)
  if (first === node || first === undefined) return undefined
  const values = { layer: node.name, other: first.name, part }
  return { problem: problem('network/part-read-twice', values, at), fix }
}

/**
 * Parts of the sample that no Input reads, told at the first Input.
 *
 * @param last  the last layer, with the shape of what enters it
 */
export function adviseOnParts(
  graph: NetworkGraph,
  { inputParts }: SampleForm,
  last: { readonly node: NetworkNode; readonly inputShape: SampleShape | undefined }
): readonly { readonly node: NetworkNode; readonly problem: Problem; readonly fix?: NetworkFix }[] {
  const inputs = graph.nodes.filter(({ kind }) => kind === 'input')
  const [node] = inputs
  if (inputParts === undefined || node === undefined) return []
  const read = new Set(inputs.map(partOf))
  return inputParts
    .filter(({ name }) => !read.has(name))
    .map(({ name, shape }) => {
      const { en, zh } = partLabel(name)
      const found = problem(
        'network/part-unread',
        { part: en, partZh: zh },
        `network.nodes[${graph.nodes.indexOf(node)}]`
      )
      // Tokens need layers of their own first; numbers can be put beside what the last layer reads.
      const canJoin = name === 'numbers' && shape.length === 1 && last.inputShape?.length === 1
      if (!canJoin) return { node, problem: found }
      const label = { en: `Join “${en}” before the last layer`, zh: `在末层之前接入“${zh}”` }
      return {
        node,
        problem: found,
        fix: { label, change: { kind: 'join-part', nodeId: last.node.id, part: name } }
      }
    })
}

const readInstead = (node: NetworkNode, part: string, label: Label): NetworkFix => ({
  label,
  change: { kind: 'set-params', nodeId: node.id, params: { part } }
})
