import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend, SPARSE_CROSS_ENTROPY } from '../../runtime/tensorflow-operations.ts'
import { replaceKernel } from './replace-kernel.ts'

/** TensorFlow's own operation is as fast for few classes, and one that XLA knows. */
const LEAST_CLASSES = 1024

/**
 * Until the returned function is called, cross-entropy over many classes is recorded as an operation of our own: with
 * its gradient in three passes over each row while that is in the first caches, and wider instructions where the
 * processor has them.
 */
export function useFusedCrossEntropy(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  return replaceKernel<'logits' | 'labels'>(SPARSE_CROSS_ENTROPY, ({ inputs: { logits, labels } }) => {
    if ((logits.shape.at(-1) ?? 0) < LEAST_CLASSES) return undefined
    // Whole numbers up to 2^24 are exact, which are more classes than any network has.
    const codes = tf.cast(labels, 'float32')
    return nodeBackend().executeMultipleOutputs('LayerwrightCrossEntropy', [], [logits, codes], 2)
  })
}
