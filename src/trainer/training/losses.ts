import { isForValues, isForOneOutput } from '../../shared/training/losses.ts'
import { defaultTraining, type LossKind, type LossOptions } from '../../shared/training/training-spec.ts'
import type { Head } from '../network/open-head.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { EPSILON, rowLosses } from './row-losses.ts'

/**
 * Mean loss of a batch, for TensorFlow to differentiate by the outputs.
 *
 * Input   outputs [rows, units] before the head; labels int32 [rows] class codes, or float32 [rows] values;
 *         weights float32 [rows], how much each sample counts, where samples do not count the same
 * Source  keras/src/losses/loss.py, Keras 3.15: a mean over all samples, weighted or not, but not over masked labels
 */
export type Loss = (outputs: tf.Tensor, labels: tf.Tensor, weights?: tf.Tensor) => tf.Scalar

type GradientSaver = (tensors: tf.Tensor[]) => void

interface WithGradient {
  readonly losses: tf.Tensor
  readonly gradient: tf.Tensor
  /** How many of the losses count, the others being 0; all where left out. */
  readonly count?: tf.Tensor | undefined
}

/** A mean whose gradient by `outputs` is known beforehand. */
function meanWithGradient(outputs: tf.Tensor, compute: (outputs: tf.Tensor) => WithGradient): tf.Scalar {
  const operation = tf.customGrad<tf.Tensor>((...inputs: (tf.Tensor | GradientSaver)[]) => {
    const save = inputs[1] as GradientSaver
    const { losses, gradient, count } = compute(inputs[0] as tf.Tensor)
    save(count === undefined ? [gradient] : [gradient, count])
    return {
      value: count === undefined ? tf.mean(losses) : tf.div(tf.sum(losses), count),
      gradFunc: (change: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(saved[0] ?? gradient, tf.div(change, saved[1] ?? losses.size))
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
  /** Some labels are −1: the mean is one over the others. */
  readonly hasUncounted?: boolean | undefined
}

/**
 * Of sequences, each step is a row of its own: [rows, steps, units] with [rows, steps] labels; so is each value of a
 * forecast: [rows, horizon] with [rows, horizon] labels.
 */
function asRows(outputs: tf.Tensor, labels: tf.Tensor): readonly [tf.Tensor, tf.Tensor] {
  if (outputs.rank === 2 && labels.rank === 2) return [tf.reshape(outputs, [-1, 1]), tf.reshape(labels, [-1])]
  return outputs.rank > 2
    ? [tf.reshape(outputs, [-1, outputs.shape.at(-1) ?? 1]), tf.reshape(labels, [-1])]
    : [outputs, labels]
}

/** One number for each row out of one for each sample, whose steps are rows of their own. */
function spread(weights: tf.Tensor, rowCount: number): tf.Tensor {
  const stepCount = rowCount / weights.size
  if (stepCount === 1) return weights
  return tf.reshape(tf.mul(tf.reshape(weights, [-1, 1]), tf.ones([1, stepCount])), [-1])
}

/** 1 for labels that count, 0 for those that do not. */
export const whichCount = (labels: tf.Tensor): tf.Tensor =>
  tf.cast(tf.greaterEqual(labels, tf.scalar(0, labels.dtype)), 'float32')

/** The same labels with one in the place of those that do not count which the operations take. */
export const asKnown = (labels: tf.Tensor): tf.Tensor => tf.maximum(labels, tf.scalar(0, labels.dtype))

/** At least 1, for a batch of which nothing counts. */
export const countOf = (counting: tf.Tensor): tf.Tensor => tf.maximum(tf.sum(counting), 1)

/** The loss for a model whose last activation was taken off ('softmax', 'sigmoid') or left on ('none'). */
export function createLoss(
  kind: LossKind,
  head: Head,
  { options = defaultTraining.lossOptions, classWeights, hasUncounted = false }: LossSettings = {}
): Loss {
  const ofRows = rowLosses[kind]
  const isOfProbabilities = head === 'none' && !isForValues(kind)
  return (answers, truth, sampleWeights) => {
    const [given, all] = asRows(answers, truth)
    const outputs = isOfProbabilities ? logitsOf(given, kind) : given
    const labels = hasUncounted ? asKnown(all) : all
    const counting = hasUncounted ? whichCount(all) : undefined
    const factors = [
      ...(classWeights === undefined ? [] : [weightsOfRows(labels, classWeights)]),
      ...(sampleWeights === undefined ? [] : [spread(sampleWeights, all.size)]),
      ...(counting === undefined ? [] : [counting])
    ]
    return meanWithGradient(outputs, (values) => {
      const { losses, gradient } = ofRows(values, labels, options)
      if (factors.length === 0) return { losses, gradient }
      const weights = factors.reduce((product, factor) => tf.mul(product, factor))
      return {
        losses: tf.mul(tf.reshape(losses, [-1]), weights),
        gradient: tf.mul(gradient, tf.reshape(weights, [-1, 1])),
        count: counting && countOf(counting)
      }
    })
  }
}
