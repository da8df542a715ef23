import { ok } from '../../core/checked.ts'
import { decimal } from '../../core/params.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Adds normally distributed noise while training; does nothing afterwards.
 *
 * Input   any shape
 * Output  the same shape
 */
export const gaussianNoise = defineLayer({
  kind: 'gaussianNoise',
  title: 'GaussianNoise',
  group: 'regularization',
  icon: 'waves-horizontal',
  inputs: 'one',
  params: {
    stddev: decimal({
      label: { en: 'Spread', zh: '标准差' },
      help: {
        en: 'Standard deviation of the noise, in the unit of the numbers that come in.',
        zh: '噪声的标准差，单位与输入相同。'
      },
      min: 0,
      max: 1000,
      default: 0.1
    })
  },
  docs: {
    summary: {
      en: 'Adds a little noise to every number while training, so that the network does not learn the exact rows by heart. When predicting it does nothing.',
      zh: '训练时给每个数加一点噪声，使网络不去死记具体的数据行。预测时不起作用。'
    },
    usual: {
      en: '0.05 to 0.2 behind the Input, when the features are standardised.',
      zh: '特征经过标准化时，放在 Input 之后，取 0.05 到 0.2。'
    }
  },
  describe: ({ stddev }) => ({ en: `±${stddev} · in training only`, zh: `±${stddev} · 仅训练时` }),
  inferShape: ([shape]) => ok(shape ?? []),
  countFlops: () => 0,
  toKeras: ({ stddev }, { name, seed }) => ({
    className: 'GaussianNoise',
    config: { name, trainable: true, dtype: 'float32', stddev, seed }
  })
})
