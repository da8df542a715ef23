import type { InputPart } from '../../../src/shared/dataset/prepared-data.ts'
import type { NetworkGraph } from '../../../src/shared/network/network-graph.ts'
import type { NetworkOutput } from '../../../src/shared/network/check-network.ts'
import { setAnswers, setFrozen } from '../../../src/shared/network/graph-edits.ts'
import { classes, draw, id, input, line, value } from './draw.ts'

export interface ProblemCase {
  readonly code: string
  readonly graph: NetworkGraph
  readonly inputShape: readonly number[]
  readonly inputParts?: readonly InputPart[]
  readonly output: NetworkOutput
}

const three = { kind: 'classification', classCount: 3 } as const
const besideSize: NetworkOutput = {
  ...three,
  auxiliaries: [{ name: 'size', output: { kind: 'regression' } }]
}
const one: NetworkOutput = { kind: 'regression' }
const row = [4]
const image = [28, 28, 1]

const dense = (name: string, params = {}) => [name, 'dense', params] as const

const onRows = (code: string, graph: NetworkGraph, output: NetworkOutput = three): ProblemCase => ({
  code: `network/${code}`,
  graph,
  inputShape: row,
  output
})
const onImages = (code: string, graph: NetworkGraph): ProblemCase => ({
  code: `network/${code}`,
  graph,
  inputShape: image,
  output: three
})

const withDense = (params: Record<string, string | number | boolean>) =>
  line(input, dense('a', params), classes(3))

const twoParts: readonly InputPart[] = [
  { name: 'a', shape: [2] },
  { name: 'b', shape: [2] }
]

/** For every problem and note of a network, one drawing that meets it. */
export const problemCases: readonly ProblemCase[] = [
  onRows('empty', draw([], [])),
  onRows('no-input', line(dense('a'), classes(3))),
  onRows(
    'several-inputs',
    draw([['x', 'input'], ['y', 'input'], ['a', 'add'], classes(3)], ['x > a > out', 'y > a'])
  ),
  {
    ...onRows('part-not-chosen', line(['x', 'input'], classes(3))),
    inputParts: twoParts
  },
  {
    ...onRows('unknown-part', line(['x', 'input', { part: 'sound' }], classes(3))),
    inputParts: twoParts
  },
  {
    ...onRows(
      'part-read-twice',
      draw(
        [['x', 'input', { part: 'a' }], ['y', 'input', { part: 'a' }], ['c', 'concatenate'], classes(3)],
        ['x > c > out', 'y > c']
      )
    ),
    inputParts: twoParts
  },
  {
    ...onRows('part-unread', line(['x', 'input', { part: 'a' }], dense('h'), classes(3))),
    inputParts: [
      { name: 'a', shape: [2] },
      { name: 'numbers', shape: [2] }
    ]
  },
  onRows('input-only', draw([input], [])),
  onRows('several-outputs', draw([input, dense('a'), classes(3)], ['input > a', 'input > out'])),
  onRows('target-without-layer', line(input, dense('a'), classes(3)), besideSize),
  onRows(
    'answers-unknown',
    setAnswers(
      draw([input, dense('b', { units: 1, activation: 'linear' }), classes(3)], ['input > out', 'input > b']),
      id('b'),
      'weight'
    ),
    besideSize
  ),
  onRows(
    'answers-twice',
    draw([input, dense('b', { units: 1, activation: 'linear' }), classes(3)], ['input > out', 'input > b']),
    besideSize
  ),
  onRows('not-connected', draw([input, dense('a'), classes(3)], ['a > out'])),
  onRows(
    'one-input-only',
    draw([input, dense('a'), dense('b'), classes(3)], ['input > a > out', 'input > b > out'])
  ),
  onRows('too-few-inputs', line(input, ['a', 'add'], classes(3))),
  onRows('input-takes-nothing', draw([input, classes(3)], ['input > out', 'out > input'])),
  onRows('self-connection', draw([input, classes(3)], ['input > out', 'out > out'])),
  onRows('already-connected', draw([input, ['a', 'add'], classes(3)], ['input > a > out', 'input > a'])),
  onRows('cycle', draw([input, ['a', 'add'], dense('b'), classes(3)], ['input > a > b > a', 'b > out'])),
  onRows('unknown-node', draw([input, classes(3)], ['input > out', 'ghost > out'])),
  onRows('duplicate-id', draw([input, dense('a'), dense('A'), classes(3)], ['input > a > out'])),
  onRows(
    'duplicate-name',
    (() => {
      const graph = line(input, dense('a'), dense('b'), classes(3))
      return {
        ...graph,
        nodes: graph.nodes.map((node) => (node.name === 'b' ? { ...node, name: 'a' } : node))
      }
    })()
  ),
  onRows(
    'name-not-allowed',
    (() => {
      const graph = line(input, dense('a'), classes(3))
      return {
        ...graph,
        nodes: graph.nodes.map((node) => (node.name === 'a' ? { ...node, name: '1/../x' } : node))
      }
    })()
  ),
  onRows('name-reserved', line(['x', 'input'], dense('input'), classes(3))),
  onRows('unknown-layer', line(input, ['a', 'lambda'], classes(3))),
  onRows('param-out-of-range', withDense({ units: 0 })),
  onRows('param-not-whole', withDense({ units: 1.5 })),
  onRows('param-not-a-number', withDense({ units: 'many' })),
  onRows('param-not-an-option', withDense({ activation: 'hardSigmoid' })),
  onRows('param-not-yes-or-no', withDense({ useBias: 1 })),
  onRows('unknown-param', withDense({ unit: 3 })),
  onRows('needs-image', line(input, ['a', 'conv2d'], classes(3))),
  onRows(
    'two-inputs-only',
    draw(
      [input, dense('a'), dense('b'), dense('c'), ['d', 'dot'], classes(3)],
      ['input > a > d > out', 'input > b > d', 'input > c > d']
    )
  ),
  onRows(
    'window-too-long',
    line(input, ['r', 'reshape'], ['a', 'conv1d', { kernelSize: 5 }], ['f', 'flatten'], classes(3))
  ),
  onRows(
    'not-an-order',
    line(input, ['r', 'reshape'], ['a', 'permute', { dims: '1, 1' }], ['f', 'flatten'], classes(3))
  ),
  onRows(
    'heads-do-not-divide',
    line(
      input,
      ['e', 'embedding', { outputDim: 6 }],
      ['a', 'transformerEncoder', { numHeads: 4 }],
      ['f', 'flatten'],
      classes(3)
    )
  ),
  onRows(
    'features-differ',
    draw(
      [input, ['e', 'embedding'], dense('b', { units: 3 }), ['a', 'attention'], ['f', 'flatten'], classes(3)],
      ['input > e > a > f > out', 'e > b > a']
    )
  ),
  onRows(
    'cannot-multiply',
    draw([input, dense('a', { units: 3 }), ['d', 'dot'], classes(3)], ['input > d > out', 'input > a > d'])
  ),
  onRows('needs-sequence', line(input, ['a', 'lstm'], classes(3))),
  onImages('needs-tokens', line(input, ['a', 'embedding'], ['f', 'flatten'], classes(3))),
  onRows(
    'not-a-shape',
    line(input, ['a', 'reshape', { targetShape: 'two by two' }], ['f', 'flatten'], classes(3))
  ),
  onRows(
    'cannot-reshape',
    line(input, ['a', 'reshape', { targetShape: '3 × -1' }], ['f', 'flatten'], classes(3))
  ),
  onRows('already-flat', line(input, ['a', 'flatten'], classes(3))),
  onRows(
    'shapes-differ',
    draw([input, dense('a'), ['b', 'add'], classes(3)], ['input > a > b > out', 'input > b'])
  ),
  onImages('needs-row', line(input, classes(3))),
  onImages('empty-output', line(input, ['a', 'conv2d', { kernelHeight: 29 }], ['f', 'flatten'], classes(3))),
  onImages(
    'sizes-differ',
    draw(
      [input, ['a', 'conv2d'], ['b', 'concatenate'], ['f', 'flatten'], classes(3)],
      ['input > a > b > f > out', 'input > b']
    )
  ),
  onImages('output-not-a-row', line(input, ['a', 'conv2d'])),
  onRows('output-classes', line(input, classes(4))),
  onRows('output-activation', line(input, dense('out', { units: 3, activation: 'sigmoid' }))),
  onRows('output-steps', line(input, classes(3)), { kind: 'generation', stepCount: 4, wordCount: 3 }),
  onRows('output-one-value', line(input, dense('out', { units: 2, activation: 'linear' })), one),
  onRows('output-horizon', line(input, dense('out', { units: 2, activation: 'linear' })), {
    kind: 'forecast',
    horizon: 3
  }),
  onRows('output-constant', line(input, dense('out', { units: 1, activation: 'softmax' })), one),
  onRows('nothing-to-train', setFrozen(line(input, dense('a'), classes(3)), [id('a'), id('out')], true)),
  onRows(
    'too-many-weights',
    line(input, dense('a', { units: 65536 }), dense('b', { units: 65536 }), classes(3))
  ),
  {
    ...onImages(
      'too-large-output',
      line(input, ['a', 'conv2d', { filters: 4096 }], ['f', 'flatten'], classes(3))
    ),
    inputShape: [1000, 1000, 3]
  },
  onImages(
    'edge-dropped',
    line(input, ['a', 'conv2d', { kernelHeight: 4 }], ['p', 'maxPooling2d'], ['f', 'flatten'], classes(3))
  ),
  onRows('softmax-inside', withDense({ units: 8, activation: 'softmax' })),
  onRows('linear-stack', withDense({ units: 8, activation: 'linear' })),
  onRows('bottleneck', withDense({ units: 2 })),
  onRows('output-not-linear', line(input, dense('out', { units: 1, activation: 'relu' })), one)
]

export const soundTable: NetworkGraph = line(input, dense('a', { units: 8 }), classes(3))
export const soundValue: NetworkGraph = line(input, dense('a', { units: 8 }), value)
