import { ok } from '../../core/checked.ts'
import { decimal } from '../../core/params.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Sets a random share of the numbers to 0 while training and scales the rest up by 1 / (1 - rate); does nothing afterwards.
 *
 * Input   any shape
 * Output  the same shape
 * Source  Srivastava et al. (2014), Journal of Machine Learning Research 15
 */
export const dropout = defineLayer({
  kind: 'dropout',
  title: 'Dropout',
  group: 'regularization',
  icon: 'circle-dashed',
  inputs: 'one',
  params: {
    rate: decimal({
      label: { en: 'Rate', zh: '丢弃比例' },
      help: {
        en: 'Share of the numbers set to 0 at each training step, from 0 to 0.95.',
        zh: '每个训练步中被置为 0 的数的比例，从 0 到 0.95。'
      },
      min: 0,
      max: 0.95,
      default: 0.5
    })
  },
  docs: {
    summary: {
      en: 'Switches off a random share of the numbers at each training step, so that the network cannot rely on single ones and does not learn the training rows by heart. When predicting it does nothing.',
      zh: '每个训练步随机关闭一部分数，使网络不依赖个别数值，避免死记训练数据。预测时不起作用。'
    },
    usual: {
      en: '0.2 to 0.5, after Dense layers. Use it when the training loss falls while the validation loss rises.',
      zh: '0.2 到 0.5，放在 Dense 之后。当训练损失下降而验证损失上升时使用。'
    }
  },
  describe: ({ rate }) => ({ en: `${rate} · in training only`, zh: `${rate} · 仅训练时` }),
  inferShape: ([shape]) => ok(shape ?? []),
  // Nothing is left of it in the forward pass of a finished model.
  countFlops: () => 0,
  toKeras: ({ rate }, { name, seed }) => ({
    className: 'Dropout',
    config: { name, trainable: true, dtype: 'float32', rate, seed, noise_shape: null }
  })
})
