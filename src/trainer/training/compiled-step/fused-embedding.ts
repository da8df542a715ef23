import { tf } from '../../runtime/load-tensorflow.ts'
import { EMBEDDING_GRADIENT, nodeBackend } from '../../runtime/tensorflow-operations.ts'
import { replaceKernel } from './replace-kernel.ts'

/**
 * Until the returned function is called, the derivative of an embedding is recorded as an operation of our own, in
 * which several threads each fill some rows of the table. TensorFlow's fills them one after another on one thread.
 */
export function useFusedEmbedding(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  return replaceKernel<'change' | 'tokens' | 'table'>(EMBEDDING_GRADIENT, ({ inputs }) => {
    const { change, tokens, table } = inputs
    // Whole numbers up to 2^24 are exact, which are more tokens than any table has.
    const rows = [change, tf.cast(tokens, 'float32'), table]
    return nodeBackend().executeSingleOutput('LayerwrightEmbeddingGradient', [], rows)
  })
}
