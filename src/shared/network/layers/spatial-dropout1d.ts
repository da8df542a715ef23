import { ok } from '../../core/checked.ts'
import { decimal } from '../../core/params.ts'
import { defineLayer } from '../layer-definition.ts'
import { checkSequence } from '../sequences.ts'

/**
 * Sets whole features of a sequence to 0 while training, the same ones at every step; does nothing afterwards.
 *
 * Input     [steps, features]
 * Output    the same shape
 * Problems  network/needs-sequence   the input is not a sequence
 * Source    Tompson et al. (2014), arXiv:1411.4280
 */
export const spatialDropout1d = defineLayer({
  kind: 'spatialDropout1d',
  title: 'SpatialDropout1D',
  group: 'regularization',
  icon: 'square-dashed',
  inputs: 'one',
  params: {
    rate: decimal({
      label: { en: 'Rate', zh: '丢弃比例' },
      help: {
        en: 'Share of the features set to 0 at each training step, from 0 to 0.95.',
        zh: '每个训练步中被置为 0 的特征比例，从 0 到 0.95。'
      },
      min: 0,
      max: 0.95,
      default: 0.2
    })
  },
  docs: {
    summary: {
      en: 'Like Dropout, but switches off whole features over all steps of a sequence. Neighbouring steps are often alike, so switching off single numbers would take little away.',
      zh: '与 Dropout 类似，但在序列的所有步上关闭整个特征。相邻的步往往相似，只关闭单个数作用不大。'
    },
    usual: {
      en: '0.1 to 0.3, directly behind an Embedding.',
      zh: '0.1 到 0.3，直接接在 Embedding 之后。'
    }
  },
  describe: ({ rate }) => ({ en: `${rate} · in training only`, zh: `${rate} · 仅训练时` }),
  inferShape: ([shape]) => {
    const sequence = checkSequence(shape, 'SpatialDropout1D')
    return sequence.ok ? ok([...sequence.value]) : sequence
  },
  countFlops: () => 0,
  // Keras' own config of this layer has no more.
  toKeras: ({ rate }, { name, seed }) => ({
    className: 'SpatialDropout1D',
    config: { rate, seed, name, dtype: 'float32' }
  })
})
