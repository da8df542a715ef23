import type { LossKind, LossOptions } from '../../shared/training/training-spec.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from '../runtime/tensorflow-operations.ts'

/** What Keras keeps probabilities away from 0 and 1 by. */
export const EPSILON = 1e-7

/**
 * Loss of each row of a batch, and its gradient by the outputs, which is known beforehand.
 *
 * Input   outputs [rows, units] before the head; labels int32 [rows] class codes, or float32 [rows] values
 * Source  keras/src/losses/losses.py, Keras 3.15
 */
export type RowLoss = (
  outputs: tf.Tensor,
  labels: tf.Tensor,
  options: LossOptions
) => { readonly losses: tf.Tensor; readonly gradient: tf.Tensor }

const asColumn = (labels: tf.Tensor): tf.Tensor => tf.reshape(tf.cast(labels, 'float32'), [-1, 1])

/** (predicted - true)² */
const meanSquaredError: RowLoss = (outputs, labels) => {
  const difference = tf.sub(outputs, asColumn(labels))
  return { losses: tf.square(difference), gradient: tf.mul(difference, 2) }
}

/** |predicted - true|, with the gradient 0 where they are equal. */
const meanAbsoluteError: RowLoss = (outputs, labels) => {
  const difference = tf.sub(outputs, asColumn(labels))
  return { losses: tf.abs(difference), gradient: tf.sign(difference) }
}

/** ½ e² up to delta, beyond it delta · |e| - ½ delta², for e = predicted - true. */
const huber: RowLoss = (outputs, labels, { huberDelta }) => {
  const difference = tf.sub(outputs, asColumn(labels))
  const inside = tf.clipByValue(difference, -huberDelta, huberDelta)
  const losses = tf.mul(inside, tf.sub(difference, tf.mul(inside, 0.5)))
  return { losses, gradient: inside }
}

/** ln cosh e = |e| + ln(1 + e^-2|e|) - ln 2: no overflow however large the error is. */
const logCosh: RowLoss = (outputs, labels) => {
  const difference = tf.sub(outputs, asColumn(labels))
  const size = tf.abs(difference)
  const losses = tf.sub(tf.add(size, tf.log1p(tf.exp(tf.mul(size, -2)))), Math.LN2)
  return { losses, gradient: tf.tanh(difference) }
}

/** predicted - true · ln(predicted + 1e-7) */
const poisson: RowLoss = (outputs, labels) => {
  const truth = asColumn(labels)
  const positive = tf.add(outputs, EPSILON)
  const losses = tf.sub(outputs, tf.mul(truth, tf.log(positive)))
  return { losses, gradient: tf.sub(1, tf.div(truth, positive)) }
}

/** Yes and no as shares, each a little towards ½. */
function smoothColumn(labels: tf.Tensor, { labelSmoothing }: LossOptions): tf.Tensor {
  const truth = asColumn(labels)
  return labelSmoothing === 0 ? truth : tf.add(tf.mul(truth, 1 - labelSmoothing), 0.5 * labelSmoothing)
}

/** Classes as shares of all classes, each a little towards equal ones. */
function smoothClasses(labels: tf.Tensor, classCount: number, { labelSmoothing }: LossOptions): tf.Tensor {
  const truth = tf.oneHot(tf.cast(labels, 'int32') as tf.Tensor1D, classCount).toFloat()
  if (labelSmoothing === 0) return truth
  return tf.add(tf.mul(truth, 1 - labelSmoothing), labelSmoothing / classCount)
}

/** max(z, 0) - z · y + ln(1 + e^-|z|) for logits z: no overflow however large they are. */
const sigmoidCrossEntropy = (logits: tf.Tensor, truth: tf.Tensor): tf.Tensor =>
  tf.add(tf.sub(tf.relu(logits), tf.mul(logits, truth)), tf.log1p(tf.exp(tf.neg(tf.abs(logits)))))

const binaryCrossentropy: RowLoss = (logits, labels, options) => {
  const truth = smoothColumn(labels, options)
  return { losses: sigmoidCrossEntropy(logits, truth), gradient: tf.sub(tf.sigmoid(logits), truth) }
}

/** q^gamma times the cross-entropy, for q = 1 - the probability given to the truth. */
const binaryFocalCrossentropy: RowLoss = (logits, labels, options) => {
  const gamma = options.focalGamma
  const truth = smoothColumn(labels, options)
  const yes = tf.sigmoid(logits)
  const no = tf.sigmoid(tf.neg(logits))
  const entropy = sigmoidCrossEntropy(logits, truth)
  const other = tf.sub(1, truth)
  const missed = tf.maximum(tf.add(tf.mul(truth, no), tf.mul(other, yes)), EPSILON)
  const factor = tf.pow(missed, gamma)
  const missedSlope = tf.mul(tf.mul(tf.sub(other, truth), yes), no)
  const factorSlope = tf.mul(tf.mul(tf.pow(missed, gamma - 1), gamma), missedSlope)
  return {
    losses: tf.mul(factor, entropy),
    gradient: tf.add(tf.mul(factorSlope, entropy), tf.mul(factor, tf.sub(yes, truth)))
  }
}

const categoricalCrossentropy: RowLoss = (logits, labels, options) => {
  const truth = smoothClasses(labels, logits.shape.at(-1) ?? 1, options)
  const [losses, gradient] = softmaxCrossEntropy(logits, truth)
  return { losses, gradient }
}

const sparseCategoricalCrossentropy: RowLoss = (logits, labels, options) => {
  if (options.labelSmoothing > 0) return categoricalCrossentropy(logits, labels, options)
  const [losses, gradient] = sparseSoftmaxCrossEntropy(logits, labels)
  return { losses, gradient }
}

/** Not in the form: Keras' default, which scales the whole loss. */
const FOCAL_ALPHA = 0.25

/** alpha · Σ y · (1 - p)^gamma · -ln p over the classes. */
const categoricalFocalCrossentropy: RowLoss = (logits, labels, options) => {
  const gamma = options.focalGamma
  const truth = tf.mul(smoothClasses(labels, logits.shape.at(-1) ?? 1, options), FOCAL_ALPHA)
  const logs = tf.logSoftmax(logits)
  const shares = tf.exp(logs)
  const missed = tf.maximum(tf.sub(1, shares), EPSILON)
  const factor = tf.pow(missed, gamma)
  const losses = tf.neg(tf.sum(tf.mul(tf.mul(truth, factor), logs), -1))
  // The derivative by ln p of each class; by the logits it is that less p times their sum.
  const factorSlope = tf.mul(tf.mul(tf.mul(tf.pow(missed, gamma - 1), gamma), shares), logs)
  const slope = tf.mul(truth, tf.sub(factorSlope, factor))
  return { losses, gradient: tf.sub(slope, tf.mul(shares, tf.sum(slope, -1, true))) }
}

export const rowLosses: Readonly<Record<LossKind, RowLoss>> = {
  meanSquaredError,
  meanAbsoluteError,
  huber,
  logCosh,
  poisson,
  binaryCrossentropy,
  binaryFocalCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
  categoricalFocalCrossentropy
}
