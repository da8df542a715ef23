import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../runtime/tensorflow-operations.ts'
import { registerDerivatives } from './kernel-derivatives.ts'
import { prototypeOf, replaceCall, type LayerInputs } from './replace-call.ts'

/** What of tfjs' convolutions is used here. */
interface ConvolutionLayer extends tf.layers.Layer {
  readonly kernelSize: readonly number[]
  readonly strides: readonly number[]
  readonly dilationRate: readonly number[]
  readonly padding: string
  readonly dataFormat: string
  readonly kernel: { read(): tf.Tensor }
  readonly bias: { read(): tf.Tensor } | null
  readonly activation: { getClassName(): string; apply(x: tf.Tensor): tf.Tensor }
}

const NAME = 'LayerwrightConvolution'

/** Below so many results in a row, products of a row are too short to pay. */
const LEAST_WIDTH = 4

tf.registerKernel({
  kernelName: NAME,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs: { x, kernel, bias, size, settings } }) =>
    nodeBackend().executeSingleOutput(NAME, [], [x, kernel, bias, size, settings] as tf.Tensor[])
})

registerDerivatives(NAME)

/**
 * Until the returned function is called, convolutions that move by one step are recorded as one operation, with their
 * bias and relu, and their derivatives as two.
 */
export function useFusedConvolution(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  const size = { filters: 1, kernelSize: 1 }
  const restorers = [tf.layers.conv1d(size), tf.layers.conv2d(size)].map((layer) =>
    replaceCall<ConvolutionLayer>(prototypeOf(layer), fused)
  )
  return () => {
    for (const restore of restorers) restore()
  }
}

function fused(layer: ConvolutionLayer, inputs: LayerInputs): tf.Tensor | undefined {
  const [x, ...more] = Array.isArray(inputs) ? inputs : [inputs]
  const areSteps = [...layer.strides, ...layer.dilationRate].every((length) => length === 1)
  if (x === undefined || more.length > 0 || !areSteps || layer.dataFormat !== 'channelsLast') return undefined
  // Of tfjs' convolutions of sequences, 'causal' is neither of the two.
  if (layer.padding !== 'valid' && layer.padding !== 'same') return undefined
  const [count, ...spatial] = x.shape.slice(0, -1)
  const sizes = layer.kernelSize.map((length, axis) => outLength(spatial[axis] ?? 0, length, layer.padding))
  if (count === undefined || sizes.some((length) => length < 1) || (sizes.at(-1) ?? 0) < LEAST_WIDTH)
    return undefined
  const pads = layer.kernelSize.map((length) => padBefore(length, layer.padding))
  const kernel = layer.kernel.read()
  const filters = kernel.shape.at(-1) ?? 0
  // A sequence is an image of one row.
  const isSequence = x.rank === 3
  const isRelu = layer.activation.getClassName() === 'relu'
  const y = tf.engine().runKernel<tf.Tensor>(NAME, {
    x: isSequence ? tf.expandDims(x, 1) : x,
    kernel: isSequence ? tf.expandDims(kernel, 0) : kernel,
    bias: layer.bias?.read() ?? tf.zeros([filters]),
    size: tf.zeros(isSequence ? [1, ...sizes] : sizes),
    settings: tf.tensor1d([...(isSequence ? [0, ...pads] : pads), isRelu ? 1 : 0])
  })
  const result = isSequence ? tf.squeeze(y, [1]) : y
  return isRelu ? result : layer.activation.apply(result)
}

const outLength = (length: number, kernelLength: number, padding: string): number =>
  padding === 'valid' ? length - kernelLength + 1 : length

/** TensorFlow's rule: what cannot be halved is one more behind. */
const padBefore = (kernelLength: number, padding: string): number =>
  padding === 'valid' ? 0 : Math.floor((kernelLength - 1) / 2)
