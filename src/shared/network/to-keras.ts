import { deriveSeed } from '../core/random.ts'
import type { SampleShape } from '../core/schema.ts'
import { completeParams } from './check-params.ts'
import { expandBlocks } from './expand-blocks.ts'
import { keras3Config } from './keras-objects.ts'
import type { KerasContext, KerasLayer } from './layer-definition.ts'
import { partOf } from './input-parts.ts'
import { layerFor } from './layers/catalogue.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'
import { isFrozen } from './network-graph.ts'

/** The two ways in which the same model is written down. */
export type KerasDialect = 'tfjs' | 'keras3'

export interface KerasOptions {
  /** The recipe's seed; each layer gets its own number from it. */
  readonly seed: number
  readonly regularization: KerasContext['regularization']
  readonly dialect: KerasDialect
}

export type JsonObject = { readonly [name: string]: unknown }

/** A layer's name in the built model. An Input is called "input" or by its part, so that every model is fed alike. */
export const kerasName = ({ kind, name, params }: Pick<ModelLayer, 'kind' | 'name' | 'params'>): string =>
  kind === 'input' ? partOf({ params }) || 'input' : name

/** The layers that a layer reads, in order. */
export const inputsOf = (model: ModelSpec, layer: ModelLayer): readonly ModelLayer[] =>
  layer.inputs.map((id) => {
    const found = model.layers.find((other) => other.id === id)
    if (found === undefined) throw new Error(`Layer ${layer.name} reads ${id}, which is not in the model.`)
    return found
  })

/** The layers that give the outputs, in order. */
export function lastLayers({ layers, outputs }: ModelSpec): readonly ModelLayer[] {
  if (outputs === undefined) return layers.slice(-1)
  return outputs.flatMap(({ layer }) => layers.filter(({ id }) => id === layer))
}

function writeLayer(model: ModelSpec, layer: ModelLayer, options: KerasOptions): KerasLayer {
  const definition = layerFor(layer.kind)
  if (definition === undefined) throw new Error(`There is no layer of the kind "${layer.kind}".`)
  const inputs: readonly SampleShape[] =
    layer.kind === 'input'
      ? [layer.outputShape]
      : inputsOf(model, layer).map(({ outputShape }) => outputShape)
  // Keras asks no penalty of weights that do not change; TensorFlow.js would.
  const isUnpenalized = isFrozen(layer) && options.dialect === 'tfjs'
  const written = definition.toKeras(completeParams(definition.params, layer.params), {
    name: kerasName(layer),
    seed: deriveSeed(options.seed, 'layer', layer.name),
    inputs,
    regularization: isUnpenalized ? { l1: 0, l2: 0 } : options.regularization
  })
  return isFrozen(layer) ? freeze(written) : written
}

/** The same layer with weights that training leaves as they are. */
const freeze = ({ config, ownLayer, ...written }: KerasLayer): KerasLayer => ({
  ...written,
  config: frozenConfig(config),
  ...(ownLayer && { ownLayer: { ...ownLayer, config: frozenConfig(ownLayer.config) } })
})

/** A layer inside another says it for itself, too: it is what holds the weights. */
function frozenConfig(config: JsonObject): JsonObject {
  const entries = Object.entries(config).map(([name, value]): [string, unknown] => {
    if (name === 'trainable') return [name, false]
    return name === 'layer' || name === 'backward_layer'
      ? [name, frozenInner(value as JsonObject)]
      : [name, value]
  })
  return Object.fromEntries(entries)
}

const frozenInner = (layer: JsonObject): JsonObject => ({
  ...layer,
  config: frozenConfig(layer.config as JsonObject)
})

function tfjsLayer({ ownLayer, ...written }: KerasLayer, inputs: readonly ModelLayer[]): JsonObject {
  const { className, config } = ownLayer ?? written
  const { batch_shape: batchShape, ...rest } = config
  return {
    class_name: className,
    name: config.name,
    config: batchShape === undefined ? rest : { ...rest, batch_input_shape: batchShape },
    inbound_nodes: inputs.length === 0 ? [] : [inputs.map((input) => [kerasName(input), 0, 0, {}])]
  }
}

const kerasTensor = (layer: ModelLayer): JsonObject => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, ...layer.outputShape], dtype: 'float32', keras_history: [kerasName(layer), 0, 0] }
})

/** The arguments with which Keras calls a layer. */
function kerasCall({ call }: KerasLayer, layer: ModelLayer, inputs: readonly ModelLayer[]): JsonObject {
  const tensors = inputs.map(kerasTensor)
  const given = call?.isRepeated === true && tensors.length === 1 ? [...tensors, ...tensors] : tensors
  const isList = call === undefined ? layerFor(layer.kind)?.inputs === 'many' : call.inputs === 'list'
  return { args: isList ? [given] : given, kwargs: call?.options ?? {} }
}

function keras3Layer(written: KerasLayer, layer: ModelLayer, inputs: readonly ModelLayer[]): JsonObject {
  const shapes = inputs.map(({ outputShape }) => [null, ...outputShape])
  return {
    module: 'keras.layers',
    class_name: written.className,
    config: keras3Config(written.config),
    registered_name: null,
    ...(inputs.length > 0 &&
      written.call === undefined && {
        build_config: { input_shape: shapes.length > 1 ? shapes : shapes[0] }
      }),
    name: kerasName(layer),
    inbound_nodes: inputs.length === 0 ? [] : [kerasCall(written, layer, inputs)]
  }
}

/**
 * A model as JSON that TensorFlow.js (`tf.models.modelFromJSON`) or Keras 3 builds it from: topology only, no weights.
 *
 * Output  a functional model with the input layer "input", or one for each part that is read, and one output or a list
 *         of several in the model's order; every default of either library is written out
 * Throws  Error  for a model that did not come from `checkNetwork`
 */
export function toKerasModel(drawn: ModelSpec, options: KerasOptions): JsonObject {
  const model = expandBlocks(drawn)
  const last = lastLayers(model).map((layer) => [kerasName(layer), 0, 0])
  const isKeras3 = options.dialect === 'keras3'
  const layers = model.layers.map((layer) => {
    const written = writeLayer(model, layer, options)
    const inputs = inputsOf(model, layer)
    return isKeras3 ? keras3Layer(written, layer, inputs) : tfjsLayer(written, inputs)
  })
  const inputs = model.layers.filter(({ kind }) => kind === 'input').map((layer) => [kerasName(layer), 0, 0])
  const config = {
    name: 'model',
    trainable: true,
    layers,
    // Keras tells one input or output from a list of one.
    input_layers: isKeras3 && inputs.length === 1 ? inputs[0] : inputs,
    output_layers: isKeras3 && last.length === 1 ? last[0] : last
  }
  return isKeras3
    ? {
        module: 'keras.src.models.functional',
        class_name: 'Functional',
        config,
        registered_name: 'Functional'
      }
    : { class_name: 'Functional', config }
}
