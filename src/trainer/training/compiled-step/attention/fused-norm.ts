import { tf } from '../../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../../runtime/tensorflow-operations.ts'
import { prototypeOf, replaceCall } from '../replace-call.ts'

/** What of tfjs' layer normalisation is used here. */
interface NormLayer extends tf.layers.Layer {
  readonly axis: readonly number[]
  readonly epsilon: number
  readonly gamma: { read(): tf.Tensor } | null
  readonly beta: { read(): tf.Tensor } | null
}

const NAME = 'LayerwrightNorm'

tf.registerKernel({
  kernelName: NAME,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs: { x, scale, shift, epsilon } }) =>
    nodeBackend().executeMultipleOutputs(NAME, [], [x, scale, shift, epsilon] as tf.Tensor[], 3)
})

tf.registerGradient({
  kernelName: NAME,
  inputsToSave: ['scale'],
  outputsToSave: [false, true, true],
  gradFunc: (changes, [scale, normal, inverse]) => {
    const [change] = changes as tf.Tensor[]
    const inputs = [change, normal, inverse, scale] as tf.Tensor[]
    const [x, scaleChange, shiftChange] = nodeBackend().executeMultipleOutputs(`${NAME}Grad`, [], inputs, 3)
    if (!x || !scaleChange || !shiftChange) throw new Error('The derivative has three parts.')
    return { x: () => x, scale: () => scaleChange, shift: () => shiftChange }
  }
})

/**
 * Until the returned function is called, layer normalisation over the last axis is recorded as one operation. tfjs
 * composes it of twenty, and its derivative of two for each step of each row.
 */
export function useFusedNorm(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  const prototype = prototypeOf(tf.layers.layerNormalization())
  return replaceCall<NormLayer>(prototype, ({ axis, epsilon, gamma, beta }, inputs) => {
    const [x, ...more] = Array.isArray(inputs) ? inputs : [inputs]
    const isOverLast = x !== undefined && axis.length === 1 && axis[0] === x.rank - 1
    if (!isOverLast || more.length > 0 || gamma === null || beta === null) return undefined
    const [y] = tf.engine().runKernel<tf.Tensor[]>(NAME, {
      x,
      scale: gamma.read(),
      shift: beta.read(),
      epsilon: tf.scalar(epsilon)
    })
    return y
  })
}
