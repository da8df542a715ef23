import { ok } from '../../core/checked.ts'
import { decimal } from '../../core/params.ts'
import { kerasOnes, kerasZeros } from '../keras-objects.ts'
import { defineLayer } from '../layer-definition.ts'

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/**
 * Brings each channel to mean 0 and spread 1 over the batch, then to a learned mean and spread.
 *
 * Input    any shape; the last axis holds the channels
 * Output   the same shape
 * Weights  four for each channel: learned scale (gamma) and shift (beta), and running mean and variance, which are
 *          counted but not trained
 * Source   Ioffe & Szegedy (2015), arXiv:1502.03167
 */
export const batchNormalization = defineLayer({
  kind: 'batchNormalization',
  title: 'BatchNormalization',
  group: 'regularization',
  icon: 'activity',
  inputs: 'one',
  params: {
    momentum: decimal({
      label: { en: 'Momentum', zh: '动量' },
      help: {
        en: 'How slowly the running mean and variance follow the batches. Lower it for few training steps.',
        zh: '滑动均值与方差跟随各批次的快慢，越大越慢。训练步数少时可调低。'
      },
      min: 0,
      max: 0.9999,
      default: 0.99
    }),
    epsilon: decimal({
      label: { en: 'Epsilon', zh: 'Epsilon（防除零）' },
      help: {
        en: 'Small number added to the variance so that nothing is divided by zero.',
        zh: '加在方差上的小数，防止除以零。'
      },
      min: 1e-7,
      max: 0.1,
      default: 0.001
    })
  },
  docs: {
    summary: {
      en: 'Brings the numbers of each channel to a steady mean and spread, batch by batch. Training becomes faster and less sensitive to the learning rate.',
      zh: '逐批把每个通道的数调整到稳定的均值和波动范围，使训练更快，对学习率也不那么敏感。'
    },
    usual: {
      en: 'After Conv2D or Dense, with batches of at least 16. Momentum 0.99, or 0.9 for short training.',
      zh: '放在 Conv2D 或 Dense 之后，批量至少为 16。动量取 0.99，训练较短时取 0.9。'
    }
  },
  describe: ({ momentum }) => ({ en: `momentum ${momentum}`, zh: `动量 ${momentum}` }),
  inferShape: ([shape]) => ok(shape ?? []),
  listWeights: ([shape]) => {
    const channels = [shape?.at(-1) ?? 0]
    return [
      { name: 'gamma', shape: channels, isTrainable: true },
      { name: 'beta', shape: channels, isTrainable: true },
      { name: 'moving_mean', shape: channels, isTrainable: false },
      { name: 'moving_variance', shape: channels, isTrainable: false }
    ]
  },
  countFlops: ([shape]) => 2 * sizeOf(shape ?? []),
  toKeras: ({ momentum, epsilon }, { name }) => ({
    className: 'BatchNormalization',
    config: {
      name,
      trainable: true,
      dtype: 'float32',
      axis: -1,
      momentum,
      epsilon,
      center: true,
      scale: true,
      beta_initializer: kerasZeros,
      gamma_initializer: kerasOnes,
      moving_mean_initializer: kerasZeros,
      moving_variance_initializer: kerasOnes,
      beta_regularizer: null,
      gamma_regularizer: null,
      beta_constraint: null,
      gamma_constraint: null
    }
  })
})
