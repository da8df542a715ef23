import { describe, expect, it } from 'vitest'
import { chain } from '../../../src/shared/network/templates/chain.ts'
import { diagramBox, diagramOf } from '../../../src/shared/network/templates/diagram.ts'
import { mlpClassifier } from '../../../src/shared/network/templates/mlp-classifier.ts'
import { addNode } from '../../../src/shared/network/graph-edits.ts'

const table = {
  kind: 'table',
  task: 'classification',
  classCount: 3,
  sampleShape: [4],
  rowCount: 150
} as const

describe('the diagram of a template', () => {
  it('stands each layer below the one that it reads, with its shape and weights', () => {
    const { layers, edges } = diagramOf(mlpClassifier, table)
    expect(layers.map(({ title, shape, weightCount }) => [title, shape, weightCount])).toEqual([
      ['Input', [4], 0],
      ['Dense', [16], 4 * 16 + 16],
      ['Dense', [8], 16 * 8 + 8],
      ['Dense', [3], 8 * 3 + 3]
    ])
    for (const { from, to } of edges) expect(to.y).toBeGreaterThanOrEqual(from.y + diagramBox.height)
  })

  it('puts branches side by side and what joins them below both', () => {
    const one = chain([{ kind: 'dense', params: { units: 8 } }])
    const input = one.nodes[0]?.id
    const left = one.nodes[1]?.id
    const second = addNode(one, 'dense', { x: 0, y: 0 }, { units: 8 })
    const join = addNode(second.graph, 'add', { x: 0, y: 0 })
    if (input === undefined || left === undefined) throw new Error('The chain is empty.')
    const graph = {
      ...join.graph,
      edges: [
        ...one.edges,
        { from: input, to: second.id },
        { from: left, to: join.id },
        { from: second.id, to: join.id }
      ]
    }
    const { layers, width } = diagramOf({ ...mlpClassifier, build: () => graph }, table)
    const at = (id: string) => layers.find((layer) => layer.id === id)
    expect(at(left)?.y).toBe(at(second.id)?.y)
    expect(at(left)?.x).not.toBe(at(second.id)?.x)
    expect(at(join.id)?.y).toBeGreaterThan(at(left)?.y ?? Infinity)
    expect(width).toBeGreaterThan(2 * diagramBox.width)
  })
})
