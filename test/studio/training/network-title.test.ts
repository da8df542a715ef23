import { expect, it, test } from 'vitest'
import { networkGraph } from '../../../src/shared/network/network-graph.ts'
import { networkTitle } from '../../../src/studio/training/network-title.ts'

const dense = (id: string, units: number) => ({
  id,
  kind: 'dense',
  name: id,
  params: { units },
  position: { x: 0, y: 0 }
})

test('a network is titled in the order of its data, not in that of its making', () => {
  const graph = networkGraph.parse({
    version: 1,
    nodes: [
      { id: 'in', kind: 'input', name: 'in', params: {}, position: { x: 0, y: 0 } },
      dense('first', 16),
      dense('last', 3),
      dense('between', 64)
    ],
    edges: [
      { from: 'in', to: 'first' },
      { from: 'first', to: 'between' },
      { from: 'between', to: 'last' }
    ]
  })
  expect(networkTitle(graph)).toBe('MLP 16 · 64 · 3')
})

it.each([
  ['lstm', 'LSTM 3'],
  ['transformerEncoder', 'Transformer 3'],
  ['conv1d', 'CNN 3'],
  ['flatten', 'Linear 3']
])('names a network with %s after it', (kind, title) => {
  const graph = networkGraph.parse({
    version: 1,
    nodes: [
      { id: 'a', kind, name: 'a', params: {}, position: { x: 0, y: 0 } },
      { id: 'b', kind: 'dense', name: 'b', params: { units: 3 }, position: { x: 0, y: 0 } }
    ],
    edges: [{ from: 'a', to: 'b' }]
  })
  expect(networkTitle(graph)).toBe(title)
})
