import type { JsonObject } from '../../shared/network/to-keras.ts'
import { MaskedAveragePooling1D } from './layers/masked-average.ts'
import { ResetAfterGru } from './layers/reset-after-gru.ts'
import { seededOrthogonalName } from './layers/seeded-orthogonal.ts'
import { TokenEmbedding } from './layers/token-embedding.ts'
import { SeededDropout } from './seeded-dropout.ts'

interface WrittenLayer {
  readonly class_name: string
  readonly name: string
  readonly config: JsonObject
  readonly inbound_nodes: readonly (readonly (readonly [string, number, number, object])[])[]
}

const recurrent: ReadonlySet<string> = new Set(['GRU', 'LSTM', 'SimpleRNN'])

/** Our own class where the library's computes something else than Keras, or is too slow. */
function ownClass({ class_name: className, config }: WrittenLayer): string {
  switch (className) {
    case 'Dropout':
      return SeededDropout.className
    case 'Embedding':
      return TokenEmbedding.className
    case 'GlobalAveragePooling1D':
      return MaskedAveragePooling1D.className
    case 'GRU':
      return config.reset_after === true ? ResetAfterGru.className : className
    default:
      return className
  }
}

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

/** A recurrent layer's dropout as a layer before it: the same features are switched off at every step, as in Keras. */
function apartDropout(layer: WrittenLayer): readonly WrittenLayer[] {
  const { name, config, inbound_nodes: inputs } = layer
  if (!recurrent.has(layer.class_name) || typeof config.dropout !== 'number' || config.dropout === 0)
    return [layer]
  const before = `${name}/dropout`
  return [
    {
      class_name: SeededDropout.className,
      name: before,
      config: {
        name: before,
        trainable: true,
        dtype: 'float32',
        rate: config.dropout,
        noise_shape: [null, 1, null]
      },
      inbound_nodes: inputs
    },
    { ...layer, config: { ...config, dropout: 0 }, inbound_nodes: [[[before, 0, 0, {}]]] }
  ]
}

/** The model's JSON with our own layers in place of the library's. */
export function withOwnLayers(model: JsonObject): JsonObject {
  const config = model.config as { readonly layers: readonly WrittenLayer[] }
  const layers = config.layers
    .flatMap(apartDropout)
    .map((layer) => ({ ...layer, class_name: ownClass(layer), config: ownInitializers(layer.config) }))
  return { ...model, config: { ...config, layers } }
}
