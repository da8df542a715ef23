import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend, SPARSE_CROSS_ENTROPY } from '../../runtime/tensorflow-operations.ts'
import { replaceKernel } from './replace-kernel.ts'

/** TensorFlow's own operations are as fast for few classes, and such that XLA knows. */
const LEAST_CLASSES = 1024

const hasMany = ({ shape }: tf.Tensor): boolean => (shape.at(-1) ?? 0) >= LEAST_CLASSES

/**
 * Until the returned function is called, cross-entropy over many classes is recorded as an operation of our own: with
 * its gradient in three passes over each row while that is in the first caches, and wider instructions where the
 * processor has them. So is the likeliest of many classes, which TensorFlow looks for number by number on one thread.
 */
export function useFusedCrossEntropy(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  // Whole numbers up to 2^24 are exact in float32, which are more classes than any network has.
  const restoreEntropy = replaceKernel<'logits' | 'labels'>(SPARSE_CROSS_ENTROPY, ({ inputs }) => {
    const { logits, labels } = inputs
    if (!hasMany(logits)) return undefined
    const codes = tf.cast(labels, 'float32')
    return nodeBackend().executeMultipleOutputs('LayerwrightCrossEntropy', [], [logits, codes], 2)
  })
  const restorePlaces = replaceKernel<'x', { readonly axis: number }>(
    'ArgMax',
    ({ inputs: { x }, attrs }) => {
      const [axis] = tf.util.parseAxisParam(attrs.axis, x.shape)
      if (x.rank !== 2 || axis !== 1 || x.dtype !== 'float32' || !hasMany(x)) return undefined
      return tf.cast(nodeBackend().executeSingleOutput('LayerwrightLargestPlaces', [], [x]), 'int32')
    }
  )
  return () => {
    restorePlaces()
    restoreEntropy()
  }
}
