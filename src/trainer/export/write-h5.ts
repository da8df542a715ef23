import { inKerasOrder } from '../../shared/network/keras-order.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { toKerasModel, type KerasOptions } from '../../shared/network/to-keras.ts'
import { makeHdf5, placeIn, writeFloats, writeText, writeTexts } from './hdf5.ts'
import { toKerasArrays } from './keras-arrays.ts'
import { weightsByLayer, type WeightArray } from './weight-array.ts'

/** The version of Keras that both of its formats were proved with. */
export const kerasVersion = '3.15.1'

export type ExportedSettings = Pick<KerasOptions, 'seed' | 'regularization'>

/**
 * A model as Keras' older single HDF5 file, read by `keras.models.load_model('model.h5')`.
 *
 * Source  keras 3.15 `legacy/saving/legacy_h5_format.py`
 */
export async function writeH5(
  model: ModelSpec,
  weights: readonly WeightArray[],
  settings: ExportedSettings
): Promise<Uint8Array> {
  const ordered = inKerasOrder(model)
  const layers = weightsByLayer(ordered, weights).map(toKerasArrays)
  return makeHdf5((file) => {
    writeText(file, 'keras_version', kerasVersion)
    writeText(file, 'backend', 'tensorflow')
    writeText(file, 'model_config', JSON.stringify(toKerasModel(ordered, { ...settings, dialect: 'keras3' })))
    const root = file.create_group('model_weights')
    writeText(root, 'keras_version', kerasVersion)
    writeText(root, 'backend', 'tensorflow')
    writeTexts(
      root,
      'layer_names',
      layers.map(({ layerName }) => layerName)
    )
    for (const { layerName, weights: own } of layers) {
      const group = root.create_group(layerName)
      writeTexts(
        group,
        'weight_names',
        own.map(({ name }) => name)
      )
      if (own.length === 0) continue
      // Each weight stands below its layer a second time, under its own name of two parts or more.
      for (const { name, values, shape } of own) writeFloats(...placeIn(group, name), values, shape)
    }
    writeTexts(root.create_group('top_level_model_weights'), 'weight_names', [])
  })
}
