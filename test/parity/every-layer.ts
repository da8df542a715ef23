import { createRandom, deriveSeed } from '../../src/shared/core/random.ts'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import { activationNames } from '../../src/shared/network/layer-params.ts'
import type { InputPart } from '../../src/shared/dataset/prepared-data.ts'
import type { ModelSpec } from '../../src/shared/network/model-spec.ts'
import type { NetworkGraph } from '../../src/shared/network/network-graph.ts'
import { weightPlaces, type WeightArray } from '../../src/trainer/export/weight-array.ts'
import { draw } from '../shared/network/draw.ts'

/** Networks that together hold every kind of layer, with branches in an order that Keras rearranges. */
export type NetworkName = keyof typeof networks
const networks = {
  images: imageNetwork,
  tokens: tokenNetwork,
  series: seriesNetwork,
  transformers: transformerNetwork,
  pairs: pairNetwork
}
export const networkNames = Object.keys(networks) as NetworkName[]

export const everyLayer = (name: NetworkName): ModelSpec => networks[name]()

/** A drawn network for three classes, checked. */
export const modelOf = (
  graph: NetworkGraph,
  inputShape: readonly number[],
  inputParts?: readonly InputPart[]
): ModelSpec => {
  const { model, problems } = checkNetwork(graph, {
    inputShape,
    inputParts,
    output: { kind: 'classification', classCount: 3 }
  })
  if (model === undefined) throw new Error(JSON.stringify(problems))
  return model
}

/** Layers for token numbers and sequences, with masks. */
function tokenNetwork(): ModelSpec {
  const graph = draw(
    [
      ['input', 'input'],
      ['words', 'embedding', { inputDim: VOCABULARY, outputDim: 5, maskZero: true }],
      ['marks', 'embedding', { inputDim: VOCABULARY, outputDim: 4 }],
      ['read_a', 'lstm', { units: 4, returnSequences: true, dropout: 0.2 }],
      ['steady', 'layerNormalization', { epsilon: 0.00001 }],
      ['read_b', 'gru', { units: 3, returnSequences: true, goBackwards: true }],
      ['mean', 'globalAveragePooling1d'],
      ['read_c', 'simpleRnn', { units: 3 }],
      ['other', 'reshape', { targetShape: '4, 8' }],
      ['read_d', 'gru', { units: 2, resetAfter: false }],
      ['read_e', 'lstm', { units: 2, unitForgetBias: false, goBackwards: true }],
      ['both', 'concatenate'],
      ['out', 'dense', { units: 3, activation: 'softmax' }]
    ],
    [
      'input > words > read_a > steady > read_b > mean > both > out',
      'words > read_c > both',
      'input > marks > other > read_d > both',
      'marks > read_e > both'
    ]
  )
  return modelOf(graph, [8])
}

/** Layers for sequences of numbers. */
function seriesNetwork(): ModelSpec {
  const graph = draw(
    [
      ['input', 'input'],
      ['scaled', 'rescaling', { scale: 2, offset: -0.5 }],
      ['noise', 'gaussianNoise', { stddev: 0.2 }],
      ['gaps', 'masking', { maskValue: 0.5 }],
      ['ways', 'bidirectional', { units: 3, returnSequences: true, dropout: 0.1 }],
      ['ends', 'bidirectional', { units: 2, cell: 'GRU', mergeMode: 'ave' }],
      ['more', 'bidirectional', { units: 2, cell: 'SimpleRNN', mergeMode: 'mul' }],
      ['each', 'timeDistributed', { units: 4, activation: 'sigmoid' }],
      ['wide', 'conv1d', { filters: 5, kernelSize: 4, padding: 'causal', strides: 1 }],
      ['most', 'maxPooling1d', { padding: 'same' }],
      ['same', 'averagePooling1d', { poolSize: 3, strides: 1 }],
      ['calm', 'spatialDropout1d', { rate: 0.2 }],
      ['peak', 'globalMaxPooling1d'],
      ['turn', 'permute', { dims: '2, 1' }],
      ['near', 'dot', { along: 'steps', normalize: true }],
      ['flat', 'flatten'],
      ['peak_b', 'globalMaxPooling1d'],
      ['hold', 'repeatVector', { n: 3 }],
      ['last', 'lstm', { units: 2 }],
      ['both', 'concatenate'],
      ['alpha', 'alphaDropout', { rate: 0.1 }],
      ['out', 'dense', { units: 3, activation: 'softmax' }]
    ],
    [
      'input > noise > gaps > ways > ends > both > alpha > out',
      'ways > more > both',
      'ways > each > wide > most > same > calm > peak > both',
      'input > near > flat > both',
      'ways > near',
      'input > scaled > turn > peak_b > both',
      'peak > hold > last > both'
    ]
  )
  return modelOf(graph, [8, 3])
}

/** Attention and all that goes with it. */
function transformerNetwork(): ModelSpec {
  const graph = draw(
    [
      ['input', 'input'],
      ['words', 'embedding', { inputDim: VOCABULARY, outputDim: 4, maskZero: true }],
      ['marks', 'embedding', { inputDim: VOCABULARY, outputDim: 4 }],
      ['places', 'positionEmbedding'],
      ['waves', 'sinusoidalEncoding'],
      ['read', 'transformerEncoder', { numHeads: 2, feedForward: 6 }],
      [
        'deep',
        'transformerEncoder',
        { numHeads: 4, feedForward: 5, normFirst: true, dropout: 0, activation: 'gelu' }
      ],
      ['write', 'transformerDecoder', { numHeads: 2, feedForward: 6 }],
      ['tell', 'transformerDecoder', { numHeads: 1, feedForward: 3, normFirst: true, dropout: 0 }],
      ['look', 'multiHeadAttention', { numHeads: 2, keyDim: 3, useBias: false }],
      ['glance', 'attention', { useScale: true, causal: true }],
      ['stare', 'attention', { scoreMode: 'concat' }],
      ['mean_a', 'globalAveragePooling1d'],
      ['mean_b', 'globalAveragePooling1d'],
      ['mean_c', 'globalAveragePooling1d'],
      ['mean_d', 'globalAveragePooling1d'],
      ['both', 'concatenate'],
      ['out', 'dense', { units: 3, activation: 'softmax' }]
    ],
    [
      'input > words > places > read > deep > mean_a > both > out',
      'input > marks > waves > write > tell > mean_b > both',
      'deep > write',
      'waves > look > glance > mean_c > both',
      'deep > look',
      'places > stare > mean_d > both',
      'waves > stare'
    ]
  )
  return modelOf(graph, [8])
}

/** Two inputs of tokens: a question and what is answered so far. */
function pairNetwork(): ModelSpec {
  const graph = draw(
    [
      ['answer', 'input', { part: 'answer' }],
      ['question', 'input', { part: 'question' }],
      ['words', 'embedding', { inputDim: VOCABULARY, outputDim: 4, maskZero: true }],
      ['said', 'embedding', { inputDim: VOCABULARY, outputDim: 4, maskZero: true }],
      ['read', 'lstm', { units: 4, returnSequences: true }],
      ['write', 'lstm', { units: 4, returnSequences: true }],
      ['look', 'attention'],
      ['tell', 'transformerDecoder', { numHeads: 2, feedForward: 6 }],
      ['both', 'concatenate'],
      ['mean_a', 'globalAveragePooling1d'],
      ['mean_b', 'globalAveragePooling1d'],
      ['all', 'concatenate'],
      ['out', 'dense', { units: 3, activation: 'softmax' }]
    ],
    [
      'question > words > read',
      'answer > said > write > look > both > mean_a > all > out',
      'read > look',
      'write > both',
      'said > tell > mean_b > all',
      'read > tell'
    ]
  )
  return modelOf(
    graph,
    [11],
    [
      { name: 'question', shape: [6] },
      { name: 'answer', shape: [5] }
    ]
  )
}

/** Layers for pictures and rows, and every activation. */
function imageNetwork(): ModelSpec {
  const activations = activationNames.filter((name) => name !== 'softmax')
  const chain = activations.map(
    (activation, index) => [`act_${index}`, 'dense', { units: 6, activation }] as const
  )
  const graph = draw(
    [
      ['input', 'input'],
      [
        'conv_b',
        'conv2d',
        { filters: 4, padding: 'same', activation: 'relu', kernelInitializer: 'heNormal' }
      ],
      [
        'conv_a',
        'conv2d',
        { filters: 4, padding: 'same', kernelHeight: 1, activation: 'linear', useBias: false }
      ],
      ['norm', 'batchNormalization', { momentum: 0.9, epsilon: 0.01 }],
      ['join', 'add'],
      ['bend', 'activation', { activation: 'tanh' }],
      ['pool', 'maxPooling2d', { poolHeight: 3, padding: 'same' }],
      ['mean', 'averagePooling2d', { padding: 'same', strideHeight: 1 }],
      ['side', 'conv2d', { filters: 3, strideHeight: 2, strideWidth: 2, kernelInitializer: 'lecunNormal' }],
      ['whole', 'globalAveragePooling2d'],
      ['row', 'flatten'],
      ['drop', 'dropout', { rate: 0.25 }],
      ['both', 'concatenate'],
      ...chain,
      ['out', 'dense', { units: 3, activation: 'softmax', kernelInitializer: 'glorotNormal' }]
    ],
    [
      'input > conv_a > norm > join > bend > pool > mean > row > drop > both',
      'input > conv_b > join',
      'input > side > whole > both',
      ['both', ...chain.map(([name]) => name), 'out'].join(' > ')
    ]
  )
  return modelOf(graph, [9, 8, 2])
}

/** Weights as training leaves them: none of them zero, variances positive. */
export function someWeights(model: ModelSpec): WeightArray[] {
  return weightPlaces(model)
    .flatMap(({ places }) => places)
    .map(({ name, shape }) => {
      const random = createRandom(deriveSeed(1, name))
      const count = shape.reduce((product, size) => product * size, 1)
      const values = Float32Array.from({ length: count }, () =>
        name.endsWith('variance') ? 0.5 + random() : random() - 0.5
      )
      return { name, shape, values }
    })
}

/** How many tokens there are. */
const VOCABULARY = 11

/** Samples for a network, row after row: numbers from -1 to 1, or tokens with padding behind them. */
export function someSamples(name: NetworkName, count: number): Float32Array {
  const random = createRandom(7)
  const shape = everyLayer(name).inputShape
  const size = shape.reduce((product, side) => product * side, 1)
  if (name === 'series') {
    // Every third step is padding.
    return Float32Array.from({ length: size * count }, (_, place) =>
      Math.floor(place / 3) % 3 === 2 ? 0.5 : 2 * random() - 1
    )
  }
  if (name === 'images') return Float32Array.from({ length: size * count }, () => 2 * random() - 1)
  if (name === 'pairs') {
    // Both sides get shorter from row to row.
    return Float32Array.from({ length: size * count }, (_, place) => {
      const [row, at] = [Math.floor(place / size), place % size]
      const isFilled = at < 6 ? at < 6 - row : at < size - Math.min(row, 4)
      return isFilled ? 1 + Math.floor(random() * (VOCABULARY - 1)) : 0
    })
  }
  return Float32Array.from({ length: size * count }, (_, place) => {
    const token = 1 + Math.floor(random() * (VOCABULARY - 1))
    // The first row is whole, each later one a step shorter.
    return place % size < size - Math.floor(place / size) ? token : 0
  })
}
