import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../runtime/tensorflow-operations.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { registerDerivatives } from './kernel-derivatives.ts'
import { prototypeOf, replaceCall } from './replace-call.ts'

/** What of tfjs' dense layer is used here. */
interface DenseLayer extends tf.layers.Layer {
  readonly kernel: { read(): tf.Tensor2D }
  readonly bias: { read(): tf.Tensor1D } | null
  readonly activation: { getClassName(): string; apply(x: tf.Tensor): tf.Tensor }
}

interface DenseWeights {
  /** [features, units]. */
  readonly kernel: tf.Tensor2D
  readonly bias?: tf.Tensor1D | undefined
}

const NAME = 'LayerwrightDense'

/** Kernels of more numbers do not stay in the caches between the rows of a batch; TensorFlow's product is made for them. */
const MOST_NUMBERS = 2 ** 18

tf.registerKernel({
  kernelName: NAME,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs: { x, kernel, bias, settings } }) =>
    nodeBackend().executeSingleOutput(NAME, [], [x, kernel, bias, settings] as tf.Tensor[])
})

registerDerivatives(NAME)

/**
 * Until the returned function is called, dense layers are recorded as one operation, with their bias and relu, and their
 * derivatives as two.
 */
export function useFusedDense({ isForXla }: Pick<GraphBuilder, 'isForXla'>): () => void {
  if (isForXla || nodeBackend().isUsingGpuDevice) return () => {}
  return replaceCall<DenseLayer>(prototypeOf(tf.layers.dense({ units: 1 })), (layer, inputs) => {
    const [x, ...more] = Array.isArray(inputs) ? inputs : [inputs]
    if (x === undefined || more.length > 0 || layer.kernel.read().size > MOST_NUMBERS) return undefined
    const isRelu = layer.activation.getClassName() === 'relu'
    const y = applyDense(x, { kernel: layer.kernel.read(), bias: layer.bias?.read() }, isRelu)
    return isRelu ? y : layer.activation.apply(y)
  })
}

/**
 * x · kernel + bias as one operation of native/dense_ops.cc, cut off at 0 or not.
 *
 * Input   x [..., features]
 * Output  [..., units]
 */
export function applyDense(x: tf.Tensor, { kernel, bias }: DenseWeights, isRelu = false): tf.Tensor {
  const [features, units] = kernel.shape
  const y = tf.engine().runKernel<tf.Tensor>(NAME, {
    x: tf.reshape(x, [-1, features]),
    kernel,
    // One without numbers stands for none.
    bias: bias ?? tf.tensor1d([]),
    settings: tf.tensor1d([isRelu ? 1 : 0])
  })
  return tf.reshape(y, [...x.shape.slice(0, -1), units])
}
