import { tf } from '../../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../../runtime/tensorflow-operations.ts'

/**
 * Whole sequences of recurrent layers as kernels of tfjs with their derivatives, each one operation of
 * native/recurrent_ops.cc. Everything but the products over all steps at once happens within them.
 */

type Tensors = Readonly<Record<string, tf.Tensor>>

interface SequenceKernel {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** What its derivative reads, of inputs and outputs, apart from the changes of `hidden` and the last states. */
  readonly saved: readonly string[]
  readonly gradient: { readonly inputs: readonly string[]; readonly outputs: readonly string[] }
  /** Derivative of the recurrent kernel from what was saved and the other derivatives. */
  readonly kernelChange: (tensors: Tensors) => tf.Tensor
}

/** Rows of all steps below one another: what a product over the whole sequence takes. */
const asMatrix = (sequence: tf.Tensor): tf.Tensor2D => tf.reshape(sequence, [-1, sequence.shape.at(-1) ?? 1])

/** Derivative of weights by which `left` was multiplied in every step. */
const weightChange = (left: tf.Tensor, change: tf.Tensor): tf.Tensor =>
  tf.matMul(asMatrix(left), asMatrix(change), true, false)

/** Of the gates z and r, whose product is with the state, and of h, whose is with what the reset left of it. */
function gruKernelChange(tensors: Tensors): tf.Tensor {
  const projected = take(tensors, 'projected')
  const units = (projected.shape.at(-1) ?? 0) / 3
  const [both, candidate] = tf.split(projected, [2 * units, units], 2)
  if (both === undefined || candidate === undefined) throw new Error('There are three gates.')
  return tf.concat(
    [weightChange(take(tensors, 'previous'), both), weightChange(take(tensors, 'reset'), candidate)],
    1
  )
}

const kernels = {
  LayerwrightLstm: {
    inputs: ['projected', 'startHidden', 'startCell', 'kernel', 'bias', 'mask'],
    outputs: ['hidden', 'previous', 'cell', 'gates', 'lastHidden', 'lastCell'],
    saved: ['startCell', 'kernel', 'mask', 'previous', 'cell', 'gates'],
    gradient: {
      inputs: [
        'gates',
        'startCell',
        'kernel',
        'mask',
        'cell',
        'hiddenChange',
        'lastHiddenChange',
        'lastCellChange'
      ],
      outputs: ['projected', 'startHidden', 'startCell', 'bias']
    },
    kernelChange: (tensors) => weightChange(take(tensors, 'previous'), take(tensors, 'projected'))
  },
  LayerwrightGru: {
    inputs: ['projected', 'startHidden', 'kernel', 'bias', 'mask'],
    outputs: ['hidden', 'previous', 'reset', 'gates', 'lastHidden'],
    saved: ['kernel', 'mask', 'previous', 'reset', 'gates'],
    gradient: {
      inputs: ['gates', 'lastHiddenChange', 'kernel', 'mask', 'previous', 'hiddenChange'],
      outputs: ['projected', 'startHidden', 'bias']
    },
    kernelChange: gruKernelChange
  },
  LayerwrightResetAfterGru: {
    inputs: ['projected', 'startHidden', 'kernel', 'bias', 'stateBias', 'mask'],
    outputs: ['hidden', 'previous', 'candidate', 'gates', 'lastHidden'],
    saved: ['kernel', 'mask', 'previous', 'candidate', 'gates'],
    gradient: {
      inputs: ['gates', 'lastHiddenChange', 'kernel', 'mask', 'previous', 'candidate', 'hiddenChange'],
      outputs: ['projected', 'product', 'startHidden', 'bias', 'stateBias']
    },
    kernelChange: (tensors) => weightChange(take(tensors, 'previous'), take(tensors, 'product'))
  }
} as const satisfies Readonly<Record<string, SequenceKernel>>

export type SequenceKernelName = keyof typeof kernels

for (const [name, kernel] of Object.entries(kernels)) register(name, kernel)

function register(name: string, { inputs, outputs, saved, gradient, kernelChange }: SequenceKernel): void {
  const kept = (names: readonly string[]): boolean[] => names.map((one) => saved.includes(one))
  const savedInputs = inputs.filter((input) => saved.includes(input))
  const savedNames = [...savedInputs, ...outputs.filter((output) => saved.includes(output))]
  tf.registerKernel({
    kernelName: name,
    backendName: 'tensorflow',
    kernelFunc: (call) => run(name, inputs, outputs.length, call.inputs as unknown as Tensors)
  })
  tf.registerGradient({
    kernelName: name,
    inputsToSave: savedInputs,
    outputsToSave: kept(outputs),
    gradFunc: (changes, savedTensors) => {
      if (!Array.isArray(changes)) throw new Error('A sequence has several outputs.')
      const known = {
        ...named(
          outputs.map((output) => `${output}Change`),
          changes
        ),
        ...named(savedNames, savedTensors)
      }
      const found = run(`${name}Grad`, gradient.inputs, gradient.outputs.length, known)
      const derivatives = named(gradient.outputs, found)
      const kernel = kernelChange({ ...known, ...derivatives })
      return Object.fromEntries(
        Object.entries({ ...derivatives, kernel }).map(([input, change]) => [input, () => change])
      )
    }
  })
}

const run = (
  operation: string,
  inputs: readonly string[],
  outputCount: number,
  given: Tensors
): tf.Tensor[] =>
  nodeBackend().executeMultipleOutputs(
    operation,
    [],
    inputs.map((name) => take(given, name)),
    outputCount
  )

function take(tensors: Tensors, name: string): tf.Tensor {
  const tensor = tensors[name]
  if (tensor === undefined) throw new Error(`There is no ${name}.`)
  return tensor
}

const named = (names: readonly string[], tensors: readonly tf.Tensor[]): Tensors =>
  Object.fromEntries(names.flatMap((name, index) => (tensors[index] ? [[name, tensors[index]]] : [])))

export interface SequenceInputs {
  /** Input · kernel: [rows, steps, gates · units]. */
  readonly projected: tf.Tensor
  /** [gates · units] each: one for the input, another for the state where the cell has it; none without biases. */
  readonly biases: readonly tf.Tensor[]
  /** [rows, units] each: [hidden] or [hidden, cell]. */
  readonly startStates: readonly tf.Tensor[]
  /** The recurrent one. */
  readonly kernel: tf.Tensor
  /** [rows, steps]: 0 keeps the state; undefined where every step counts. */
  readonly mask: tf.Tensor | undefined
}

export interface SequenceOutputs {
  /** Of all steps. */
  readonly hidden: tf.Tensor
  /** What the layer hands on with its state: [hidden] or [hidden, cell]. */
  readonly lastStates: readonly tf.Tensor[]
}

export function runSequence(name: SequenceKernelName, inputs: SequenceInputs): SequenceOutputs {
  const { projected, biases, startStates, kernel, mask } = inputs
  // A tensor without numbers stands for what is not there.
  const nothing = tf.tensor1d([])
  const all: Tensors = {
    projected,
    kernel,
    mask: mask ?? nothing,
    ...named(['startHidden', 'startCell'], startStates),
    ...named(['bias', 'stateBias'], biases.length === 0 ? [nothing] : biases)
  }
  const { inputs: names, outputs: outputNames } = kernels[name]
  const given = Object.fromEntries(names.map((input) => [input, take(all, input)]))
  const outputs = named(outputNames, tf.engine().runKernel<tf.Tensor[]>(name, given))
  const lastStates = ['lastHidden', 'lastCell'].filter((state) => state in outputs)
  return { hidden: take(outputs, 'hidden'), lastStates: lastStates.map((state) => take(outputs, state)) }
}
