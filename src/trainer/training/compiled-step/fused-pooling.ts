import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../runtime/tensorflow-operations.ts'
import { replaceKernel } from './replace-kernel.ts'

interface PoolingAttributes {
  readonly filterSize: number | readonly [number, number]
  readonly strides: number | readonly [number, number]
  readonly pad: string | number
}

const pair = (size: number | readonly [number, number]): readonly [number, number] =>
  typeof size === 'number' ? [size, size] : size

/**
 * Until the returned function is called, the derivative of max-pooling whose windows lie side by side is recorded as an
 * operation of our own. TensorFlow's looks for the place of each largest number one by one; the result is the same, to
 * the bit.
 */
export function useFusedPooling(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  return replaceKernel<'dy' | 'input', PoolingAttributes>(
    'MaxPoolGrad',
    ({ inputs: { dy, input }, attrs }) => {
      const [size, strides] = [pair(attrs.filterSize), pair(attrs.strides)]
      const isSideBySide = attrs.pad === 'valid' && size.every((length, axis) => length === strides[axis])
      if (!isSideBySide || input.dtype !== 'float32') return undefined
      const inputs = [input, dy, tf.tensor1d([...size])]
      return nodeBackend().executeSingleOutput('LayerwrightMaxPoolGradient', [], inputs)
    }
  )
}
