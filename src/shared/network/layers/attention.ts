import { fail, ok } from '../../core/checked.ts'
import { choice, toggle } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import { attentionDropoutParam, causalParam, checkAttention } from '../attention.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Each step of the first sequence takes a mixture of the steps of the second, weighted by how alike they are.
 *
 * Input     [steps, features], and a second sequence with as many features; one alone asks itself
 * Output    the shape of the first
 * Weights   none; one with useScale, one more for the score "concat"
 * Problems  network/needs-sequence      an input is not a sequence
 *           network/features-differ     the two have other counts of features
 * Source    Luong et al. (2015), arXiv:1508.04025; Bahdanau et al. (2014), arXiv:1409.0473 for "concat"
 */
export const attention = defineLayer({
  kind: 'attention',
  title: 'Attention',
  group: 'attention',
  icon: 'eye',
  inputs: 'oneOrTwo',
  params: {
    scoreMode: choice({
      label: { en: 'Score', zh: '打分方式' },
      help: {
        en: 'How alike two steps are: their product, or the sum of tanh of both together.',
        zh: '如何衡量两步的相似度：两者的点积，或两者之和取 tanh 后求和。'
      },
      options: ['dot', 'concat'],
      default: 'dot'
    }),
    useScale: toggle({
      label: { en: 'Learn a scale', zh: '学习缩放' },
      help: {
        en: 'One learned number that makes the attention sharper or softer.',
        zh: '用一个可学习的数使注意力更集中或更分散。'
      },
      default: false
    }),
    causal: causalParam(false),
    dropout: attentionDropoutParam(0)
  },
  docs: {
    summary: {
      en: 'Lets each step look at all steps of another sequence, or of its own, and take over what fits. Connect one layer to let it look at itself, or two: the one that asks first, then the one that is asked.',
      zh: '让每一步查看另一个序列（或自身）的所有步，并取用相关的内容。只接一个输入时关注自身；接两个时，先接提问的一方，再接被查询的一方。'
    },
    usual: {
      en: 'Behind LSTM layers that give every step, for example from a decoder to its encoder.',
      zh: '放在输出每一步的 LSTM 之后，例如让解码器关注编码器。'
    }
  },
  describe: ({ scoreMode, causal }) => ({
    en: `${scoreMode}${causal ? ' · only back' : ''}`,
    zh: `${scoreMode === 'dot' ? '点积' : 'concat'}${causal ? ' · 只看前文' : ''}`
  }),
  inferShape: (shapes) => {
    const found = checkAttention(shapes, 'Attention')
    if (!found.ok) return found
    const { query, value } = found.value
    return query[1] === value[1]
      ? ok([...query])
      : fail(problem('network/features-differ', { layer: 'Attention', first: query[1], other: value[1] }))
  },
  listWeights: (_shapes, { useScale, scoreMode }) => [
    ...(useScale ? [{ name: 'scale', shape: [], isTrainable: true }] : []),
    ...(scoreMode === 'concat' ? [{ name: 'concat_score_weight', shape: [], isTrainable: true }] : [])
  ],
  countFlops: (shapes) => {
    const found = checkAttention(shapes, 'Attention')
    if (!found.ok) return 0
    const { query, value } = found.value
    return 4 * query[0] * value[0] * query[1]
  },
  toKeras: ({ scoreMode, useScale, causal, dropout }, { name, seed }) => {
    const config = {
      name,
      trainable: true,
      dtype: 'float32',
      use_scale: useScale,
      score_mode: scoreMode,
      dropout,
      seed
    }
    return {
      className: 'Attention',
      config,
      call: { inputs: 'list', isRepeated: true, options: { use_causal_mask: causal } },
      ownLayer: { className: 'ScoreAttention', config: { ...config, causal } }
    }
  },
  fromKeras: (_config, options) => ({ causal: options.use_causal_mask === true })
})
