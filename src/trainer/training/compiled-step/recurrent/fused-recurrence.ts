import { ResetAfterGru } from '../../../network/layers/reset-after-gru.ts'
import { tf } from '../../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../../runtime/tensorflow-operations.ts'
import { prototypeOf, replaceCall, type CallOptions, type LayerInputs } from '../replace-call.ts'
import { runSequence, type SequenceKernelName } from './sequence-kernels.ts'

interface Weight {
  read(): tf.Tensor
}

/** A cell of tfjs, or one of our own, which keeps its settings in `config`. */
interface Cell {
  readonly kernel: Weight
  readonly recurrentKernel: Weight
  readonly bias: Weight | null
  readonly dropout?: number
  readonly recurrentDropout?: number
  readonly config?: CellConfig
  getConfig(): tf.serialization.ConfigDict
}

interface CellConfig {
  readonly units?: unknown
  readonly activation?: unknown
  readonly recurrentActivation?: unknown
}

interface RecurrentLayer extends tf.layers.Layer {
  readonly cell: Cell
  readonly returnSequences: boolean
  readonly returnState: boolean
  readonly goBackwards: boolean
  readonly stateful: boolean
}

const kinds: readonly (readonly [SequenceKernelName, object])[] = [
  ['LayerwrightLstm', prototypeOf(tf.layers.lstm({ units: 1 }))],
  ['LayerwrightGru', prototypeOf(tf.layers.gru({ units: 1 }))],
  ['LayerwrightResetAfterGru', ResetAfterGru.prototype]
]

/**
 * Until the returned function is called, LSTM and GRU layers are recorded as one operation for the whole sequence
 * instead of some forty for each step. A layer that asks for more than that operation can (other activations,
 * dropout within the cell, a state kept between batches) is unrolled by tfjs as ever; so is all on a GPU.
 */
export function useFusedRecurrence(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  const restore = kinds.map(([name, prototype]) =>
    replaceCall<RecurrentLayer>(prototype, (layer, inputs, options) => {
      const [samples, ...more] = Array.isArray(inputs) ? inputs : [inputs]
      if (samples === undefined || more.length > 0 || !isFusible(layer)) return undefined
      return callFused(name, layer, samples, options)
    })
  )
  return () => {
    for (const one of restore) one()
  }
}

const configOf = (cell: Cell): CellConfig => cell.config ?? cell.getConfig()

function isFusible({ cell, stateful }: RecurrentLayer): boolean {
  const { activation, recurrentActivation } = configOf(cell)
  const hasDropout = (cell.dropout ?? 0) > 0 || (cell.recurrentDropout ?? 0) > 0
  return activation === 'tanh' && recurrentActivation === 'sigmoid' && !hasDropout && !stateful
}

function callFused(
  name: SequenceKernelName,
  { cell, goBackwards, returnSequences, returnState }: RecurrentLayer,
  samples: tf.Tensor,
  options: CallOptions
): LayerInputs {
  const [rows = 0, steps = 0, width = 0] = samples.shape
  const ordered = goBackwards ? tf.reverse(samples, 1) : samples
  const projected = tf.matMul(tf.reshape(ordered, [rows * steps, width]), cell.kernel.read())
  const start = tf.zeros([rows, Number(configOf(cell).units)])
  const { hidden, lastStates } = runSequence(name, {
    projected: tf.reshape(projected, [rows, steps, -1]),
    biases: biasesOf(cell),
    startStates: options.initialState ?? (name === 'LayerwrightLstm' ? [start, start] : [start]),
    kernel: cell.recurrentKernel.read(),
    mask: maskOf(options, [rows, steps], goBackwards)
  })
  const [lastHidden] = lastStates
  const output = returnSequences || lastHidden === undefined ? hidden : lastHidden
  return returnState ? [output, ...lastStates] : output
}

/** A bias of two rows is one for the input and one for the state. */
function biasesOf({ bias }: Cell): tf.Tensor[] {
  if (bias === null) return []
  const value = bias.read()
  return value.rank === 2 ? tf.unstack(value) : [value]
}

function maskOf(options: CallOptions, shape: [number, number], goBackwards: boolean): tf.Tensor | undefined {
  const given = options.mask
  const mask = given instanceof tf.Tensor ? given : given?.[0]
  if (!mask) return undefined
  const kept = tf.reshape(tf.cast(mask, 'float32'), shape)
  return goBackwards ? tf.reverse(kept, 1) : kept
}
