import { tf } from './load-tensorflow.ts'

/** The part of tfjs-node's backend that runs a TensorFlow operation by its name. */
interface NodeBackend {
  readonly isUsingGpuDevice: boolean
  readonly binding: {
    readonly TF_ATTR_TYPE: number
    readonly TF_ATTR_BOOL: number
    readonly TF_Version: string
  }
  getDTypeInteger(dtype: tf.DataType): number
  executeSingleOutput(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[]
  ): tf.Tensor
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
    outputCount: number
  ): tf.Tensor[]
}

interface Attribute {
  readonly name: string
  readonly type: number
  readonly value: unknown
}

export const nodeBackend = (): NodeBackend => tf.backend() as unknown as NodeBackend

const typeAttribute = (backend: NodeBackend, name: string, dtype: tf.DataType): Attribute => ({
  name,
  type: backend.binding.TF_ATTR_TYPE,
  value: backend.getDTypeInteger(dtype)
})

/**
 * Loss of each row and its gradient by the logits, in one operation that stays exact for large logits.
 *
 * Input   logits [rows, classes], labels int32 [rows]
 */
export const sparseSoftmaxCrossEntropy = (logits: tf.Tensor, labels: tf.Tensor): [tf.Tensor, tf.Tensor] =>
  takeTwo(tf.engine().runKernel<tf.Tensor[]>(SPARSE_CROSS_ENTROPY, { logits, labels }))

/** A kernel as tfjs has its own, so that a recorded step can put another in its place. */
export const SPARSE_CROSS_ENTROPY = 'SparseSoftmaxCrossEntropyWithLogits'

tf.registerKernel({
  kernelName: SPARSE_CROSS_ENTROPY,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs: { logits, labels } }) => {
    const backend = nodeBackend()
    const attributes = [typeAttribute(backend, 'T', 'float32'), typeAttribute(backend, 'Tlabels', 'int32')]
    return backend.executeMultipleOutputs(
      SPARSE_CROSS_ENTROPY,
      attributes,
      [logits, labels] as tf.Tensor[],
      2
    )
  }
})

/** The same for labels that are a distribution over the classes: float32 [rows, classes]. */
export function softmaxCrossEntropy(logits: tf.Tensor, labels: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const backend = nodeBackend()
  const attributes = [typeAttribute(backend, 'T', 'float32')]
  return takeTwo(
    backend.executeMultipleOutputs('SoftmaxCrossEntropyWithLogits', attributes, [logits, labels], 2)
  )
}

function takeTwo([first, second]: readonly tf.Tensor[]): [tf.Tensor, tf.Tensor] {
  if (first === undefined || second === undefined)
    throw new Error('The operation gave fewer than two tensors.')
  return [first, second]
}

/**
 * The derivative by a table of which some rows were looked up: for each row the sum over the tokens that asked for it.
 *
 * Input   change [tokens, width], tokens int32 [tokens], table [rows, width], of which only the shape counts
 * Output  [rows, width]
 */
export const embeddingGradient = (change: tf.Tensor, tokens: tf.Tensor, table: tf.Tensor): tf.Tensor =>
  tf.engine().runKernel<tf.Tensor>(EMBEDDING_GRADIENT, { change, tokens, table })

/** A kernel as tfjs has its own, so that a recorded step can put another in its place. */
export const EMBEDDING_GRADIENT = 'EmbeddingGradient'

tf.registerKernel({
  kernelName: EMBEDDING_GRADIENT,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs }) => {
    const { change, tokens, table } = inputs as Record<'change' | 'tokens' | 'table', tf.Tensor>
    return tf.unsortedSegmentSum(change, tokens as tf.Tensor1D, table.shape[0] ?? 1)
  }
})

/**
 * Numbers in [0, 1) that follow from the seed alone, whatever was drawn before and with however many threads.
 *
 * Made of random bits by whole numbers: TensorFlow and XLA draw the same bits, but make other fractions of them.
 *
 * Input   seed: a whole number, or the same with a 0 behind it as int32 [2]
 */
export function seededUniform(shape: readonly number[], seed: number | tf.Tensor): tf.Tensor {
  const backend = nodeBackend()
  const attributes = [
    typeAttribute(backend, 'dtype', 'int32'),
    typeAttribute(backend, 'T', 'int32'),
    typeAttribute(backend, 'Tseed', 'int32')
  ]
  const inputs = [
    tf.tensor1d([...shape], 'int32'),
    typeof seed === 'number' ? tf.tensor1d([seed, 0], 'int32') : seed
  ]
  return tf.tidy(() => {
    const bits = backend.executeSingleOutput('StatelessRandomUniformFullInt', attributes, inputs)
    const low = [bits, tf.scalar(2 ** FRACTION_BITS - 1, 'int32')]
    const whole = backend.executeSingleOutput('BitwiseAnd', [typeAttribute(backend, 'T', 'int32')], low)
    return tf.mul(tf.cast(whole, 'float32'), 2 ** -FRACTION_BITS)
  })
}

/** As many as float32 holds exactly. */
const FRACTION_BITS = 24

/** Numbers with mean 0 and spread 1, normally distributed, out of even ones (Box and Muller). */
export function seededNormal(shape: readonly number[], seed: number | tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [first, second] = tf.unstack(seededUniform([2, ...shape], seed))
    if (first === undefined || second === undefined) throw new Error('Two numbers give one.')
    const radius = tf.sqrt(tf.mul(tf.log(tf.sub(1, first)), -2))
    return tf.mul(radius, tf.cos(tf.mul(second, 2 * Math.PI)))
  })
}

/** Rows of a table [rows, …] by their numbers, int32 of any shape. */
export function gatherRows(table: tf.Tensor, rows: tf.Tensor): tf.Tensor {
  const backend = nodeBackend()
  const attributes = [
    typeAttribute(backend, 'Tparams', table.dtype),
    typeAttribute(backend, 'Tindices', 'int32'),
    typeAttribute(backend, 'Taxis', 'int32')
  ]
  return backend.executeSingleOutput('GatherV2', attributes, [table, rows, tf.scalar(0, 'int32')])
}

/** Product of two matrices, either of them turned first. */
export function multiplyMatrices(
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  { transposeA, transposeB }: { readonly transposeA: boolean; readonly transposeB: boolean }
): tf.Tensor {
  const backend = nodeBackend()
  const { TF_ATTR_BOOL } = backend.binding
  const attributes = [
    typeAttribute(backend, 'T', a.dtype),
    { name: 'transpose_a', type: TF_ATTR_BOOL, value: transposeA },
    { name: 'transpose_b', type: TF_ATTR_BOOL, value: transposeB }
  ]
  return backend.executeSingleOutput('MatMul', attributes, [a, b])
}
