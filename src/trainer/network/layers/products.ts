import { tf } from '../../runtime/load-tensorflow.ts'
import type { LayerBase } from './seeded-layer.ts'

interface DotConfig extends LayerBase {
  readonly axes: readonly [number, number]
  readonly normalize: boolean
}

/** Numbers brought to length 1 along an axis. */
const toUnitLength = (input: tf.Tensor, axis: number): tf.Tensor =>
  tf.mul(input, tf.rsqrt(tf.maximum(tf.sum(tf.square(input), axis, true), 1e-12)))

/**
 * Products of two inputs, summed up along one axis of each.
 *
 * Input   [rows, …] with one or two axes behind the rows
 * Source  keras 3.15 `layers/merging/dot.py`
 */
export class DotProduct extends tf.layers.Layer {
  static className = 'DotProduct'
  readonly axes: readonly [number, number]
  readonly normalize: boolean

  constructor({ name, trainable, dtype, axes, normalize }: DotConfig) {
    super({ name, trainable, dtype })
    this.axes = axes
    this.normalize = normalize
  }

  override computeOutputShape(inputShape: tf.Shape[]): tf.Shape {
    const [first = [], second = []] = inputShape
    const left = [
      ...first.filter((_, axis) => axis !== this.axes[0]),
      ...second.filter((_, axis) => axis !== 0 && axis !== this.axes[1])
    ]
    return left.length === 1 ? [...left, 1] : left
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [first, second] = inputs as tf.Tensor[]
    if (first === undefined || second === undefined) throw new Error('A product has two factors.')
    return tf.tidy(() => {
      const factors = [first, second].map((input, index) =>
        this.normalize ? toUnitLength(input, this.axes[index] ?? 1) : input
      )
      // As matrices: a row of numbers is one step.
      const [a, b] = factors.map((input) => (input.rank === 2 ? tf.expandDims(input, 1) : input))
      if (a === undefined || b === undefined) throw new Error('A product has two factors.')
      const isRow = [first.rank === 2, second.rank === 2]
      const product = tf.matMul(
        a,
        b,
        !isRow[0] && this.axes[0] === 1,
        Boolean(isRow[1]) || this.axes[1] === 2
      )
      return tf.reshape(product, this.computeOutputShape([first.shape, second.shape]) as number[])
    })
  }
}

tf.serialization.registerClass(DotProduct)
