import type { ParamValue } from '../../src/shared/core/params.ts'
import { activationNames } from '../../src/shared/network/layer-params.ts'
import type { LayerKind } from '../../src/shared/network/layers/catalogue.ts'

export interface LayerExample {
  readonly kind: LayerKind
  readonly inputs: readonly (readonly number[])[]
  readonly params: Readonly<Record<string, ParamValue>>
}

type Params = LayerExample['params']

const on = (kind: LayerKind, inputs: LayerExample['inputs'], ...params: readonly Params[]): LayerExample[] =>
  (params.length === 0 ? [{}] : params).map((one) => ({ kind, inputs, params: one }))

const windows: readonly Params[] = ['valid', 'same'].flatMap((padding): Params[] => [
  { padding },
  { padding, strideHeight: 1, strideWidth: 1 },
  { padding, strideHeight: 2, strideWidth: 3 }
])

const recurrent: readonly Params[] = [
  { units: 3 },
  { units: 1, returnSequences: true },
  { units: 4, returnSequences: true, goBackwards: true, activation: 'relu' }
]

/** For each kind of layer, inputs and settings that reach every branch of its rules. */
export const layerExamples: readonly LayerExample[] = [
  ...on('input', [[4]]),
  ...on('dense', [[5]], { units: 3 }, { units: 1, useBias: false }),
  ...on(
    'dense',
    [[5]],
    ...['glorotUniform', 'glorotNormal', 'heUniform', 'heNormal', 'lecunNormal'].map((one) => ({
      kernelInitializer: one
    }))
  ),
  ...on(
    'conv2d',
    [[9, 8, 2]],
    ...windows,
    { filters: 5, kernelHeight: 5, kernelWidth: 1 },
    { useBias: false }
  ),
  ...on('conv2d', [[3, 3, 1]], {}),
  ...on('maxPooling2d', [[9, 8, 2]], ...windows, { poolHeight: 3, poolWidth: 1 }),
  ...on('averagePooling2d', [[9, 8, 2]], ...windows, { poolHeight: 3, poolWidth: 1 }),
  ...on('globalAveragePooling2d', [[5, 7, 3]]),
  ...on('flatten', [[5, 7, 3]]),
  ...on('dropout', [[6]], { rate: 0.3 }, { rate: 0 }),
  ...on('dropout', [[5, 7, 3]]),
  ...on('batchNormalization', [[6]], {}, { momentum: 0.9, epsilon: 0.01 }),
  ...on('batchNormalization', [[5, 7, 3]]),
  ...on('activation', [[6]], ...activationNames.map((activation) => ({ activation }))),
  ...on('activation', [[5, 7, 3]], { activation: 'softmax' }),
  ...on('dense', [[7, 5]], { units: 3 }),
  ...on('embedding', [[7]], { inputDim: 11, outputDim: 3 }, { inputDim: 11, outputDim: 3, maskZero: true }),
  ...on('simpleRnn', [[7, 5]], ...recurrent),
  ...on('lstm', [[7, 5]], ...recurrent, { units: 3, unitForgetBias: false }),
  ...on('gru', [[7, 5]], ...recurrent, { units: 3, resetAfter: false }),
  ...on('globalAveragePooling1d', [[7, 5]]),
  ...on('layerNormalization', [[6]], {}, { epsilon: 1e-6 }),
  ...on('layerNormalization', [[7, 5]]),
  ...on(
    'reshape',
    [[5, 7, 3]],
    {},
    { targetShape: '7 × 15' },
    { targetShape: '(105)' },
    { targetShape: '3, -1' }
  ),
  ...on('reshape', [[6]], {}, { targetShape: '2x3' }),
  ...on(
    'bidirectional',
    [[7, 5]],
    { units: 3 },
    { units: 2, cell: 'GRU', returnSequences: true },
    { units: 2, cell: 'SimpleRNN', returnSequences: true, mergeMode: 'sum' },
    { units: 2, mergeMode: 'mul', dropout: 0.2 }
  ),
  ...on('timeDistributed', [[7, 5]], { units: 3 }, { units: 2, useBias: false }),
  ...on('repeatVector', [[5]], { n: 3 }),
  ...on('masking', [[7, 5]]),
  ...on(
    'conv1d',
    [[9, 5]],
    ...['valid', 'same', 'causal'].flatMap((padding): Params[] => [
      { padding, filters: 3 },
      { padding, filters: 2, strides: 2, kernelSize: 4 }
    ])
  ),
  ...on('maxPooling1d', [[9, 5]], {}, { padding: 'same' }, { poolSize: 3, strides: 1 }),
  ...on('averagePooling1d', [[9, 5]], {}, { padding: 'same' }, { poolSize: 3, strides: 1 }),
  ...on('globalMaxPooling1d', [[7, 5]]),
  ...on('permute', [[7, 5]]),
  ...on('permute', [[5, 7, 3]], { dims: '3, 1, 2' }),
  ...on('rescaling', [[7, 5]], { scale: 0.5, offset: -1 }),
  ...on('spatialDropout1d', [[7, 5]]),
  ...on('gaussianNoise', [[6]]),
  ...on('alphaDropout', [[6]]),
  ...on('dot', [[6], [6]], {}, { normalize: true }),
  ...on(
    'dot',
    [
      [7, 5],
      [7, 5]
    ],
    {},
    { along: 'steps' }
  ),
  ...on(
    'dot',
    [
      [7, 5],
      [5, 2]
    ],
    { along: 'product' }
  ),
  ...on('attention', [[7, 5]], {}, { useScale: true, scoreMode: 'concat', causal: true }),
  ...on('attention', [
    [7, 5],
    [4, 5]
  ]),
  ...on('multiHeadAttention', [[7, 5]], { numHeads: 2, keyDim: 3 }, { useBias: false, causal: true }),
  ...on('multiHeadAttention', [
    [7, 5],
    [4, 3]
  ]),
  ...on('positionEmbedding', [[7, 5]]),
  ...on('sinusoidalEncoding', [[7, 5]]),
  ...on('add', [[6], [6]]),
  ...on('add', [
    [5, 7, 3],
    [5, 7, 3],
    [5, 7, 3]
  ]),
  ...on('concatenate', [[6], [2], [1]]),
  ...on('concatenate', [
    [5, 7, 3],
    [5, 7, 1]
  ])
]
