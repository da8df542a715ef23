import { nodeId } from '../../../src/shared/core/ids.ts'
import type { ParamValue } from '../../../src/shared/core/params.ts'
import type { NetworkGraph } from '../../../src/shared/network/network-graph.ts'

export const id = (text: string) => nodeId.parse(text)

type Drawn = readonly [name: string, kind: string, params?: Readonly<Record<string, ParamValue>>]

/** A network from `[name, kind, params]` and `'from > to'`; each layer's id is its name in small letters with dashes. */
export function draw(nodes: readonly Drawn[], edges: readonly string[]): NetworkGraph {
  const idOf = (name: string) => id(name.toLowerCase().replaceAll('_', '-'))
  return {
    version: 1,
    nodes: nodes.map(([name, kind, params = {}], index) => ({
      id: idOf(name),
      kind,
      name,
      params: { ...params },
      position: { x: 0, y: 100 * index }
    })),
    edges: edges.flatMap((path) => {
      const names = path.split(' > ')
      return names.slice(1).map((to, index) => ({ from: idOf(names[index] ?? ''), to: idOf(to) }))
    })
  }
}

/** Layers one after the other, from the Input on. */
export const line = (...nodes: readonly Drawn[]): NetworkGraph =>
  draw(nodes, [nodes.map(([name]) => name).join(' > ')])

export const input: Drawn = ['input', 'input']
export const classes = (classCount: number): Drawn => [
  'out',
  'dense',
  { units: classCount, activation: 'softmax' }
]
/** A row of four numbers to one of three classes. */
export const soundRow: NetworkGraph = line(input, ['h', 'dense', { units: 8 }], classes(3))
export const value: Drawn = ['out', 'dense', { units: 1, activation: 'linear' }]
