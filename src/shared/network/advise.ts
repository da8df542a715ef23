import type { Problem } from '../core/checked.ts'
import type { NodeId } from '../core/ids.ts'
import { problem } from '../problems/catalogue.ts'
import { placesAlong } from './image-windows.ts'
import { activationOf, type NetworkOutput } from './check-output.ts'
import type { InferredNode } from './infer-shapes.ts'
import type { NetworkEnd } from './network-ends.ts'
import type { NetworkFix } from './network-fix.ts'
import type { NetworkGraph, NetworkNode } from './network-graph.ts'

/** Worth knowing about a layer, though the network can be trained; `fix` is offered as one click. */
export interface NetworkNote {
  readonly problem: Problem
  readonly fix?: NetworkFix
}

/** What advice on one layer looks at beside the layer itself. */
interface Scene {
  /** Of the main target. */
  readonly output: NetworkOutput | undefined
  readonly ends: readonly NetworkEnd[]
  /** For each layer, the first that reads it. */
  readonly nextOf: ReadonlyMap<NodeId, NetworkNode>
}

/** Looks through the connections once for all layers. */
export function createScene({ nodes, edges }: NetworkGraph, ends: Pick<Scene, 'output' | 'ends'>): Scene {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const nextOf = new Map<NodeId, NetworkNode>()
  for (const { from, to } of edges) {
    const next = byId.get(to)
    if (next !== undefined && !nextOf.has(from)) nextOf.set(from, next)
  }
  return { ...ends, nextOf }
}

const numberOf = (node: NetworkNode, name: string): number => Number(node.params[name])

/** Pooling with 'valid' padding leaves out the rows and columns that no longer fill a window. */
function adviseOnEdges(node: NetworkNode, inferred: InferredNode, at: string): NetworkNote[] {
  const [height = 0, width = 0, channels = 0] = inferred.inputShapes?.[0] ?? []
  const [rows = 0, columns = 0] = inferred.shape ?? []
  if (!['maxPooling2d', 'averagePooling2d'].includes(node.kind) || node.params.padding !== 'valid') return []
  const strideHeight = numberOf(node, 'strideHeight')
  const strideWidth = numberOf(node, 'strideWidth')
  const isRowLost = (rows - 1) * strideHeight + numberOf(node, 'poolHeight') < height
  const isColumnLost = (columns - 1) * strideWidth + numberOf(node, 'poolWidth') < width
  if (!isRowLost && !isColumnLost) return []
  const same = [
    placesAlong(height, 1, strideHeight, 'same'),
    placesAlong(width, 1, strideWidth, 'same'),
    channels
  ]
  const both = isRowLost && isColumnLost
  const values = {
    what: both ? 'row and column are' : isRowLost ? 'row is' : 'column is',
    whatZh: both ? '一行和一列' : isRowLost ? '一行' : '一列',
    stride: isRowLost ? strideHeight : strideWidth,
    size: isRowLost ? height : width,
    output: same.join(' × ')
  }
  const label = { en: 'Use padding "same"', zh: '使用填充“same”' }
  const change = { kind: 'set-params', nodeId: node.id, params: { padding: 'same' } } as const
  return [{ problem: problem('network/edge-dropped', values, at), fix: { label, change } }]
}

const useRelu = (node: NetworkNode): NetworkFix => ({
  label: { en: 'Use relu', zh: '使用 relu' },
  change: { kind: 'set-params', nodeId: node.id, params: { activation: 'relu' } }
})

const isWeighted = (node: NetworkNode): boolean => node.kind === 'dense' || node.kind === 'conv2d'

const endAt = ({ ends }: Scene, { id }: NetworkNode): NetworkEnd | undefined =>
  ends.find(({ node }) => node.id === id)

function adviseOnActivation(node: NetworkNode, scene: Scene, at: string): NetworkNote[] {
  const { nextOf } = scene
  if (endAt(scene, node) !== undefined) return []
  const activation = activationOf(node)
  const next = nextOf.get(node.id)
  if (activation === 'softmax' && 'activation' in node.params) {
    return [{ problem: problem('network/softmax-inside', { layer: node.name }, at), fix: useRelu(node) }]
  }
  if (activation !== 'linear' || !isWeighted(node) || next === undefined || !isWeighted(next)) return []
  const values = { layer: node.name, next: next.name }
  return [{ problem: problem('network/linear-stack', values, at), fix: useRelu(node) }]
}

function adviseOnSize(node: NetworkNode, scene: Scene, at: string): NetworkNote[] {
  const { output } = scene
  const end = endAt(scene, node)
  const units = numberOf(node, 'units')
  if (end?.output?.kind === 'regression' && activationOf(node) !== 'linear') {
    const values = { layer: node.name, activation: activationOf(node) }
    const change = { kind: 'set-params', nodeId: node.id, params: { activation: 'linear' } } as const
    return [
      {
        problem: problem('network/output-not-linear', values, at),
        fix: { label: { en: 'Use linear', zh: '使用 linear' }, change }
      }
    ]
  }
  if (output?.kind !== 'classification' || node.kind !== 'dense' || end !== undefined) return []
  // A few classes can be told apart by fewer numbers (two numbers have four corners), many cannot easily.
  if (units >= output.classCount || units > 2) return []
  const values = { layer: node.name, units, classCount: output.classCount }
  const label = { en: `Use ${output.classCount} units`, zh: `改为 ${output.classCount} 个单元` }
  const change = { kind: 'set-params', nodeId: node.id, params: { units: output.classCount } } as const
  return [{ problem: problem('network/bottleneck', values, at), fix: { label, change } }]
}

/** A layer of a network that passed every check. */
interface AdvisedNode {
  readonly node: NetworkNode
  readonly inferred: InferredNode
  readonly at: string
}

/** What is worth knowing about one layer of a network that passed every check. */
export function adviseOn({ node, inferred, at }: AdvisedNode, scene: Scene): readonly NetworkNote[] {
  if (inferred.params === undefined) return []
  const whole = { ...node, params: { ...inferred.params } }
  return [
    ...adviseOnEdges(whole, inferred, at),
    ...adviseOnActivation(whole, scene, at),
    ...adviseOnSize(whole, scene, at)
  ]
}
