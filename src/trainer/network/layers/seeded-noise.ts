import { tf } from '../../runtime/load-tensorflow.ts'
import { seededNormal, seededUniform } from '../../runtime/tensorflow-operations.ts'
import { onlyInput, SeededLayer, type LayerBase } from './seeded-layer.ts'

/** Normally distributed noise on every number while training. */
export class SeededNoise extends SeededLayer {
  static className = 'SeededNoise'
  readonly stddev: number

  constructor(config: LayerBase & { readonly stddev: number }) {
    super(config, config.stddev > 0)
    this.stddev = config.stddev
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: { training?: boolean }): tf.Tensor {
    const input = onlyInput(inputs)
    if (!training || this.stddev === 0) return input
    return tf.tidy(() => tf.add(input, tf.mul(seededNormal(input.shape, this.stepSeed), this.stddev)))
  }
}

/** The lower end of selu: scale * alpha. */
const LOWEST = -1.0507009873554805 * 1.6732632423543772

/**
 * Dropout that keeps mean and spread: dropped numbers go to selu's lower end, and all are scaled and shifted back.
 *
 * Source  keras 3.15 `layers/regularization/alpha_dropout.py`
 */
export class SeededAlphaDropout extends SeededLayer {
  static className = 'SeededAlphaDropout'
  readonly rate: number

  constructor(config: LayerBase & { readonly rate: number }) {
    super(config, config.rate > 0)
    this.rate = config.rate
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: { training?: boolean }): tf.Tensor {
    const input = onlyInput(inputs)
    const { rate } = this
    if (!training || rate === 0) return input
    return tf.tidy(() => {
      const kept = tf.cast(tf.greaterEqual(seededUniform(input.shape, this.stepSeed), rate), 'float32')
      const scale = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST ** 2))
      const shift = -scale * LOWEST * rate
      const mixed = tf.add(tf.mul(input, kept), tf.mul(tf.sub(1, kept), LOWEST))
      return tf.add(tf.mul(mixed, scale), shift)
    })
  }
}

tf.serialization.registerClass(SeededNoise)
tf.serialization.registerClass(SeededAlphaDropout)
