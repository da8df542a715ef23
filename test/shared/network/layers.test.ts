import { describe, expect, it } from 'vitest'
import { defaultParams } from '../../../src/shared/core/params.ts'
import { checkLayer, completeParams } from '../../../src/shared/network/check-params.ts'
import { layerCatalogue, layerKinds, type LayerKind } from '../../../src/shared/network/layers/catalogue.ts'

type Row = {
  kind: LayerKind
  inputs: number[][]
  params?: Record<string, string | number | boolean>
  output: number[]
}

// Sizes worked by hand: valid = floor((in - window) / stride) + 1, same = ceil(in / stride).
const shapes: Row[] = [
  { kind: 'input', inputs: [[4]], output: [4] },
  { kind: 'dense', inputs: [[4]], params: { units: 3 }, output: [3] },
  { kind: 'conv2d', inputs: [[28, 28, 1]], output: [26, 26, 32] },
  { kind: 'conv2d', inputs: [[28, 28, 1]], params: { padding: 'same' }, output: [28, 28, 32] },
  {
    kind: 'conv2d',
    inputs: [[28, 28, 1]],
    params: { padding: 'same', strideHeight: 2, strideWidth: 3 },
    output: [14, 10, 32]
  },
  {
    kind: 'conv2d',
    inputs: [[27, 28, 1]],
    params: { padding: 'same', strideHeight: 2, strideWidth: 2 },
    output: [14, 14, 32]
  },
  {
    kind: 'conv2d',
    inputs: [[28, 20, 3]],
    params: { strideHeight: 2, strideWidth: 2, filters: 8 },
    output: [13, 9, 8]
  },
  { kind: 'conv2d', inputs: [[9, 28, 1]], params: { kernelHeight: 5, kernelWidth: 1 }, output: [5, 28, 32] },
  { kind: 'conv2d', inputs: [[3, 3, 1]], output: [1, 1, 32] },
  { kind: 'conv2d', inputs: [[2, 2, 1]], params: { padding: 'same' }, output: [2, 2, 32] },
  { kind: 'maxPooling2d', inputs: [[26, 26, 32]], output: [13, 13, 32] },
  { kind: 'maxPooling2d', inputs: [[11, 11, 64]], output: [5, 5, 64] },
  { kind: 'maxPooling2d', inputs: [[11, 11, 64]], params: { padding: 'same' }, output: [6, 6, 64] },
  {
    kind: 'averagePooling2d',
    inputs: [[10, 7, 2]],
    params: { poolHeight: 3, strideWidth: 1 },
    output: [4, 6, 2]
  },
  { kind: 'globalAveragePooling2d', inputs: [[5, 7, 9]], output: [9] },
  { kind: 'flatten', inputs: [[5, 5, 64]], output: [1600] },
  { kind: 'dropout', inputs: [[7]], output: [7] },
  { kind: 'batchNormalization', inputs: [[5, 5, 3]], output: [5, 5, 3] },
  { kind: 'activation', inputs: [[5]], output: [5] },
  {
    kind: 'add',
    inputs: [
      [4, 4, 2],
      [4, 4, 2],
      [4, 4, 2]
    ],
    output: [4, 4, 2]
  },
  {
    kind: 'concatenate',
    inputs: [
      [4, 4, 2],
      [4, 4, 5]
    ],
    output: [4, 4, 7]
  },
  { kind: 'concatenate', inputs: [[3], [1], [2]], output: [6] }
]

const refusals: (Omit<Row, 'output'> & { code: string })[] = [
  { kind: 'dense', inputs: [[4, 4, 1]], code: 'network/needs-row' },
  { kind: 'conv2d', inputs: [[784]], code: 'network/needs-image' },
  { kind: 'conv2d', inputs: [[28, 28]], code: 'network/needs-image' },
  { kind: 'conv2d', inputs: [[2, 9, 1]], code: 'network/empty-output' },
  { kind: 'conv2d', inputs: [[9, 2, 1]], code: 'network/empty-output' },
  { kind: 'maxPooling2d', inputs: [[1, 1, 8]], code: 'network/empty-output' },
  { kind: 'averagePooling2d', inputs: [[9]], code: 'network/needs-image' },
  { kind: 'globalAveragePooling2d', inputs: [[9]], code: 'network/needs-image' },
  { kind: 'flatten', inputs: [[9]], code: 'network/already-flat' },
  { kind: 'add', inputs: [[9], [8]], code: 'network/shapes-differ' },
  {
    kind: 'concatenate',
    inputs: [
      [4, 4, 2],
      [4, 5, 2]
    ],
    code: 'network/sizes-differ'
  },
  { kind: 'concatenate', inputs: [[4, 4, 2], [2]], code: 'network/sizes-differ' },
  { kind: 'conv2d', inputs: [[9, 9, 1]], params: { filters: 0 }, code: 'network/param-out-of-range' },
  { kind: 'conv2d', inputs: [[9, 9, 1]], params: { filters: 2.5 }, code: 'network/param-not-whole' },
  { kind: 'conv2d', inputs: [[9, 9, 1]], params: { filters: NaN }, code: 'network/param-not-a-number' },
  { kind: 'conv2d', inputs: [[9, 9, 1]], params: { padding: 'full' }, code: 'network/param-not-an-option' },
  { kind: 'dense', inputs: [[9]], params: { useBias: 'yes' }, code: 'network/param-not-yes-or-no' },
  { kind: 'dense', inputs: [[9]], params: { constructor: 1 }, code: 'network/unknown-param' }
]

describe('layers', () => {
  it.each(shapes)(
    '$kind turns $inputs with $params into $output',
    ({ kind, inputs, params = {}, output }) => {
      expect(checkLayer(layerCatalogue[kind], inputs, params)).toEqual({ ok: true, value: output })
    }
  )

  it.each(refusals)('$kind refuses $inputs with $params: $code', ({ kind, inputs, params = {}, code }) => {
    expect(checkLayer(layerCatalogue[kind], inputs, params)).toMatchObject({ ok: false, problem: { code } })
  })

  it('names both sizes when the kernel is larger than the image', () => {
    const result = checkLayer(layerCatalogue.conv2d, [[4, 9, 1]], { kernelHeight: 5, kernelWidth: 5 })

    expect(!result.ok && result.problem.message).toBe(
      'The 5 × 5 px window of Conv2D does not fit a 4 × 9 px picture.'
    )
  })

  // The numbers of the network drawn in the design: 18,496 and 204,928 weights.
  it.each([
    ['conv2d', [[13, 13, 32]], { filters: 64 }, 18_496, 18_496],
    ['conv2d', [[28, 28, 3]], { filters: 8, kernelHeight: 5, kernelWidth: 5, useBias: false }, 600, 600],
    ['dense', [[1600]], { units: 128 }, 204_928, 204_928],
    ['dense', [[1600]], { units: 128, useBias: false }, 204_800, 204_800],
    ['batchNormalization', [[11, 11, 64]], {}, 256, 128],
    ['flatten', [[5, 5, 64]], {}, 0, 0]
  ] as const)(
    '%s on %j with %j has %i weights, %i of them trained',
    (kind, inputs, params, total, trainable) => {
      const layer = layerCatalogue[kind]
      expect(layer.countWeights(inputs, completeParams(layer.params, params))).toEqual({ total, trainable })
    }
  )

  it.each([
    ['conv2d', [[13, 13, 32]], { filters: 64 }, 2 * 11 * 11 * 64 * 9 * 32],
    ['dense', [[1600]], { units: 128 }, 2 * 1600 * 128],
    [
      'add',
      [
        [5, 5, 2],
        [5, 5, 2],
        [5, 5, 2]
      ],
      {},
      100
    ],
    ['averagePooling2d', [[4, 4, 3]], {}, 2 * 2 * 3 * 4],
    ['maxPooling2d', [[4, 4, 3]], {}, 0]
  ] as const)('%s on %j with %j takes %i operations', (kind, inputs, params, expected) => {
    const layer = layerCatalogue[kind]
    expect(layer.countFlops(inputs, completeParams(layer.params, params))).toBe(expected)
  })

  it.each(layerKinds)('%s speaks both languages in its docs, settings and description', (kind) => {
    const layer = layerCatalogue[kind]
    const params = Object.values(layer.params)
    const labels = [
      layer.docs.summary,
      layer.docs.usual,
      layer.describe(defaultParams(layer.params)),
      ...params.map(({ label }) => label),
      ...params.map(({ help }) => help ?? { en: '', zh: '' })
    ]
    expect(labels.filter(({ en, zh }) => en === '' || zh === '')).toEqual([])
    expect(layer.docs.summary.zh).toMatch(/\p{Script=Han}/u)
    expect(layer.kind).toBe(kind)
  })

  it('describes a convolution by what matters', () => {
    expect(layerCatalogue.conv2d.describe(defaultParams(layerCatalogue.conv2d.params))).toEqual({
      en: '32 filters · 3 × 3 · relu',
      zh: '32 个卷积核 · 3 × 3 · relu'
    })
  })
})
