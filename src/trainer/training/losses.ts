import { isForValues, isForOneOutput } from '../../shared/training/losses.ts'
import { defaultTraining, type LossKind, type LossOptions } from '../../shared/training/training-spec.ts'
import type { Head } from '../network/open-head.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { EPSILON, rowLosses } from './row-losses.ts'

/**
 * Mean loss of a batch, for TensorFlow to differentiate by the outputs.
 *
 * Input   outputs [rows, units] before the head; labels int32 [rows] class codes, or float32 [rows] values
 */
export type Loss = (outputs: tf.Tensor, labels: tf.Tensor) => tf.Scalar

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

const clip = (probabilities: tf.Tensor): tf.Tensor => tf.clipByValue(probabilities, EPSILON, 1 - EPSILON)

/** Logits of outputs that are already probabilities, as Keras reads them back. */
function logitsOf(outputs: tf.Tensor, loss: LossKind): tf.Tensor {
  const probabilities = clip(outputs)
  if (!isForOneOutput(loss)) return tf.log(probabilities)
  return tf.sub(tf.log(probabilities), tf.log(tf.sub(1, probabilities)))
}

/** By one-hot codes: tfjs gathers only by indices that it can read, which a recorded step has not. */
const weightsOfRows = (labels: tf.Tensor, classWeights: Float32Array): tf.Tensor => {
  const codes = tf.oneHot(tf.cast(labels, 'int32'), classWeights.length)
  return tf.sum(tf.mul(tf.cast(codes, 'float32'), tf.tensor1d(classWeights)), -1)
}

export interface LossSettings {
  readonly options?: LossOptions | undefined
  /** How much a row of each class counts, by class code; all 1 where left out. The mean stays one over all rows. */
  readonly classWeights?: Float32Array | undefined
}

/** Of sequences, each step is a row of its own: [rows, steps, units] with [rows, steps] labels. */
const asRows = (outputs: tf.Tensor, labels: tf.Tensor): readonly [tf.Tensor, tf.Tensor] =>
  outputs.rank > 2
    ? [tf.reshape(outputs, [-1, outputs.shape.at(-1) ?? 1]), tf.reshape(labels, [-1])]
    : [outputs, labels]

/** The loss for a model whose last activation was taken off ('softmax', 'sigmoid') or left on ('none'). */
export function createLoss(
  kind: LossKind,
  head: Head,
  { options = defaultTraining.lossOptions, classWeights }: LossSettings = {}
): Loss {
  const ofRows = rowLosses[kind]
  const isOfProbabilities = head === 'none' && !isForValues(kind)
  return (answers, truth) => {
    const [given, labels] = asRows(answers, truth)
    const outputs = isOfProbabilities ? logitsOf(given, kind) : given
    return meanWithGradient(outputs, (values) => {
      const { losses, gradient } = ofRows(values, labels, options)
      if (classWeights === undefined) return { losses, gradient }
      const weights = weightsOfRows(labels, classWeights)
      return {
        losses: tf.mul(tf.reshape(losses, [-1]), weights),
        gradient: tf.mul(gradient, tf.reshape(weights, [-1, 1]))
      }
    })
  }
}
