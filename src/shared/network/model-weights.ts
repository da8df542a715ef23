import { completeParams } from './check-params.ts'
import type { LayerWeight } from './layer-definition.ts'
import { layerFor } from './layers/catalogue.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'
import { inputsOf } from './to-keras.ts'

/** The arrays that one layer of a model stores, in the order in which Keras keeps them. */
export function weightsOfLayer(model: ModelSpec, layer: ModelLayer): readonly LayerWeight[] {
  const definition = layerFor(layer.kind)
  if (definition === undefined) throw new Error(`There is no layer of the kind "${layer.kind}".`)
  const inputs = inputsOf(model, layer).map(({ outputShape }) => outputShape)
  return definition.listWeights(inputs, completeParams(definition.params, layer.params))
}
