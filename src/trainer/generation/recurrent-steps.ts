import type { ModelLayer, ModelSpec } from '../../shared/network/model-spec.ts'
import { kerasName } from '../../shared/network/to-keras.ts'
import type { WeightArray } from '../network/build-model.ts'

/** A model that takes one token after the other and remembers what came before. */
export interface TokenSteps {
  /** Numbers for the next token, before the last activation. They are overwritten by the next step. */
  next(token: number): Float32Array
}

type Vector = Float32Array
type Step = (input: Vector) => Vector

/**
 * The model step by step in plain numbers, where all its layers can be taken so: a step costs what one token costs,
 * however long the text before it.
 *
 * Output   undefined where a layer looks at several steps at once, as attention does, or the model is no single chain
 */
export function openRecurrentSteps(
  model: ModelSpec,
  weights: readonly WeightArray[]
): TokenSteps | undefined {
  const byName = new Map(weights.map((weight) => [weight.name, weight]))
  const steps: Step[] = []
  const [input, first, ...rest] = model.layers
  if (input?.kind !== 'input' || first?.kind !== 'embedding') return undefined
  for (const [index, layer] of model.layers.entries()) {
    if (index > 0 && (layer.inputs.length !== 1 || layer.inputs[0] !== model.layers[index - 1]?.id))
      return undefined
  }
  const tensorOf = (layer: ModelLayer, name: string): WeightArray => {
    const found = byName.get(`${kerasName(layer)}/${name}`)
    if (!found) throw new Error(`The weights lack ${layer.name}/${name}.`)
    return found
  }
  for (const layer of rest) {
    const step = openStep(layer, (name) => tensorOf(layer, name), layer === rest.at(-1))
    if (!step) return undefined
    steps.push(step)
  }
  const embeddings = tensorOf(first, 'embeddings')
  const width = embeddings.shape[1] ?? 0
  return {
    next: (token) =>
      steps.reduce<Vector>(
        (values, step) => step(values),
        embeddings.values.subarray(token * width, (token + 1) * width)
      )
  }
}

type TensorOf = (name: string) => WeightArray

/** One layer for one step; of the last layer the activation is left off. */
function openStep(layer: ModelLayer, tensorOf: TensorOf, isLast: boolean): Step | undefined {
  const { params } = layer
  const isForward = params['returnSequences'] === true && params['goBackwards'] !== true
  switch (layer.kind) {
    case 'dropout':
    case 'spatialDropout1d':
      return (values) => values
    case 'dense': {
      const product = openProduct(
        tensorOf('kernel'),
        params['useBias'] === false ? undefined : tensorOf('bias')
      )
      const activate = isLast ? undefined : activationOf(params['activation'])
      if (!isLast && !activate) return undefined
      return (values) => {
        const outputs = product(values)
        return activate ? outputs.map(activate) : outputs
      }
    }
    case 'lstm':
      return isForward ? openLstm(params, tensorOf) : undefined
    case 'gru':
      return isForward && params['resetAfter'] === true ? openGru(params, tensorOf) : undefined
    case 'simpleRnn':
      return isForward ? openSimpleRnn(params, tensorOf) : undefined
    default:
      return undefined
  }
}

/** values · kernel + bias, into one array that is used again. */
function openProduct({ shape, values: kernel }: WeightArray, bias?: { readonly values: Float32Array }): Step {
  const [rowCount = 0, width = 0] = shape
  const result = new Float32Array(width)
  const valueOf = (values: Vector, row: number): number => (row < rowCount ? (values[row] ?? 0) : 0)
  return (values) => {
    if (bias) result.set(bias.values.subarray(0, width))
    else result.fill(0)
    // Four rows at once, so that each result is read and written a quarter as often; of the last ones some stand for none.
    for (let row = 0; row < rowCount; row += 4) {
      const [a, b, c, d] = [
        valueOf(values, row),
        valueOf(values, row + 1),
        valueOf(values, row + 2),
        valueOf(values, row + 3)
      ]
      const first = row * width
      const [second, third, fourth] = [first + width, first + 2 * width, first + 3 * width]
      for (let at = 0; at < width; at += 1) {
        const sum =
          a * (kernel[first + at] ?? 0) + b * (kernel[second + at] ?? 0) + c * (kernel[third + at] ?? 0)
        result[at] = (result[at] ?? 0) + sum + d * (kernel[fourth + at] ?? 0)
      }
    }
    return result
  }
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))

const activations: Readonly<Record<string, (value: number) => number>> = {
  linear: (value) => value,
  relu: (value) => Math.max(0, value),
  tanh: Math.tanh,
  sigmoid
}

const activationOf = (name: unknown): ((value: number) => number) | undefined =>
  typeof name === 'string' && Object.hasOwn(activations, name) ? activations[name] : undefined

type Params = ModelLayer['params']

/** Source  Keras 3, LSTMCell: gates in the order input, forget, candidate, output; recurrent activation sigmoid */
function openLstm(params: Params, tensorOf: TensorOf): Step | undefined {
  const activate = activationOf(params['activation'])
  if (!activate) return undefined
  const ofInput = openProduct(tensorOf('kernel'), tensorOf('bias'))
  const ofState = openProduct(tensorOf('recurrent_kernel'))
  const units = tensorOf('recurrent_kernel').shape[0] ?? 0
  const state = new Float32Array(units)
  const cell = new Float32Array(units)
  return (values) => {
    const fromInput = ofInput(values)
    const fromState = ofState(state)
    const gate = (index: number, unit: number): number =>
      (fromInput[index * units + unit] ?? 0) + (fromState[index * units + unit] ?? 0)
    for (let unit = 0; unit < units; unit += 1) {
      const kept = sigmoid(gate(1, unit)) * (cell[unit] ?? 0)
      const taken = sigmoid(gate(0, unit)) * activate(gate(2, unit))
      cell[unit] = kept + taken
      state[unit] = sigmoid(gate(3, unit)) * activate(cell[unit] ?? 0)
    }
    return state
  }
}

/** Source  Keras 3, GRUCell with reset_after: gates in the order update, reset, candidate */
function openGru(params: Params, tensorOf: TensorOf): Step | undefined {
  const activate = activationOf(params['activation'])
  if (!activate) return undefined
  const recurrent = tensorOf('recurrent_kernel')
  const units = recurrent.shape[0] ?? 0
  const bias = tensorOf('bias').values
  const ofInput = openProduct(tensorOf('kernel'), { values: bias.subarray(0, 3 * units) })
  const ofState = openProduct(recurrent, { values: bias.subarray(3 * units) })
  const state = new Float32Array(units)
  return (values) => {
    const fromInput = ofInput(values)
    const fromState = ofState(state)
    for (let unit = 0; unit < units; unit += 1) {
      const both = (index: number): number =>
        (fromInput[index * units + unit] ?? 0) + (fromState[index * units + unit] ?? 0)
      const update = sigmoid(both(0))
      const reset = sigmoid(both(1))
      const candidate = activate(
        (fromInput[2 * units + unit] ?? 0) + reset * (fromState[2 * units + unit] ?? 0)
      )
      state[unit] = update * (state[unit] ?? 0) + (1 - update) * candidate
    }
    return state
  }
}

function openSimpleRnn(params: Params, tensorOf: TensorOf): Step | undefined {
  const activate = activationOf(params['activation'])
  if (!activate) return undefined
  const recurrent = tensorOf('recurrent_kernel')
  const ofInput = openProduct(tensorOf('kernel'), tensorOf('bias'))
  const ofState = openProduct(recurrent)
  const state = new Float32Array(recurrent.shape[0] ?? 0)
  return (values) => {
    const fromInput = ofInput(values)
    const fromState = ofState(state)
    for (let unit = 0; unit < state.length; unit += 1)
      state[unit] = activate((fromInput[unit] ?? 0) + (fromState[unit] ?? 0))
    return state
  }
}
