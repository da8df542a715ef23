import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../runtime/tensorflow-operations.ts'
import { prototypeOf, replaceCall, type CallOptions, type LayerInputs } from './replace-call.ts'

/** What of tfjs' batch normalisation is used here. */
interface BatchNormLayer extends tf.layers.Layer {
  readonly axis: number
  readonly epsilon: number
  readonly momentum: number
  /** Left out without scale, without center. */
  readonly gamma?: { read(): tf.Tensor }
  readonly beta?: { read(): tf.Tensor }
  readonly movingMean: MovingStatistic
  readonly movingVariance: MovingStatistic
}

interface MovingStatistic {
  read(): tf.Tensor
  write(value: tf.Tensor): unknown
}

const NAME = 'LayerwrightBatchNorm'

tf.registerKernel({
  kernelName: NAME,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs: { x, scale, shift, epsilon } }) =>
    nodeBackend().executeMultipleOutputs(NAME, [], [x, scale, shift, epsilon] as tf.Tensor[], 3)
})

tf.registerGradient({
  kernelName: NAME,
  inputsToSave: ['x', 'scale', 'epsilon'],
  outputsToSave: [false, true, true],
  gradFunc: (changes, [x, scale, epsilon, mean, variance]) => {
    // The statistics go into the moving ones only, which have no derivative.
    const [change] = changes as tf.Tensor[]
    const inputs = [change, x, mean, variance, scale, epsilon] as tf.Tensor[]
    const [xChange, scaleChange, shiftChange] = nodeBackend().executeMultipleOutputs(
      `${NAME}Grad`,
      [],
      inputs,
      3
    )
    if (!xChange || !scaleChange || !shiftChange) throw new Error('The derivative has three parts.')
    return { x: () => xChange, scale: () => scaleChange, shift: () => shiftChange }
  }
})

/**
 * Until the returned function is called, batch normalisation over the last axis is recorded as one operation in
 * training, and its derivatives as another. tfjs composes both of many passes over all numbers.
 *
 * By the moving statistics it is one operation of TensorFlow already, which stays.
 */
export function useFusedBatchNorm(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  return replaceCall<BatchNormLayer>(prototypeOf(tf.layers.batchNormalization()), fused)
}

function fused(
  layer: BatchNormLayer,
  inputs: LayerInputs,
  { training = false }: CallOptions
): tf.Tensor | undefined {
  const { axis, epsilon, gamma, beta } = layer
  const [x, ...more] = Array.isArray(inputs) ? inputs : [inputs]
  const isOverLast = x !== undefined && [-1, x.rank - 1].includes(axis)
  if (!training || !isOverLast || more.length > 0 || x.dtype !== 'float32') return undefined
  const channels = [x.shape.at(-1) ?? 0]
  const [y, mean, variance] = tf.engine().runKernel<tf.Tensor[]>(NAME, {
    x,
    scale: gamma?.read() ?? tf.ones(channels),
    shift: beta?.read() ?? tf.zeros(channels),
    epsilon: tf.scalar(epsilon)
  })
  if (!y || !mean || !variance) throw new Error('Batch normalisation gives three tensors.')
  follow(layer.movingMean, mean, layer.momentum)
  follow(layer.movingVariance, variance, layer.momentum)
  return y
}

/** As tfjs and Keras do: moving −= (moving − value) · (1 − momentum); the variance is divided by the count of rows. */
function follow(moving: MovingStatistic, value: tf.Tensor, momentum: number): void {
  const before = moving.read()
  moving.write(tf.sub(before, tf.mul(tf.sub(before, value), 1 - momentum)))
}
