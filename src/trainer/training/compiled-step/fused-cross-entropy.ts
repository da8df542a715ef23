import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend, SPARSE_CROSS_ENTROPY } from '../../runtime/tensorflow-operations.ts'

/** TensorFlow's own operation is as fast for few classes, and one that XLA knows. */
const LEAST_CLASSES = 1024

/**
 * Until the returned function is called, cross-entropy over many classes is recorded as an operation of our own: with
 * its gradient in three passes over each row while that is in the first caches, and wider instructions where the
 * processor has them.
 */
export function useFusedCrossEntropy(): () => void {
  const kernel = tf.getKernel(SPARSE_CROSS_ENTROPY, 'tensorflow')
  if (kernel === undefined) throw new Error('There is no cross-entropy to replace.')
  if (nodeBackend().isUsingGpuDevice) return () => {}
  tf.unregisterKernel(SPARSE_CROSS_ENTROPY, 'tensorflow')
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      const { logits, labels } = call.inputs as Record<'logits' | 'labels', tf.Tensor>
      if ((logits.shape.at(-1) ?? 0) < LEAST_CLASSES) return kernel.kernelFunc(call)
      // Whole numbers up to 2^24 are exact, which are more classes than any network has.
      const codes = tf.cast(labels, 'float32')
      return nodeBackend().executeMultipleOutputs('LayerwrightCrossEntropy', [], [logits, codes], 2)
    }
  })
  return () => {
    tf.unregisterKernel(SPARSE_CROSS_ENTROPY, 'tensorflow')
    tf.registerKernel(kernel)
  }
}
