import { completeParams } from '../../src/shared/network/check-params.ts'
import { layerCatalogue } from '../../src/shared/network/layers/catalogue.ts'
import type { LayerExample } from './layer-examples.ts'
import { withOwnLayers } from '../../src/trainer/network/own-layers.ts'
import { loadTensorFlow } from './tensorflow.ts'

const tf = loadTensorFlow()

/** A TensorFlow.js model of Inputs and one layer named "one", written by the catalogue and built as the trainer builds it. */
export async function buildOneLayer({ kind, inputs, params }: LayerExample) {
  const definition = layerCatalogue[kind]
  const context = { name: 'one', seed: 7, inputs, regularization: { l1: 0.01, l2: 0.02 } }
  const written = definition.toKeras(completeParams(definition.params, params), context)
  const inputNames = inputs.map((_, index) => `in_${index}`)
  const inputLayers = inputs.map((shape, index) => ({
    class_name: 'InputLayer',
    name: `in_${index}`,
    config: { name: `in_${index}`, dtype: 'float32', sparse: false, batch_input_shape: [null, ...shape] },
    inbound_nodes: []
  }))
  const { className, config: ownConfig } = written.ownLayer ?? written
  const own = {
    class_name: className,
    name: 'one',
    config: ownConfig,
    inbound_nodes: [inputNames.map((name) => [name, 0, 0, {}])]
  }
  const config = {
    name: 'model',
    layers: [...inputLayers, own],
    input_layers: inputNames.map((name) => [name, 0, 0]),
    output_layers: [['one', 0, 0]]
  }
  return tf.models.modelFromJSON(withOwnLayers({ class_name: 'Functional', config }) as never)
}
