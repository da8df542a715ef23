import type { JsonObject } from '../../shared/network/to-keras.ts'
import { MaskedAveragePooling1D } from './layers/masked-average.ts'
import './layers/multi-head-attention.ts'
import './layers/positions.ts'
import { DotProduct } from './layers/products.ts'
import { ResetAfterGru } from './layers/reset-after-gru.ts'
import './layers/score-attention.ts'
import { SeededDropout } from './layers/seeded-dropout.ts'
import { SeededAlphaDropout, SeededNoise } from './layers/seeded-noise.ts'
import { seededOrthogonalName } from './layers/seeded-orthogonal.ts'
import { LeadingZeros, PaddingMask } from './layers/steps.ts'
import { TokenEmbedding } from './layers/token-embedding.ts'
import { TwoWays } from './layers/two-ways.ts'

interface WrittenLayer {
  readonly class_name: string
  readonly name: string
  readonly config: JsonObject
  readonly inbound_nodes: readonly (readonly (readonly [string, number, number, object])[])[]
}

const recurrent: ReadonlySet<string> = new Set(['GRU', 'LSTM', 'SimpleRNN'])

/** Our own class for each of the library's that computes something else than Keras, or is too slow. */
const ownClasses: Readonly<Record<string, string>> = {
  AlphaDropout: SeededAlphaDropout.className,
  Bidirectional: TwoWays.className,
  Dot: DotProduct.className,
  Dropout: SeededDropout.className,
  Embedding: TokenEmbedding.className,
  GaussianNoise: SeededNoise.className,
  GlobalAveragePooling1D: MaskedAveragePooling1D.className,
  Masking: PaddingMask.className,
  SpatialDropout1D: SeededDropout.className
}

const ownClass = (className: string, config: JsonObject): string =>
  className === 'GRU' && config.reset_after === true
    ? ResetAfterGru.className
    : (ownClasses[className] ?? className)

/** Orthogonal start values by our own initialiser, wherever a config asks for them. */
const ownInitializers = (config: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      isOrthogonal(value) ? { ...value, class_name: seededOrthogonalName } : value
    ])
  )

const isOrthogonal = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && 'class_name' in value && value.class_name === 'Orthogonal'

/** A layer with another one before it. */
function withBefore(layer: WrittenLayer, before: WrittenLayer, change: JsonObject): readonly WrittenLayer[] {
  return [
    { ...before, inbound_nodes: layer.inbound_nodes },
    { ...layer, config: { ...layer.config, ...change }, inbound_nodes: [[[before.name, 0, 0, {}]]] }
  ]
}

/** Padding that only looks back, as a layer before the convolution; tfjs has the word, but cannot compute it. */
function apartPadding(layer: WrittenLayer): readonly WrittenLayer[] {
  const { padding, kernel_size: size } = layer.config
  if (layer.class_name !== 'Conv1D' || padding !== 'causal') return [layer]
  const name = `${layer.name}/padding`
  const config = { name, trainable: true, dtype: 'float32', count: Number((size as number[])[0]) - 1 }
  const before = { class_name: LeadingZeros.className, name, config, inbound_nodes: [] }
  return withBefore(layer, before, { padding: 'valid' })
}

/** A recurrent layer's dropout as a layer before it: the same features are switched off at every step, as in Keras. */
function apartDropout(layer: WrittenLayer): readonly WrittenLayer[] {
  const { dropout: rate } = layer.config
  if (!recurrent.has(layer.class_name) || rate === 0) return [layer]
  const name = `${layer.name}/dropout`
  const config = { name, trainable: true, dtype: 'float32', rate, noise_shape: [null, 1, null] }
  const before = { class_name: SeededDropout.className, name, config, inbound_nodes: [] }
  return withBefore(layer, before, { dropout: 0 })
}

/** A layer inside another, as our own class. */
function ownInner(inner: JsonObject): JsonObject {
  const config = ownInitializers(inner.config as JsonObject)
  return { class_name: ownClass(String(inner.class_name), config), config }
}

/** What our own class takes beside the library's config, or in its place. */
function ownConfig({ class_name: className, config }: WrittenLayer): JsonObject {
  if (className === 'SpatialDropout1D') return { ...config, trainable: true, noise_shape: [null, 1, null] }
  if (className !== 'Bidirectional') return ownInitializers(config)
  const [forward, backward] = [config.layer, config.backward_layer] as [JsonObject, JsonObject]
  const { dropout } = forward.config as JsonObject
  const quiet = (inner: JsonObject) =>
    ownInner({ ...inner, config: { ...(inner.config as JsonObject), dropout: 0 } })
  return { ...config, layer: quiet(forward), backward_layer: quiet(backward), input_dropout: dropout }
}

/** TimeDistributed calls Dense once for each step; Dense alone gives the same in one product. */
function apartDense(layer: WrittenLayer): WrittenLayer {
  if (layer.class_name !== 'TimeDistributed') return layer
  const inner = layer.config.layer as JsonObject
  return { ...layer, class_name: 'Dense', config: { ...(inner.config as JsonObject), name: layer.name } }
}

/** The model's JSON with our own layers in place of the library's. */
export function withOwnLayers(model: JsonObject): JsonObject {
  const config = model.config as { readonly layers: readonly WrittenLayer[] }
  const layers = config.layers
    .map(apartDense)
    .flatMap(apartPadding)
    .flatMap(apartDropout)
    .map((layer) => ({
      ...layer,
      class_name: ownClass(layer.class_name, layer.config),
      config: ownConfig(layer)
    }))
  return { ...model, config: { ...config, layers } }
}
