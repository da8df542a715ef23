import { tf } from './load-tensorflow.ts'
import { multiplyMatrices } from './tensorflow-operations.ts'

interface ProductCall {
  readonly inputs: { readonly a: tf.TensorInfo; readonly b: tf.TensorInfo }
  readonly attrs: { readonly transposeA: boolean; readonly transposeB: boolean }
}

/**
 * Makes tfjs multiply two plain matrices by TensorFlow's `MatMul`. Its own kernel always takes the one for
 * batches of matrices, which is several times slower for the small ones of a dense layer.
 */
export function useMatrixProduct(): void {
  const kernel = tf.getKernel('BatchMatMul', 'tensorflow')
  if (kernel === undefined) throw new Error('tfjs has no matrix product to replace.')
  tf.unregisterKernel('BatchMatMul', 'tensorflow')
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      const { inputs, attrs } = call as unknown as ProductCall
      const { a, b } = inputs
      if (a.shape.length === 2 && b.shape.length === 2) return multiplyMatrices(a, b, attrs)
      if (!isOneMatrix(a) || !isOneMatrix(b) || a.shape.length !== b.shape.length)
        return kernel.kernelFunc(call)
      // What derivatives of dense layers ask for: batches of a single matrix.
      return tf.tidy(() => {
        const product = multiplyMatrices(asMatrix(a), asMatrix(b), attrs)
        return tf.reshape(product, [...a.shape.slice(0, -2), ...product.shape])
      })
    }
  })
}

const isOneMatrix = ({ shape }: tf.TensorInfo): boolean => shape.slice(0, -2).every((length) => length === 1)

const asMatrix = (tensor: tf.TensorInfo): tf.Tensor => tf.reshape(tensor as tf.Tensor, tensor.shape.slice(-2))
