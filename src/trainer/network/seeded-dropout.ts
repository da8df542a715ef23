import { tf } from '../runtime/load-tensorflow.ts'
import { seededUniform } from '../runtime/tensorflow-operations.ts'

interface DropoutConfig {
  readonly name: string
  readonly rate: number
  /** Shape of the mask: 1 where one choice holds along a whole axis, null where each number has its own. */
  readonly noiseShape?: readonly (number | null)[] | null
  readonly trainable: boolean
  readonly dtype: tf.DataType
}

/**
 * Dropout whose mask follows from a seed given before each step. The library's own repeats one mask
 * for ever when it is seeded, and cannot be repeated when it is not.
 *
 * Input   any shape; kept numbers are scaled up by 1 / (1 - rate)
 */
export class SeededDropout extends tf.layers.Layer {
  static className = 'SeededDropout'
  /** Of the mask of the next training pass: a number, or int32 [2] where it is only known later. */
  stepSeed: number | tf.Tensor = 1
  readonly rate: number
  readonly noiseShape: readonly (number | null)[] | null

  constructor(config: DropoutConfig) {
    super({ name: config.name, trainable: config.trainable, dtype: config.dtype })
    this.rate = config.rate
    this.noiseShape = config.noiseShape ?? null
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: { training?: boolean }): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs
    if (input === undefined) throw new Error('Dropout reads one tensor.')
    if (!training || this.rate === 0) return input
    return tf.tidy(() => {
      const shape = input.shape.map((size, axis) => this.noiseShape?.[axis] ?? size)
      const isKept = tf.greaterEqual(seededUniform(shape, this.stepSeed), this.rate)
      return tf.mul(input, tf.mul(tf.cast(isKept, 'float32'), 1 / (1 - this.rate)))
    })
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate, noiseShape: this.noiseShape as number[] | null }
  }
}

tf.serialization.registerClass(SeededDropout)
