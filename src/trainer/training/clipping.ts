import type { GradientClipping } from '../../shared/training/training-spec.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import type { Constant } from './update-rules.ts'

type Gradients = readonly (tf.Tensor | undefined)[]

/**
 * Gradients of one update, none of them too large.
 *
 * Source  keras/src/optimizers/base_optimizer.py, Keras 3.15: clipvalue, clipnorm, global_clipnorm
 */
export function clipGradients(
  gradients: Gradients,
  clipping: GradientClipping | null,
  constant: Constant = tf.scalar
): Gradients {
  if (clipping === null) return gradients
  const { by, limit } = clipping
  if (by === 'value') return gradients.map((gradient) => gradient && tf.clipByValue(gradient, -limit, limit))
  if (by === 'norm') return gradients.map((gradient) => gradient && shorten(gradient, limit, constant))
  const squares = gradients.flatMap((gradient) => (gradient ? [tf.sum(tf.square(gradient))] : []))
  if (squares.length === 0) return gradients
  const length = tf.sqrt(tf.addN(squares))
  const share = tf.div(constant(limit), tf.maximum(length, constant(limit)))
  return gradients.map((gradient) => gradient && tf.mul(gradient, share))
}

/** The gradient where it is no longer than the limit, else in the same direction with that length. */
function shorten(gradient: tf.Tensor, limit: number, constant: Constant): tf.Tensor {
  const length = tf.sqrt(tf.sum(tf.square(gradient)))
  return tf.div(tf.mul(gradient, constant(limit)), tf.maximum(length, constant(limit)))
}
