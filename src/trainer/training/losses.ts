import type { LossKind } from '../../shared/training/training-spec.ts'
import type { Head } from '../network/open-head.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from '../runtime/tensorflow-operations.ts'

/**
 * Mean loss of a batch, for TensorFlow to differentiate by the outputs.
 *
 * Input   outputs [rows, units] before the head; labels int32 [rows] class codes, or float32 [rows] values
 */
export type Loss = (outputs: tf.Tensor, labels: tf.Tensor) => tf.Scalar

/** What Keras keeps probabilities away from 0 and 1 by. */
const EPSILON = 1e-7

type GradientSaver = (tensors: tf.Tensor[]) => void

/** A mean whose gradient by `outputs` is known beforehand. */
function meanWithGradient(
  outputs: tf.Tensor,
  compute: (outputs: tf.Tensor) => { readonly losses: tf.Tensor; readonly gradient: tf.Tensor }
): tf.Scalar {
  const operation = tf.customGrad<tf.Tensor>((...inputs: (tf.Tensor | GradientSaver)[]) => {
    const save = inputs[1] as GradientSaver
    const { losses, gradient } = compute(inputs[0] as tf.Tensor)
    save([gradient])
    return {
      value: tf.mean(losses),
      gradFunc: (change: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(saved[0] ?? gradient, tf.div(change, losses.size))
    }
  })
  return operation(outputs).asScalar()
}

const asColumn = (labels: tf.Tensor): tf.Tensor => tf.reshape(tf.cast(labels, 'float32'), [-1, 1])

/** (predicted - true)². */
const meanSquaredError: Loss = (outputs, labels) => {
  const truth = asColumn(labels)
  return meanWithGradient(outputs, (values) => {
    const difference = tf.sub(values, truth)
    return { losses: tf.square(difference), gradient: tf.mul(difference, 2) }
  })
}

/** |predicted - true|, with the gradient 0 where they are equal. */
const meanAbsoluteError: Loss = (outputs, labels) => {
  const truth = asColumn(labels)
  return meanWithGradient(outputs, (values) => {
    const difference = tf.sub(values, truth)
    return { losses: tf.abs(difference), gradient: tf.sign(difference) }
  })
}

/** max(z, 0) - z · y + ln(1 + e^-|z|) for logits z: no overflow however large they are. */
const sigmoidCrossEntropy: Loss = (logits, labels) => {
  const truth = asColumn(labels)
  return meanWithGradient(logits, (values) => ({
    losses: tf.add(tf.sub(tf.relu(values), tf.mul(values, truth)), tf.log1p(tf.exp(tf.neg(tf.abs(values))))),
    gradient: tf.sub(tf.sigmoid(values), truth)
  }))
}

const sparseCrossEntropy: Loss = (logits, labels) =>
  meanWithGradient(logits, (values) => {
    const [losses, gradient] = sparseSoftmaxCrossEntropy(values, labels)
    return { losses, gradient }
  })

const categoricalCrossEntropy: Loss = (logits, labels) => {
  const truth = tf.oneHot(tf.cast(labels, 'int32') as tf.Tensor1D, logits.shape.at(-1) ?? 1).toFloat()
  return meanWithGradient(logits, (values) => {
    const [losses, gradient] = softmaxCrossEntropy(values, truth)
    return { losses, gradient }
  })
}

const clip = (probabilities: tf.Tensor): tf.Tensor => tf.clipByValue(probabilities, EPSILON, 1 - EPSILON)

/** Logits of outputs that are already probabilities, as Keras reads them back. */
function logitsOf(outputs: tf.Tensor, loss: LossKind): tf.Tensor {
  const probabilities = clip(outputs)
  if (loss !== 'binaryCrossentropy') return tf.log(probabilities)
  return tf.sub(tf.log(probabilities), tf.log(tf.sub(1, probabilities)))
}

const losses: Readonly<Record<LossKind, Loss>> = {
  meanSquaredError,
  meanAbsoluteError,
  binaryCrossentropy: sigmoidCrossEntropy,
  categoricalCrossentropy: categoricalCrossEntropy,
  sparseCategoricalCrossentropy: sparseCrossEntropy
}

/** The loss for a model whose last activation was taken off ('softmax', 'sigmoid') or left on ('none'). */
export function createLoss(kind: LossKind, head: Head): Loss {
  const loss = losses[kind]
  const isOfProbabilities = head === 'none' && kind !== 'meanSquaredError' && kind !== 'meanAbsoluteError'
  return isOfProbabilities ? (outputs, labels) => loss(logitsOf(outputs, kind), labels) : loss
}
