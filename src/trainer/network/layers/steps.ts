import { tf } from '../../runtime/load-tensorflow.ts'
import { onlyInput, type LayerBase } from './seeded-layer.ts'

/** Zeros before the first step: [rows, steps, features] becomes [rows, count + steps, features]. */
export class LeadingZeros extends tf.layers.Layer {
  static className = 'LeadingZeros'
  readonly count: number

  constructor({ name, trainable, dtype, count }: LayerBase & { readonly count: number }) {
    super({ name, trainable, dtype })
    this.count = count
  }

  override computeOutputShape([rows = null, steps = null, features = null]: tf.Shape): tf.Shape {
    return [rows, steps === null ? null : steps + this.count, features]
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.pad(onlyInput(inputs), [
      [0, 0],
      [this.count, 0],
      [0, 0]
    ])
  }
}

/** Steps with at least one number that is not the padding value, as [rows, steps, 1] of 0 and 1. */
const realSteps = (input: tf.Tensor, padding: number): tf.Tensor =>
  tf.max(tf.cast(tf.notEqual(input, padding), 'float32'), -1, true)

/** A sequence with its padding set to 0. The comparison has no derivative, and needs none. */
const withoutPadding = (input: tf.Tensor, padding: number): tf.Tensor =>
  tf.customGrad((given) => {
    const kept = realSteps(given as tf.Tensor, padding)
    return {
      value: tf.mul(given as tf.Tensor, kept),
      gradFunc: (change: tf.Tensor) => tf.mul(change, realSteps(given as tf.Tensor, padding))
    }
  })(input)

/** Masks the steps whose features all have one value: [rows, steps, features]. */
export class PaddingMask extends tf.layers.Layer {
  static className = 'PaddingMask'
  readonly maskValue: number

  constructor({ name, trainable, dtype, maskValue }: LayerBase & { readonly maskValue: number }) {
    super({ name, trainable, dtype })
    this.maskValue = maskValue
    this.supportsMasking = true
  }

  override computeMask(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.cast(tf.squeeze(realSteps(onlyInput(inputs), this.maskValue), [-1]), 'bool')
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return withoutPadding(onlyInput(inputs), this.maskValue)
  }
}

tf.serialization.registerClass(LeadingZeros)
tf.serialization.registerClass(PaddingMask)
