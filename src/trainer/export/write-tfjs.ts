import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { toKerasModel } from '../../shared/network/to-keras.ts'
import { littleEndianBytes, weightsByLayer, type WeightArray } from './weight-array.ts'
import type { ExportedSettings } from './write-h5.ts'

/** The version of TensorFlow.js that the format was proved with. */
const tfjsVersion = '4.22.0'

/**
 * A model as a TensorFlow.js layers model, read by `tf.loadLayersModel('…/model.json')`.
 *
 * Source  tfjs-core 4.22 `io/types.ts`, ModelJSON
 */
export function writeTfjs(
  model: ModelSpec,
  weights: readonly WeightArray[],
  { productVersion, ...settings }: ExportedSettings & { readonly productVersion: string }
): { readonly modelJson: string; readonly weightBytes: Uint8Array } {
  const kept = weightsByLayer(model, weights).flatMap((layer) => layer.weights)
  const modelJson = {
    format: 'layers-model',
    generatedBy: `Layerwright ${productVersion}`,
    convertedBy: null,
    modelTopology: {
      keras_version: `tfjs-layers ${tfjsVersion}`,
      backend: 'tensor_flow.js',
      model_config: toKerasModel(model, { ...settings, dialect: 'tfjs' })
    },
    weightsManifest: [
      { paths: ['weights.bin'], weights: kept.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })) }
    ]
  }
  return {
    modelJson: JSON.stringify(modelJson),
    weightBytes: Buffer.concat(kept.map(({ values }) => littleEndianBytes(values)))
  }
}
