import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../../src/shared/network/check-network.ts'
import {
  addNode,
  connect,
  copyNodes,
  disconnect,
  insertAfter,
  insertBefore,
  moveNodes,
  pasteNodes,
  reconnect,
  removeNodes,
  renameNode,
  setParam
} from '../../../src/shared/network/graph-edits.ts'
import { layerKinds } from '../../../src/shared/network/layers/catalogue.ts'
import { compareNetworks } from '../../../src/shared/network/network-difference.ts'
import { emptyNetwork, networkGraph, type NetworkGraph } from '../../../src/shared/network/network-graph.ts'
import { classes, draw, id, input, line } from './draw.ts'

const edgesOf = ({ edges }: NetworkGraph): string[] => edges.map(({ from, to }) => `${from} > ${to}`)
const three = line(input, ['a', 'dense'], classes(3))

describe('graph edits', () => {
  it('names new layers by kind and the first free number', () => {
    const first = addNode(emptyNetwork, 'maxPooling2d', { x: 0, y: 0 })
    const second = addNode(first.graph, 'maxPooling2d', { x: 0, y: 0 })
    const other = addNode(second.graph, 'input', { x: 0, y: 0 })

    expect(other.graph.nodes.map(({ id, name }) => [id, name])).toEqual([
      ['maxpooling2d-1', 'max_pooling_1'],
      ['maxpooling2d-2', 'max_pooling_2'],
      ['input-1', 'input']
    ])
    expect(networkGraph.parse(other.graph)).toEqual(other.graph)
  })

  it.each([
    ['a', 'a', 'network/self-connection'],
    ['out', 'a', 'network/cycle'],
    ['a', 'input', 'network/input-takes-nothing'],
    ['input', 'a', 'network/already-connected'],
    ['input', 'out', 'network/one-input-only'],
    ['input', 'ghost', 'network/unknown-node'],
    ['ghost', 'a', 'network/unknown-node']
  ])('refuses a connection from %s to %s: %s', (from, to, code) => {
    expect(connect(three, id(from), id(to))).toMatchObject({ ok: false, problem: { code } })
  })

  it('names the layers of the circle that a connection would close', () => {
    const graph = draw([input, ['a', 'dense'], ['b', 'dense'], ['c', 'dense']], ['input > a > b > c'])
    const refused = connect(graph, id('c'), id('a'))

    expect(!refused.ok && refused.problem.values).toEqual({ names: 'a, b, c' })
  })

  it('lets several connections into a merge layer, in the order in which they were drawn', () => {
    const graph = draw([input, ['a', 'dense'], ['j', 'concatenate']], ['input > a > j'])
    const joined = connect(graph, id('input'), id('j'))

    expect(joined.ok && edgesOf(joined.value)).toEqual(['input > a', 'a > j', 'input > j'])
  })

  it('moves the one connection of a layer when it is reconnected', () => {
    const moved = reconnect(three, id('input'), id('out'))

    expect(moved.ok && edgesOf(moved.value)).toEqual(['input > a', 'input > out'])
  })

  it('removes layers with their connections, or closes the gap', () => {
    expect(edgesOf(removeNodes(three, [id('a')]))).toEqual([])
    expect(edgesOf(removeNodes(three, [id('a')], { isBridged: true }))).toEqual(['input > out'])
  })

  it('closes the gap of several layers in a row', () => {
    const graph = line(input, ['a', 'dense'], ['b', 'dense'], classes(3))

    expect(edgesOf(removeNodes(graph, [id('b'), id('a')], { isBridged: true }))).toEqual(['input > out'])
  })

  it('puts a layer before and after another, on the connection', () => {
    expect(edgesOf(insertBefore(three, id('out'), 'flatten'))).toEqual([
      'input > a',
      'a > flatten-1',
      'flatten-1 > out'
    ])
    expect(edgesOf(insertAfter(three, id('a'), 'dropout').graph)).toEqual([
      'input > a',
      'dropout-1 > out',
      'a > dropout-1'
    ])
  })

  it('pastes layers with the connections among them under free names', () => {
    const copied = copyNodes(three, [id('a'), id('out')])
    const pasted = pasteNodes(three, copied, { x: 30, y: 30 })

    expect(pasted.ids).toEqual(['dense-1', 'dense-2'])
    expect(pasted.graph.nodes.slice(3).map(({ name }) => name)).toEqual(['dense_1', 'dense_2'])
    expect(edgesOf(pasted.graph)).toEqual(['input > a', 'a > out', 'dense-1 > dense-2'])
  })

  it('moves, sets, renames and disconnects', () => {
    const moved = moveNodes(three, new Map([[id('a'), { x: 7, y: 8 }]]))
    expect(moved.nodes[1]?.position).toEqual({ x: 7, y: 8 })
    expect(setParam(three, id('a'), 'units', 5).nodes[1]?.params).toEqual({ units: 5 })
    expect(renameNode(three, id('a'), 'hidden')).toMatchObject({ ok: true })
    expect(edgesOf(disconnect(three, { from: id('a'), to: id('out') }))).toEqual(['input > a'])
  })

  it.each([
    ['out', 'network/duplicate-name'],
    ['1st', 'network/name-not-allowed'],
    ['input', 'network/name-reserved'],
    ['top_level_model_weights', 'network/name-reserved']
  ])('does not rename a layer to %s: %s', (name, code) => {
    expect(renameNode(three, id('a'), name)).toMatchObject({ ok: false, problem: { code } })
  })
})

type Edit = (
  graph: NetworkGraph,
  pick: (index: number) => NetworkGraph['nodes'][number] | undefined
) => NetworkGraph

const kind = fc.constantFrom(...layerKinds)
const index = fc.nat({ max: 30 })

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: kind.map(
      (one): Edit =>
        (graph) =>
          addNode(graph, one, { x: 0, y: 0 }).graph
    )
  },
  {
    weight: 6,
    arbitrary: fc.tuple(index, index).map(([a, b]): Edit => (graph, pick) => {
      const joined = connect(graph, pick(a)?.id ?? id('none'), pick(b)?.id ?? id('none'))
      return joined.ok ? joined.value : graph
    })
  },
  fc.tuple(index, fc.boolean()).map(
    ([a, isBridged]): Edit =>
      (graph, pick) =>
        removeNodes(graph, [pick(a)?.id ?? id('none')], { isBridged })
  ),
  fc.tuple(index, kind).map(
    ([a, one]): Edit =>
      (graph, pick) =>
        insertAfter(graph, pick(a)?.id ?? id('none'), one).graph
  ),
  fc.tuple(index, kind).map(
    ([a, one]): Edit =>
      (graph, pick) =>
        insertBefore(graph, pick(a)?.id ?? id('none'), one)
  ),
  fc.tuple(index, index).map(([a, b]): Edit => (graph, pick) => {
    const ids = [pick(a)?.id, pick(b)?.id].filter((one) => one !== undefined)
    return pasteNodes(graph, copyNodes(graph, ids), { x: 10, y: 10 }).graph
  }),
  fc
    .tuple(
      index,
      fc.constantFrom('units', 'padding', 'rate', '__proto__'),
      fc.oneof(fc.double(), fc.string(), fc.boolean())
    )
    .map(
      ([a, name, to]): Edit =>
        (graph, pick) =>
          setParam(graph, pick(a)?.id ?? id('none'), name, to)
    )
)

describe('any sequence of edits', () => {
  it('never throws, never leaves a connection to nothing, and is always checked to an end', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), fc.constantFrom([4], [9, 9, 2]), (edits, inputShape) => {
        let graph: NetworkGraph = emptyNetwork
        for (const one of edits) {
          const before = graph
          graph = one(graph, (at) => before.nodes[before.nodes.length === 0 ? 0 : at % before.nodes.length])
        }
        const ids = new Set(graph.nodes.map((node) => node.id))
        const check = checkNetwork(graph, { inputShape, output: { kind: 'classification', classCount: 3 } })
        expect(graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true)
        expect(ids.size).toBe(graph.nodes.length)
        expect(new Set(graph.nodes.map(({ name }) => name)).size).toBe(graph.nodes.length)
        expect(check.nodes.size).toBe(graph.nodes.length)
        expect(check.model === undefined).toBe(check.problems.length > 0)
        expect(compareNetworks(graph, graph).isSame).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  it('checks whatever a recipe file may hold without throwing', () => {
    const name = fc.constantFrom('a', 'b', 'input', 'x y')
    const nodes = fc.array(
      fc.record({
        id: fc.constantFrom(id('a'), id('b'), id('c')),
        kind: fc.oneof(kind, fc.constantFrom('__proto__', 'toString', 'lambda')),
        name,
        params: fc.dictionary(
          fc.constantFrom('units', 'rate', 'constructor'),
          fc.oneof(fc.double(), fc.string())
        ),
        position: fc.constant({ x: 0, y: 0 })
      }),
      { maxLength: 6 }
    )
    const ends = fc.constantFrom(id('a'), id('b'), id('c'), id('d'))
    const edges = fc.array(fc.record({ from: ends, to: ends }), { maxLength: 8 })
    fc.assert(
      fc.property(nodes, edges, (drawn, joined) => {
        const graph: NetworkGraph = { version: 1, nodes: drawn, edges: joined }
        expect(
          checkNetwork(graph, { inputShape: [4], output: { kind: 'regression' } }).problems.length
        ).toBeGreaterThan(0)
      }),
      { numRuns: 300 }
    )
  })
})
