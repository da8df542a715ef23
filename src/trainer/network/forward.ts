import { tf } from '../runtime/load-tensorflow.ts'
import { TwoWays } from './layers/two-ways.ts'

type Mask = tf.Tensor | null

/** A layer of the built model and the layers that it reads, in order. */
interface WiredLayer {
  readonly layer: tf.layers.Layer
  readonly sources: readonly tf.layers.Layer[]
  /** Whether the relu of the convolution before this pooling is taken behind it. */
  readonly takesRelu: boolean
}

/** Layers that hand the mask of their first input on, as in Keras 3. */
const passing: ReadonlySet<string> = new Set([
  'Activation',
  'BatchNormalization',
  'Dense',
  'LayerNormalization',
  'MultiHeadAttention',
  'PositionEmbedding',
  'Rescaling',
  'ScoreAttention',
  'SeededAlphaDropout',
  'SeededDropout',
  'SeededNoise',
  'SinusoidalEncoding'
])

const isRecurrent = (layer: tf.layers.Layer): layer is tf.RNN | TwoWays =>
  layer instanceof tf.RNN || layer instanceof TwoWays

/** Where any is missing there is none; otherwise a step counts that counts in one of them. */
const anyOf = (masks: readonly Mask[]): Mask =>
  masks.reduce<Mask>(
    (joined, mask) => (joined === null || mask === null ? null : tf.logicalOr(joined, mask)),
    masks[0] ?? null
  )

/** An unmasked input counts at every step. */
const allOf = (masks: readonly Mask[]): Mask =>
  masks.reduce<Mask>(
    (joined, mask) => (joined === null ? mask : mask === null ? joined : tf.logicalAnd(joined, mask)),
    null
  )

/**
 * The mask that a layer's output carries.
 *
 * Source  keras 3.15, compute_mask and supports_masking of each layer; tfjs 4.22 differs from it, and its models give
 *         a mask to every later layer
 */
function maskAfter(layer: tf.layers.Layer, inputs: readonly tf.Tensor[], masks: readonly Mask[]): Mask {
  const [mask = null] = masks
  const className = layer.getClassName()
  if (passing.has(className)) return mask
  if (isRecurrent(layer)) return layer.returnSequences ? mask : null
  if (className === 'PaddingMask' || (className === 'TokenEmbedding' && layer.supportsMasking))
    return layer.computeMask([...inputs]) as Mask
  if (className === 'Add') return anyOf(masks)
  return className === 'Concatenate' ? allOf(masks) : null
}

/** The layers of a built model in the order in which they are computed. */
export function wireLayers(model: tf.LayersModel): readonly WiredLayer[] {
  const sourcesOf = (layer: tf.layers.Layer): tf.layers.Layer[] => layer.inboundNodes[0]?.inboundLayers ?? []
  const readers = new Map<tf.layers.Layer, number>()
  for (const source of model.layers.flatMap(sourcesOf)) readers.set(source, (readers.get(source) ?? 0) + 1)
  return model.layers.map((layer) => {
    const sources = sourcesOf(layer)
    const [source] = sources
    const takesRelu =
      isMaxPooling(layer) && source !== undefined && readers.get(source) === 1 && giveReluAway(source)
    return { layer, sources, takesRelu }
  })
}

const isMaxPooling = (layer: tf.layers.Layer): boolean =>
  ['MaxPooling1D', 'MaxPooling2D'].includes(layer.getClassName())

/**
 * Leaves the relu of a convolution to the largest-value pooling that alone reads it. The largest of some numbers cut
 * off at 0 is their largest number cut off at 0, and its derivative goes the same way, so every bit is the same; but
 * there are four times fewer numbers to cut off, in both directions.
 */
function giveReluAway(layer: tf.layers.Layer): boolean {
  if (!['Conv1D', 'Conv2D'].includes(layer.getClassName())) return false
  const convolution = layer as unknown as Activated
  if (convolution.activation.getClassName() !== 'relu') return false
  convolution.activation = (tf.layers.activation({ activation: 'linear' }) as unknown as Activated).activation
  return true
}

interface Activated {
  activation: { getClassName(): string }
}

export interface RunOptions {
  readonly isTraining: boolean
  /** Names of the layers whose outputs are wanted. */
  readonly ends: readonly string[]
}

/**
 * The last layers' outputs for a batch of samples. Masks go where Keras lets them go.
 *
 * Input   entering: what each Input is given, by its name
 */
export function runLayers(
  layers: readonly WiredLayer[],
  entering: ReadonlyMap<string, tf.Tensor>,
  { isTraining, ends }: RunOptions
): tf.Tensor[] {
  return tf.tidy(() => {
    const waiting = new Map<tf.layers.Layer, number>()
    for (const { sources } of layers)
      for (const source of sources) waiting.set(source, (waiting.get(source) ?? 0) + 1)
    const results = new Map<tf.layers.Layer, { readonly output: tf.Tensor; readonly mask: Mask }>()
    const given = new Set(entering.values())
    const last = new Map<string, tf.Tensor>()
    for (const { layer, sources, takesRelu } of layers) {
      if (sources.length === 0) {
        const output = entering.get(layer.name)
        if (output === undefined) throw new Error(`Nothing is given to the Input ${layer.name}.`)
        results.set(layer, { output, mask: null })
        continue
      }
      const read = sources.map((source) => {
        const found = results.get(source)
        if (found === undefined)
          throw new Error(`Layer ${layer.name} reads ${source.name} before it is computed.`)
        return found
      })
      const inputs = read.map(({ output }) => output)
      const masks = read.map(({ mask }) => mask)
      const applied = applyLayer(layer, inputs, masks, isTraining)
      const output = takesRelu ? tf.relu(applied) : applied
      if (ends.includes(layer.name)) last.set(layer.name, output)
      results.set(layer, { output, mask: maskAfter(layer, inputs, masks) })
      // In training all are needed again for the derivatives.
      if (!isTraining) release(sources, waiting, results, given)
    }
    return ends.map((name) => {
      const output = last.get(name)
      if (output === undefined) throw new Error(`The model has no layer ${name} behind its Input.`)
      return output
    })
  })
}

/** Frozen, batch normalisation works as in predicting: by its moving statistics, which stay as they are, as in Keras. */
const keepsStatistics = (layer: tf.layers.Layer): boolean =>
  !layer.trainable && layer.getClassName() === 'BatchNormalization'

function applyLayer(
  layer: tf.layers.Layer,
  inputs: readonly tf.Tensor[],
  masks: readonly Mask[],
  training: boolean
): tf.Tensor {
  const isMasked = masks.some((mask) => mask !== null)
  const mask = masks.length === 1 ? masks[0] : masks
  const output = layer.apply(inputs.length === 1 && inputs[0] ? inputs[0] : [...inputs], {
    training: training && !keepsStatistics(layer),
    ...(isMasked && { mask })
  })
  const [first] = [output].flat()
  if (!(first instanceof tf.Tensor)) throw new Error(`Layer ${layer.name} gave no tensor.`)
  return first
}

/** Gives back what no later layer reads. */
function release(
  sources: readonly tf.layers.Layer[],
  waiting: Map<tf.layers.Layer, number>,
  results: ReadonlyMap<tf.layers.Layer, { readonly output: tf.Tensor }>,
  given: ReadonlySet<tf.Tensor>
): void {
  for (const source of sources) {
    const left = (waiting.get(source) ?? 0) - 1
    waiting.set(source, left)
    const output = results.get(source)?.output
    if (left === 0 && output !== undefined && !given.has(output)) output.dispose()
  }
}
