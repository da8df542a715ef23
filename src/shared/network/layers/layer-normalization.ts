import { ok } from '../../core/checked.ts'
import { decimal } from '../../core/params.ts'
import { kerasOnes, kerasZeros } from '../keras-objects.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Brings the numbers of each step, or of each row, to mean 0 and spread 1, then to a learned scale and shift.
 *
 * Input    any shape; the last axis holds the features
 * Output   the same shape
 * Weights  two for each feature: learned scale (gamma) and shift (beta)
 * Source   Ba, Kiros & Hinton (2016), arXiv:1607.06450
 */
export const layerNormalization = defineLayer({
  kind: 'layerNormalization',
  title: 'LayerNormalization',
  group: 'regularization',
  icon: 'align-vertical-space-around',
  inputs: 'one',
  params: {
    epsilon: decimal({
      label: { en: 'Epsilon', zh: 'Epsilon（防除零）' },
      help: {
        en: 'Small number added to the variance so that nothing is divided by zero.',
        zh: '加在方差上的小数，防止除以零。'
      },
      min: 1e-12,
      max: 0.1,
      default: 0.001
    })
  },
  docs: {
    summary: {
      en: 'Brings the features of each step to a steady mean and spread, each sample for itself. It does not depend on the batch, so it suits sequences and small batches.',
      zh: '逐个样本地把每一步的特征调整到稳定的均值和波动范围。它不依赖批次，适合序列和小批量。'
    },
    usual: {
      en: 'Before or after attention and recurrent layers. In Transformers the epsilon is often 0.000001.',
      zh: '放在注意力层或循环层之前或之后。Transformer 中 epsilon 常用 0.000001。'
    }
  },
  describe: ({ epsilon }) => ({ en: `epsilon ${epsilon}`, zh: `epsilon ${epsilon}` }),
  inferShape: ([shape]) => ok(shape ?? []),
  listWeights: ([shape]) => {
    const features = [shape?.at(-1) ?? 0]
    return [
      { name: 'gamma', shape: features, isTrainable: true },
      { name: 'beta', shape: features, isTrainable: true }
    ]
  },
  countFlops: ([shape]) => 5 * (shape ?? []).reduce((product, size) => product * size, 1),
  toKeras: ({ epsilon }, { name }) => ({
    className: 'LayerNormalization',
    config: {
      name,
      trainable: true,
      dtype: 'float32',
      axis: -1,
      epsilon,
      center: true,
      scale: true,
      beta_initializer: kerasZeros,
      gamma_initializer: kerasOnes,
      beta_regularizer: null,
      gamma_regularizer: null,
      beta_constraint: null,
      gamma_constraint: null
    }
  })
})
