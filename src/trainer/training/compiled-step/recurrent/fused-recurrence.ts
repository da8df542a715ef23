import { tf } from '../../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../../runtime/tensorflow-operations.ts'
import { runGru, runLstm, type SequenceInputs, type SequenceOutputs } from './sequence-kernels.ts'

interface Weight {
  read(): tf.Tensor
}

/** What of a recurrent layer of tfjs is used here. */
interface RecurrentLayer extends tf.layers.Layer {
  readonly cell: {
    readonly units: number
    readonly kernel: Weight
    readonly recurrentKernel: Weight
    readonly bias: Weight | null
    readonly dropout: number
    readonly recurrentDropout: number
    getConfig(): tf.serialization.ConfigDict
  }
  readonly returnSequences: boolean
  readonly returnState: boolean
  readonly goBackwards: boolean
  readonly stateful: boolean
}

interface CallOptions {
  readonly mask?: tf.Tensor | tf.Tensor[] | null
  readonly initialState?: readonly tf.Tensor[] | null
}

type LayerInputs = tf.Tensor | tf.Tensor[]
type LayerCall = (this: RecurrentLayer, inputs: LayerInputs, options: CallOptions | null) => LayerInputs

const kinds = [
  { prototype: prototypeOf(tf.layers.lstm({ units: 1 })), stateCount: 2, run: runLstm },
  { prototype: prototypeOf(tf.layers.gru({ units: 1 })), stateCount: 1, run: runGru }
]

function prototypeOf(layer: tf.layers.Layer): { call: LayerCall } {
  return Object.getPrototypeOf(layer) as { call: LayerCall }
}

/**
 * Until the returned function is called, LSTM and GRU layers are recorded as one operation for the whole sequence
 * instead of some forty for each step. A layer that asks for more than that operation can (other activations,
 * dropout within the cell, a state kept between batches) is unrolled by tfjs as ever; so is all on a GPU.
 */
export function useFusedRecurrence(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  const original = kinds.map(({ prototype, stateCount, run }) => {
    const { call } = prototype
    prototype.call = function (inputs, options) {
      const [samples, ...more] = Array.isArray(inputs) ? inputs : [inputs]
      if (samples === undefined || more.length > 0 || !isFusible(this)) return call.call(this, inputs, options)
      return callFused(this, samples, options, { stateCount, run })
    }
    return { prototype, call }
  })
  return () => {
    for (const { prototype, call } of original) prototype.call = call
  }
}

function isFusible({ cell, stateful }: RecurrentLayer): boolean {
  const { activation, recurrentActivation } = cell.getConfig()
  const hasDropout = cell.dropout > 0 || cell.recurrentDropout > 0
  return activation === 'tanh' && recurrentActivation === 'sigmoid' && !hasDropout && !stateful
}

interface Kind {
  readonly stateCount: number
  readonly run: (inputs: SequenceInputs) => SequenceOutputs
}

function callFused(
  { cell, goBackwards, returnSequences, returnState }: RecurrentLayer,
  samples: tf.Tensor,
  options: CallOptions | null,
  { stateCount, run }: Kind
): LayerInputs {
  const [rows = 0, steps = 0, width = 0] = samples.shape
  const flat = tf.matMul(tf.reshape(inOrder(samples, goBackwards), [rows * steps, width]), cell.kernel.read())
  const biased = cell.bias === null ? flat : tf.add(flat, cell.bias.read())
  const given = options?.mask
  const mask = Array.isArray(given) ? given[0] : given
  const { hidden, lastStates } = run({
    projected: tf.reshape(biased, [rows, steps, -1]),
    startStates:
      options?.initialState ?? Array.from({ length: stateCount }, () => tf.zeros([rows, cell.units])),
    kernel: cell.recurrentKernel.read(),
    mask: mask ? inOrder(tf.reshape(tf.cast(mask, 'float32'), [rows, steps]), goBackwards) : undefined
  })
  const [lastHidden] = lastStates
  const output = returnSequences || lastHidden === undefined ? hidden : lastHidden
  return returnState ? [output, ...lastStates] : output
}

const inOrder = (sequence: tf.Tensor, goBackwards: boolean): tf.Tensor =>
  goBackwards ? tf.reverse(sequence, 1) : sequence
