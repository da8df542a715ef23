import { expect, test } from 'vitest'
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
