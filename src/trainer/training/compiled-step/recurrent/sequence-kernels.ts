import { tf } from '../../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../../runtime/tensorflow-operations.ts'

/**
 * Whole sequences of recurrent layers as kernels of tfjs with their derivatives, each one operation of
 * native/recurrent_ops.cc. Everything but the products over all steps at once happens within them.
 */

interface SequenceKernel {
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputCount: number
  readonly savedInputs: readonly string[]
  readonly savedOutputs: readonly boolean[]
  /** Derivatives of the inputs from those of the outputs and what was saved, inputs first. */
  readonly differentiate: (
    changes: readonly tf.Tensor[],
    saved: readonly tf.Tensor[]
  ) => Readonly<Record<string, tf.Tensor>>
}

const run = (name: string, inputs: readonly (tf.Tensor | undefined)[], outputCount: number): tf.Tensor[] =>
  nodeBackend().executeMultipleOutputs(name, [], inputs.filter(isTensor), outputCount)

const isTensor = (tensor: tf.Tensor | undefined): tensor is tf.Tensor => tensor !== undefined

/** Rows of all steps below one another: what a product over the whole sequence takes. */
const asMatrix = (sequence: tf.Tensor): tf.Tensor2D => tf.reshape(sequence, [-1, sequence.shape.at(-1) ?? 1])

/** Derivative of weights by which `left` was multiplied in every step. */
const weightChange = (left: tf.Tensor, change: tf.Tensor): tf.Tensor =>
  tf.matMul(asMatrix(left), asMatrix(change), true, false)

const lstm: SequenceKernel = {
  name: 'LayerwrightLstm',
  inputs: ['projected', 'startHidden', 'startCell', 'kernel', 'mask'],
  outputCount: 6,
  savedInputs: ['startCell', 'kernel', 'mask'],
  savedOutputs: [false, true, true, true, false, false],
  differentiate: ([hidden, , , , lastHidden, lastCell], [startCell, kernel, mask, previous, cell, gates]) => {
    const inputs = [gates, startCell, kernel, mask, cell, hidden, lastHidden, lastCell]
    const [projected, startHidden, startCellChange] = run('LayerwrightLstmGrad', inputs, 3)
    if (!isTensor(projected) || !isTensor(startHidden) || !isTensor(startCellChange) || !isTensor(previous)) {
      throw new Error('The derivative of a sequence has three parts.')
    }
    return { projected, startHidden, startCell: startCellChange, kernel: weightChange(previous, projected) }
  }
}

const gru: SequenceKernel = {
  name: 'LayerwrightGru',
  inputs: ['projected', 'startHidden', 'kernel', 'mask'],
  outputCount: 5,
  savedInputs: ['kernel', 'mask'],
  savedOutputs: [false, true, true, true, false],
  differentiate: ([hidden, , , , lastHidden], [kernel, mask, previous, reset, gates]) => {
    const inputs = [gates, lastHidden, kernel, mask, previous, hidden]
    const [projected, startHidden] = run('LayerwrightGruGrad', inputs, 2)
    if (!isTensor(projected) || !isTensor(startHidden) || !isTensor(previous) || !isTensor(reset)) {
      throw new Error('The derivative of a sequence has two parts.')
    }
    const [keepAndReset, candidate] = splitGates(projected)
    const changes = [weightChange(previous, keepAndReset), weightChange(reset, candidate)]
    return { projected, startHidden, kernel: tf.concat(changes, 1) }
  }
}

/** The gates z and r, whose product is with the state, and h, whose is with what the reset left of it. */
function splitGates(gates: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const units = (gates.shape.at(-1) ?? 0) / 3
  const [first, second] = tf.split(gates, [2 * units, units], 2)
  if (first === undefined || second === undefined) throw new Error('There are two parts.')
  return [first, second]
}

for (const kernel of [lstm, gru]) register(kernel)

function register({ name, inputs, outputCount, savedInputs, savedOutputs, differentiate }: SequenceKernel): void {
  tf.registerKernel({
    kernelName: name,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs: given }) =>
      run(
        name,
        inputs.map((input) => given[input] as tf.Tensor | undefined),
        outputCount
      )
  })
  tf.registerGradient({
    kernelName: name,
    inputsToSave: [...savedInputs],
    outputsToSave: [...savedOutputs],
    gradFunc: (changes, saved) => {
      if (!Array.isArray(changes)) throw new Error('A sequence has several outputs.')
      const derivatives = Object.entries(differentiate(changes, saved))
      return Object.fromEntries(derivatives.map(([input, change]) => [input, () => change]))
    }
  })
}

/** States of all steps and the last of them. */
export interface SequenceOutputs {
  readonly hidden: tf.Tensor
  /** What the layer hands on with its state: [hidden] or [hidden, cell]. */
  readonly lastStates: readonly tf.Tensor[]
}

export interface SequenceInputs {
  /** Input · kernel + bias: [rows, steps, gates · units]. */
  readonly projected: tf.Tensor
  /** [rows, units] each: [hidden] or [hidden, cell]. */
  readonly startStates: readonly tf.Tensor[]
  /** The recurrent one. */
  readonly kernel: tf.Tensor
  /** [rows, steps]: 0 keeps the state; undefined where every step counts. */
  readonly mask: tf.Tensor | undefined
}

export function runLstm({ projected, startStates, kernel, mask }: SequenceInputs): SequenceOutputs {
  const [startHidden, startCell] = startStates
  const given = { projected, startHidden, startCell, kernel, mask: mask ?? noMask() }
  const outputs = runKernel('LayerwrightLstm', given)
  return { hidden: outputAt(outputs, 0), lastStates: [outputAt(outputs, 4), outputAt(outputs, 5)] }
}

export function runGru({ projected, startStates, kernel, mask }: SequenceInputs): SequenceOutputs {
  const given = { projected, startHidden: startStates[0], kernel, mask: mask ?? noMask() }
  const outputs = runKernel('LayerwrightGru', given)
  return { hidden: outputAt(outputs, 0), lastStates: [outputAt(outputs, 4)] }
}

const noMask = (): tf.Tensor => tf.tensor2d([], [0, 0])

const runKernel = (name: string, inputs: Readonly<Record<string, tf.Tensor | undefined>>): tf.Tensor[] =>
  tf.engine().runKernel(name, inputs as tf.NamedTensorMap) as tf.Tensor[]

function outputAt(outputs: readonly tf.Tensor[], index: number): tf.Tensor {
  const output = outputs[index]
  if (output === undefined) throw new Error(`The kernel has no output ${index}.`)
  return output
}
