import { ok } from '../../core/checked.ts'
import { integer } from '../../core/params.ts'
import type { SampleShape } from '../../core/schema.ts'
import { attentionDropoutParam, causalParam, checkAttention, headsParam } from '../attention.ts'
import { kerasInitializer, kerasRegularizer, kerasZeros } from '../keras-objects.ts'
import { defineLayer, type LayerWeight } from '../layer-definition.ts'
import { biasParam } from '../layer-params.ts'

interface Projection {
  readonly heads: number
  readonly size: number
  readonly useBias: boolean
}

const projection = (
  name: string,
  features: number,
  { heads, size, useBias }: Projection
): readonly LayerWeight[] => [
  { name: `${name}/kernel`, shape: [features, heads, size], isTrainable: true, group: `${name}_dense` },
  ...(useBias
    ? [{ name: `${name}/bias`, shape: [heads, size], isTrainable: true, group: `${name}_dense` }]
    : [])
]

const featuresOf = (shapes: readonly SampleShape[]): readonly [number, number] => {
  const query = shapes[0]?.[1] ?? 0
  return [query, shapes[1]?.[1] ?? query]
}

/**
 * Several attentions side by side, each on learned projections of its inputs; a last projection joins them.
 *
 * Input     [steps, features], and a second sequence; one alone asks itself
 * Output    the shape of the first
 * Weights   numHeads * keyDim * (2 * features of the first + 2 * features of the second), and biases
 * Problems  network/needs-sequence   an input is not a sequence
 * Source    Vaswani et al. (2017), arXiv:1706.03762
 */
export const multiHeadAttention = defineLayer({
  kind: 'multiHeadAttention',
  title: 'MultiHeadAttention',
  group: 'attention',
  icon: 'scan-eye',
  inputs: 'oneOrTwo',
  params: {
    numHeads: headsParam,
    keyDim: integer({
      label: { en: 'Size of a head', zh: '每头大小' },
      help: {
        en: 'How many numbers each head compares. Usually the features divided by the heads.',
        zh: '每个头用多少个数做比较，通常为特征数除以头数。'
      },
      min: 1,
      max: 4096,
      default: 16
    }),
    causal: causalParam(false),
    dropout: attentionDropoutParam(0),
    useBias: biasParam
  },
  docs: {
    summary: {
      en: 'The heart of Transformers: each step looks at all others from several points of view at once and takes over what fits. Connect one layer to let it look at itself, or two: the one that asks first, then the one that is asked.',
      zh: 'Transformer 的核心：每一步同时从多个角度查看所有步，并取用相关内容。只接一个输入时关注自身；接两个时，先接提问的一方，再接被查询的一方。'
    },
    usual: {
      en: '4 to 8 heads whose sizes add up to the features. Mostly used inside TransformerEncoder.',
      zh: '4 到 8 个头，各头大小之和等于特征数。多数情况直接用 TransformerEncoder。'
    }
  },
  describe: ({ numHeads, keyDim, causal }) => ({
    en: `${numHeads} ${numHeads === 1 ? 'head' : 'heads'} × ${keyDim}${causal ? ' · only back' : ''}`,
    zh: `${numHeads} 头 × ${keyDim}${causal ? ' · 只看前文' : ''}`
  }),
  inferShape: (shapes) => {
    const found = checkAttention(shapes, 'MultiHeadAttention')
    return found.ok ? ok([...found.value.query]) : found
  },
  listWeights: (shapes, { numHeads, keyDim, useBias }) => {
    const [query, value] = featuresOf(shapes)
    const parts = { heads: numHeads, size: keyDim, useBias }
    const group = 'output_dense'
    return [
      ...projection('query', query, parts),
      ...projection('key', value, parts),
      ...projection('value', value, parts),
      { name: 'attention_output/kernel', shape: [numHeads, keyDim, query], isTrainable: true, group },
      ...(useBias ? [{ name: 'attention_output/bias', shape: [query], isTrainable: true, group }] : [])
    ]
  },
  countFlops: (shapes, { numHeads, keyDim }) => {
    const found = checkAttention(shapes, 'MultiHeadAttention')
    if (!found.ok) return 0
    const { query, value } = found.value
    const width = numHeads * keyDim
    return 4 * width * (query[0] * query[1] + value[0] * value[1] + query[0] * value[0])
  },
  toKeras: ({ numHeads, keyDim, causal, dropout, useBias }, { name, seed, regularization }) => {
    const config = {
      name,
      trainable: true,
      dtype: 'float32',
      num_heads: numHeads,
      key_dim: keyDim,
      value_dim: keyDim,
      dropout,
      use_bias: useBias,
      output_shape: null,
      attention_axes: null,
      kernel_initializer: kerasInitializer('glorotUniform', seed),
      bias_initializer: kerasZeros,
      kernel_regularizer: kerasRegularizer(regularization),
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null,
      seed
    }
    return {
      className: 'MultiHeadAttention',
      config,
      call: { inputs: 'arguments', isRepeated: true, options: { use_causal_mask: causal } },
      ownLayer: { className: 'MultiHeadAttention', config: { ...config, causal } }
    }
  },
  fromKeras: (_config, options) => ({ causal: options.use_causal_mask === true })
})
