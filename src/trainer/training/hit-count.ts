import type { PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import type { Head } from '../network/open-head.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { asKnown, countOf, whichCount } from './losses.ts'

/** Of a batch: rows predicted right, or the sum of absolute errors. */
export type HitCount = (outputs: tf.Tensor, labels: tf.Tensor) => tf.Scalar

/** The figure shown beside the loss while training: rows right for classes, absolute error for values. */
export function countHits(head: Head, target: PreparedTarget): HitCount {
  const { scaling, horizon } = target
  if (target.classes === null) {
    return (outputs, labels) => {
      const total = tf.sum(tf.abs(tf.sub(tf.reshape(outputs, [-1]), tf.reshape(labels, [-1])))).asScalar()
      // Of a forecast, the mean of its values; several series have no unit in common, so it stays on the scale of learning.
      const mean = horizon === undefined ? total : tf.div(total, horizon).asScalar()
      return scaling === null ? mean : tf.mul(mean, scaling.standardDeviation)
    }
  }
  if (target.hasUncounted) return countKnown(head)
  // Before a sigmoid the border between the two classes is 0, behind it ½.
  const border = head === 'none' ? 0.5 : 0
  return (outputs, labels) => {
    if (outputs.rank > 2) {
      // Of a sequence, the share of its steps: a row counts as one all the same.
      const hits = tf.sum(tf.cast(tf.equal(tf.argMax(outputs, -1), labels), 'float32'))
      return tf.div(hits, labels.shape[1] ?? 1).asScalar()
    }
    const predicted =
      outputs.shape.at(-1) === 1
        ? tf.cast(tf.greater(tf.reshape(outputs, [-1]), border), 'int32')
        : tf.argMax(outputs, 1)
    return tf.sum(tf.cast(tf.equal(predicted, labels), 'float32')).asScalar()
  }
}

/** Labels of −1 are left out: a batch counts as the share of the others that are right, for each of its rows. */
function countKnown(head: Head): HitCount {
  const border = head === 'none' ? 0.5 : 0
  return (outputs, labels) => {
    const truth = tf.reshape(labels, [-1])
    const rows = tf.reshape(outputs, [truth.size, -1])
    const predicted =
      rows.shape[1] === 1 ? tf.cast(tf.greater(tf.reshape(rows, [-1]), border), 'int32') : tf.argMax(rows, 1)
    const counting = whichCount(truth)
    const hits = tf.sum(tf.mul(tf.cast(tf.equal(predicted, asKnown(truth)), 'float32'), counting))
    return tf.mul(tf.div(hits, countOf(counting)), labels.shape[0] ?? 1).asScalar()
  }
}

/** The name of that figure in epoch records. */
export const hitMetric = (target: PreparedTarget): 'accuracy' | 'meanAbsoluteError' =>
  target.classes === null ? 'meanAbsoluteError' : 'accuracy'
