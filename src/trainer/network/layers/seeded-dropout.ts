import { tf } from '../../runtime/load-tensorflow.ts'
import { seededUniform } from '../../runtime/tensorflow-operations.ts'
import { onlyInput, SeededLayer, type LayerBase } from './seeded-layer.ts'

interface DropoutConfig extends LayerBase {
  readonly rate: number
  /** Shape of the mask: 1 where one choice holds along a whole axis, null where each number has its own. */
  readonly noiseShape?: readonly (number | null)[] | null
}

/**
 * Numbers with a random share of them at 0, the others scaled up by 1 / (1 - rate).
 *
 * Input  shape: of the mask, 1 where one choice holds along a whole axis
 */
export function dropOut(
  input: tf.Tensor,
  rate: number,
  seed: number | tf.Tensor,
  shape: readonly number[] = input.shape
): tf.Tensor {
  return tf.tidy(() => {
    const isKept = tf.greaterEqual(seededUniform(shape, seed), rate)
    return tf.mul(input, tf.mul(tf.cast(isKept, 'float32'), 1 / (1 - rate)))
  })
}

/**
 * Dropout whose mask follows from a seed given before each step. The library's own repeats one mask
 * for ever when it is seeded, and cannot be repeated when it is not.
 *
 * Input   any shape
 */
export class SeededDropout extends SeededLayer {
  static className = 'SeededDropout'
  readonly rate: number
  readonly noiseShape: readonly (number | null)[] | null

  constructor(config: DropoutConfig) {
    super(config, config.rate > 0)
    this.rate = config.rate
    this.noiseShape = config.noiseShape ?? null
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: { training?: boolean }): tf.Tensor {
    const input = onlyInput(inputs)
    if (!training || this.rate === 0) return input
    const shape = input.shape.map((size, axis) => this.noiseShape?.[axis] ?? size)
    return dropOut(input, this.rate, this.stepSeed, shape)
  }
}

tf.serialization.registerClass(SeededDropout)
