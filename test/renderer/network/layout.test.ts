import { describe, expect, it } from 'vitest'
import { edgePath } from '../../../src/renderer/features/network/edge-path.ts'
import { arrange, overlaps, viewOf, cardSize } from '../../../src/renderer/features/network/layout.ts'
import { neighbour } from '../../../src/renderer/features/network/neighbours.ts'
import { nodeId } from '../../../src/shared/core/ids.ts'
import type { NetworkGraph } from '../../../src/shared/network/network-graph.ts'

const id = (name: string) => nodeId.parse(name)

/** A network from `a>b b>c`; kinds by name where given. */
function graphOf(edges: string, kinds: Readonly<Record<string, string>> = {}): NetworkGraph {
  const pairs = edges.split(' ').map((edge) => edge.split('>') as [string, string])
  const names = [...new Set(pairs.flat())]
  return {
    version: 1,
    nodes: names.map((name) => ({
      id: id(name),
      kind: kinds[name] ?? 'dense',
      name,
      params: {},
      position: { x: 0, y: 0 }
    })),
    edges: pairs.map(([from, to]) => ({ from: id(from), to: id(to) }))
  }
}

const chain = (length: number): string =>
  Array.from({ length: length - 1 }, (_, index) => `n${index}>n${index + 1}`).join(' ')

const arranged = (graph: NetworkGraph): NetworkGraph => {
  const places = arrange(graph)
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position }))
  }
}

describe('arranging a network', () => {
  it('puts a short chain in one column', () => {
    expect([...arrange(graphOf('a>b b>c')).values()]).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 104 },
      { x: 0, y: 208 }
    ])
  })

  it('breaks a long chain before its Flatten', () => {
    const places = arrange(graphOf('a>b b>c c>d d>e e>f f>g g>h h>i', { f: 'flatten' }))
    expect(places.get(id('e'))).toEqual({ x: 0, y: 416 })
    expect(places.get(id('f'))).toEqual({ x: 296, y: 104 })
    expect(places.get(id('i'))).toEqual({ x: 296, y: 416 })
  })

  it('does not break a network where several connections cross', () => {
    const graph = graphOf('a>b b>c c>d d>e e>f f>g g>h h>i a>i')
    expect(new Set([...arrange(graph).values()].map(({ y }) => y)).size).toBe(9)
  })

  it.each([5, 20, 120])('lets no two of %i layers overlap', (length) => {
    const { nodes } = arranged(graphOf(`${chain(length)} n1>n3 n0>n4`))
    const boxes = nodes.map((node) => ({ ...node.position, ...cardSize }))
    expect(
      boxes.filter((box, index) => boxes.some((other, at) => at > index && overlaps(box, other)))
    ).toEqual([])
  })

  it('shows all of a network without enlarging it', () => {
    const small = viewOf(arranged(graphOf('a>b')), { width: 800, height: 600 })
    expect(small.zoom).toBe(1)
    const large = arranged(graphOf(chain(100)))
    const view = viewOf(large, { width: 800, height: 600 })
    for (const { position } of large.nodes) {
      expect(position.x * view.zoom + view.x).toBeGreaterThanOrEqual(0)
      expect((position.x + cardSize.width) * view.zoom + view.x).toBeLessThanOrEqual(800)
      expect((position.y + cardSize.height) * view.zoom + view.y).toBeLessThanOrEqual(600)
    }
  })
})

describe('lines between layers', () => {
  it('run straight between cards in one column', () => {
    expect(edgePath({ x: 10, y: 64 }, { x: 10, y: 104 }, false)).toEqual({
      path: 'M10 64V104',
      label: { x: 10, y: 82 }
    })
  })

  it('go around a card that stands in the way', () => {
    expect(edgePath({ x: 10, y: 64 }, { x: 10, y: 304 }, true).label.x).toBe(142)
  })

  it('run up between two columns', () => {
    expect(edgePath({ x: 0, y: 500 }, { x: 296, y: 100 }, false).label.x).toBe(148)
  })
})

describe('going from layer to layer', () => {
  const graph = arranged(graphOf('a>b a>c b>d c>d'))
  const x = (name: string): number => graph.nodes.find((node) => node.name === name)?.position.x ?? NaN
  const [left, right] = x('b') < x('c') ? ['b', 'c'] : ['c', 'b']

  it.each([
    { from: left, direction: 'right' as const, to: right },
    { from: right, direction: 'left' as const, to: left },
    { from: left, direction: 'down' as const, to: 'd' },
    { from: right, direction: 'up' as const, to: 'a' },
    { from: 'd', direction: 'down' as const, to: undefined }
  ])('goes $direction from $from to $to', ({ from, direction, to }) => {
    expect(neighbour(graph, id(from), direction)).toBe(to)
  })
})
