import { createRandom, deriveSeed } from '../../src/shared/core/random.ts'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import { activationNames } from '../../src/shared/network/layer-params.ts'
import type { ModelSpec } from '../../src/shared/network/model-spec.ts'
import { weightPlaces, type WeightArray } from '../../src/trainer/export/weight-array.ts'
import { draw } from '../shared/network/draw.ts'

/** One network that holds every kind of layer and every activation, with branches in an order that Keras rearranges. */
export function everyLayer(): ModelSpec {
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
  const { model, problems } = checkNetwork(graph, {
    inputShape: [9, 8, 2],
    output: { kind: 'classification', classCount: 3 }
  })
  if (model === undefined) throw new Error(JSON.stringify(problems))
  return model
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

/** Samples of a shape, row after row, from -1 to 1. */
export function someSamples(shape: readonly number[], count: number): Float32Array {
  const random = createRandom(7)
  const size = shape.reduce((product, side) => product * side, 1)
  return Float32Array.from({ length: size * count }, () => 2 * random() - 1)
}
