import { tf } from '../../runtime/load-tensorflow.ts'
import { useFusedAttention } from './attention/fused-attention.ts'
import { useFusedNorm } from './attention/fused-norm.ts'
import { useColumnSums } from './column-sums.ts'
import { useFusedBatchNorm } from './fused-batch-norm.ts'
import { useFusedConvolution } from './fused-convolution.ts'
import { useFusedCrossEntropy } from './fused-cross-entropy.ts'
import { useFusedDense } from './fused-dense.ts'
import { useFusedEmbedding } from './fused-embedding.ts'
import { useFusedPooling } from './fused-pooling.ts'
import { useUncheckedGather } from './gather.ts'
import { useNativeGradients } from './gradients.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { DTYPE, type Attribute, type GraphOutput } from './native-graph.ts'
import { useFusedRecurrence } from './recurrent/fused-recurrence.ts'
import { assignVariable, readVariable, type WeightVariables } from './variables.ts'

/** Tensors of the graph stand in tfjs under ids from here on; those of its own binding stay below. */
const SYMBOLIC = 2 ** 29

interface TensorRecord {
  readonly shape: readonly number[]
  readonly dtype: number
  readonly id: number
  readonly values: Float32Array | Int32Array | Uint8Array | null
}

interface Binding {
  executeOp(
    type: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputCount: number
  ): { id: number; shape: readonly number[]; dtype: number }[]
  createTensor(shape: readonly number[], dtype: number, values: Float32Array): number
  deleteTensor(id: number): void
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array
}

/** What of tfjs-node's backend a recording stands in for. */
interface Backend {
  binding: Binding
  readonly tensorMap: { get(dataId: object): TensorRecord }
  getInputTensorIds(inputs: readonly Input[]): number[]
  createOutputTensor(output: { id: number; shape: readonly number[]; dtype: number }): tf.Tensor
}

/** A tensor, or an int64 scalar, which tfjs-node keeps beside its tensors. */
type Input = { readonly dataId: object } | { readonly valueArray: Int32Array }

/** What stopped a recording, and where. */
export class RecordingError extends Error {
  /** The layer, or the operation where no layer was at work. */
  readonly place: string

  constructor(place: string, reason: string) {
    super(`${place}: ${reason}`)
    this.place = place
  }
}

/** The tensors of tfjs while a step is recorded. */
export interface Recording {
  /** A tensor of tfjs for an output of the graph. */
  readonly tensor: (output: GraphOutput) => tf.Tensor
  /** The output of the graph that a tensor stands for: computed, a weight, or a constant. */
  readonly outputOf: (tensor: tf.Tensor) => number
  /** Operations that change weights, such as the moving statistics of batch normalisation. */
  readonly changes: readonly number[]
}

export interface Recorded {
  readonly builder: GraphBuilder
  readonly weights: WeightVariables
  readonly layers: readonly tf.layers.Layer[]
}

/** What is recorded otherwise than tfjs computes it; each gives back what puts tfjs' own in its place again. */
const replacements: readonly ((builder: GraphBuilder) => () => void)[] = [
  useUncheckedGather,
  useColumnSums,
  useFusedBatchNorm,
  useFusedConvolution,
  useFusedCrossEntropy,
  useFusedDense,
  useFusedPooling,
  useFusedEmbedding,
  useFusedRecurrence,
  useFusedNorm,
  useFusedAttention
]

const backendOf = (): Backend => tf.backend() as unknown as Backend

/**
 * Runs `work` with the kernels of tfjs adding to the graph instead of computing. Layers, derivatives and losses
 * run as they are: their tensors stand for outputs of the graph, and assigning a weight becomes an operation.
 *
 * Throws  RecordingError  when the work reads a computed tensor, has a shape that depends on data, or asks for
 *         an operation that a graph has not
 */
export function record<Result>(
  { builder, weights, layers }: Recorded,
  work: (recording: Recording) => Result
): Result {
  const backend = backendOf()
  const { binding } = backend
  const restoreMethods = keepMethods(backend, tf.Variable.prototype as tf.Variable)
  for (const variable of weights.all) variable.value = variable.read = undefined
  const changes: number[] = []
  const outputOf = createOutputFinder(builder, weights, binding)
  const recording: Recording = {
    outputOf,
    changes,
    tensor: ({ id, dtype, shape }) =>
      backend.createOutputTensor({ id: id + SYMBOLIC, dtype, shape: knownShape(builder, 'input', shape) })
  }
  backend.binding = recordingBinding(builder, binding)
  backend.getInputTensorIds = (inputs) => inputs.map((input) => outputOf(input))
  tf.Variable.prototype.assign = function (value: tf.Tensor) {
    const variable = weights.find(this.dataId)
    if (variable === undefined) throw new RecordingError(placeOf(builder, 'assign'), 'not a weight')
    const id = outputOf(value)
    changes.push(assignVariable(builder, variable, id))
    variable.value = id
  }
  const restoreGradients = useNativeGradients(builder, recording)
  const restorers = replacements.map((replace) => replace(builder))
  const restoreLayers = nameLayers(builder, layers)
  try {
    let result: { readonly value: Result } | undefined
    tf.tidy(() => {
      result = { value: work(recording) }
    })
    if (result === undefined) throw new Error('Nothing was recorded.')
    return result.value
  } catch (error) {
    dropTape()
    throw error
  } finally {
    restoreLayers()
    for (const restore of restorers.reverse()) restore()
    restoreGradients()
    restoreMethods()
    backend.binding = binding
    builder.scope = ''
  }
}

/** What puts the methods that a recording replaces back. */
function keepMethods(backend: Backend, variables: tf.Variable): () => void {
  const replaced = [
    [backend, 'getInputTensorIds', Reflect.get(backend, 'getInputTensorIds')],
    [variables, 'assign', Reflect.get(variables, 'assign')]
  ] as const
  return () => {
    for (const [owner, name, method] of replaced) Reflect.set(owner, name, method)
  }
}

/** tfjs keeps the tensors that derivatives would have needed when the work before them throws. */
function dropTape(): void {
  const { state } = tf.engine() as unknown as {
    readonly state: { activeTape: readonly { readonly saved: readonly tf.Tensor[] }[] | null }
  }
  tf.dispose((state.activeTape ?? []).flatMap(({ saved }) => saved))
  state.activeTape = null
}

const placeOf = (builder: GraphBuilder, operation: string): string =>
  builder.scope === '' ? operation : builder.scope

function knownShape(builder: GraphBuilder, type: string, shape: readonly number[] | null): readonly number[] {
  if (shape === null || shape.includes(-1)) {
    throw new RecordingError(placeOf(builder, type), `the shape of ${type} depends on data`)
  }
  return shape
}

/** tfjs-node's binding, with what computes replaced by what adds to the graph. */
function recordingBinding(builder: GraphBuilder, binding: Binding): Binding {
  const replaced: Binding = {
    executeOp: (type, attributes, inputs, outputCount) => {
      try {
        const { outputs } = builder.add(type, inputs, attributes)
        return outputs.slice(0, outputCount).map(({ id, dtype, shape }) => ({
          id: id + SYMBOLIC,
          dtype,
          shape: knownShape(builder, type, shape)
        }))
      } catch (error) {
        if (error instanceof RecordingError) throw error
        throw new RecordingError(
          placeOf(builder, type),
          error instanceof Error ? error.message : String(error)
        )
      }
    },
    createTensor: (shape, dtype, values) => builder.constant(dtype, shape, values) + SYMBOLIC,
    deleteTensor: (id) => {
      if (id < SYMBOLIC) binding.deleteTensor(id)
    },
    tensorDataSync: (id) => {
      if (id < SYMBOLIC) return binding.tensorDataSync(id)
      throw new RecordingError(placeOf(builder, 'read'), 'reads a computed tensor')
    }
  }
  return Object.create(binding, Object.getOwnPropertyDescriptors(replaced)) as Binding
}

function createOutputFinder(builder: GraphBuilder, weights: WeightVariables, binding: Binding) {
  const constants = new WeakMap<object, number>()
  return (input: Input): number => {
    if ('valueArray' in input) return builder.constant(DTYPE.int64, [], input.valueArray)
    const { dataId } = input
    const info = backendOf().tensorMap.get(dataId)
    if (info.values === null && info.id >= SYMBOLIC) return info.id - SYMBOLIC
    const variable = weights.find(dataId)
    if (variable !== undefined) return readVariable(builder, variable)
    const known = constants.get(dataId)
    if (known !== undefined) return known
    const id = builder.constant(info.dtype, info.shape, info.values ?? binding.tensorDataSync(info.id))
    constants.set(dataId, id)
    return id
  }
}

/** While a layer is called, new operations carry its name, and so does what goes wrong in it. */
function nameLayers(builder: GraphBuilder, layers: readonly tf.layers.Layer[]): () => void {
  for (const layer of layers) {
    const call = layer.call.bind(layer)
    layer.call = (inputs, options) => {
      const outer = builder.scope
      builder.scope = layer.name
      const outputs = call(inputs, options)
      // Left as it is when the call throws: the name of the layer that could not be recorded.
      builder.scope = outer
      return outputs
    }
  }
  return () => {
    for (const layer of layers) Reflect.deleteProperty(layer, 'call')
  }
}
