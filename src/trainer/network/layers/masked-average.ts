import { tf } from '../../runtime/load-tensorflow.ts'

/**
 * Mean of each feature over the steps that are not masked; the library's own counts masked ones, too.
 *
 * Input   [rows, steps, features], mask [rows, steps]
 * Output  [rows, features]; zeros for a row without any step, where Keras divides 0 by 0
 */
export class MaskedAveragePooling1D extends tf.layers.Layer {
  static className = 'MaskedAveragePooling1D'

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [inputShape[0] ?? null, inputShape[2] ?? null]
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    { mask }: { mask?: tf.Tensor | null | undefined } = {}
  ): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs
    if (input === undefined) throw new Error('Pooling reads one tensor.')
    if (mask === null || mask === undefined) return tf.mean(input, 1)
    return tf.tidy(() => {
      const kept = tf.expandDims(tf.cast(mask, 'float32'), -1)
      return tf.div(tf.sum(tf.mul(input, kept), 1), tf.maximum(tf.sum(kept, 1), 1))
    })
  }
}

tf.serialization.registerClass(MaskedAveragePooling1D)
