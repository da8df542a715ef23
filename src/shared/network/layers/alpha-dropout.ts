import { ok } from '../../core/checked.ts'
import { decimal } from '../../core/params.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Dropout that keeps mean and spread, for networks of selu: dropped numbers go to selu's lower end, and all are
 * scaled and shifted back.
 *
 * Input   any shape
 * Output  the same shape
 * Source  Klambauer et al. (2017), arXiv:1706.02515
 */
export const alphaDropout = defineLayer({
  kind: 'alphaDropout',
  title: 'AlphaDropout',
  group: 'regularization',
  icon: 'dices',
  inputs: 'one',
  params: {
    rate: decimal({
      label: { en: 'Rate', zh: '丢弃比例' },
      help: {
        en: 'Share of the numbers dropped at each training step, from 0 to 0.95.',
        zh: '每个训练步中被丢弃的数的比例，从 0 到 0.95。'
      },
      min: 0,
      max: 0.95,
      default: 0.1
    })
  },
  docs: {
    summary: {
      en: 'Dropout for layers with the activation selu: it keeps the mean and spread on which selu depends. When predicting it does nothing.',
      zh: '专用于 selu 激活函数的 Dropout：它保持 selu 所依赖的均值和波动范围。预测时不起作用。'
    },
    usual: {
      en: '0.05 to 0.1, behind Dense with selu and start values LeCun normal.',
      zh: '0.05 到 0.1，放在使用 selu 和 LeCun 正态初始值的 Dense 之后。'
    }
  },
  describe: ({ rate }) => ({ en: `${rate} · in training only`, zh: `${rate} · 仅训练时` }),
  inferShape: ([shape]) => ok(shape ?? []),
  countFlops: () => 0,
  toKeras: ({ rate }, { name, seed }) => ({
    className: 'AlphaDropout',
    config: { name, trainable: true, dtype: 'float32', rate, seed, noise_shape: null }
  })
})
