import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../runtime/tensorflow-operations.ts'
import { attribute, DTYPE } from './native-graph.ts'
import { replaceKernel } from './replace-kernel.ts'

interface GatherAttributes {
  readonly axis: number
  readonly batchDims: number
}

const dtypes: Readonly<Record<string, number>> = DTYPE

const typeOf = (name: string, { dtype }: tf.Tensor) => attribute.dtype(name, dtypes[dtype] ?? DTYPE.float32)

/**
 * Until the returned function is called, rows are gathered without reading the indices in JavaScript, which
 * tfjs-node does to check them. TensorFlow checks them itself when the step runs.
 */
export const useUncheckedGather = (): (() => void) =>
  replaceKernel<'x' | 'indices', GatherAttributes>('GatherV2', ({ inputs: { x, indices }, attrs }) => {
    const axis = tf.scalar(attrs.axis, 'int32')
    const attributes = [
      attribute.int('batch_dims', attrs.batchDims),
      typeOf('Tparams', x),
      typeOf('Tindices', indices),
      attribute.dtype('Taxis', DTYPE.int32)
    ]
    const gathered = nodeBackend().executeSingleOutput('GatherV2', attributes, [x, indices, axis])
    axis.dispose()
    return gathered
  })
