import { strToU8, zipSync } from 'fflate'
import { inKerasOrder } from '../../shared/network/keras-order.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { toKerasModel } from '../../shared/network/to-keras.ts'
import { makeHdf5, placeIn, writeFloats, writeText, type Hdf5Group } from './hdf5.ts'
import { toKerasArrays } from './keras-arrays.ts'
import { kerasPaths, weightsByLayer, type LayerWeights, type WeightArray } from './weight-array.ts'
import { kerasVersion, type ExportedSettings } from './write-h5.ts'

/** `MaxPooling2D` becomes `max_pooling2d`, as Keras names the groups of a weight file. */
const snakeCase = (className: string): string =>
  className
    .replace(/(.)([A-Z][a-z]+)/gu, '$1_$2')
    .replace(/([a-z])([A-Z])/gu, '$1_$2')
    .toLowerCase()

/** The group of each layer: its class, and from the second of a class on a number. */
export function layerGroups(classNames: readonly string[]): readonly string[] {
  const met = new Map<string, number>()
  return classNames.map((className) => {
    const stem = snakeCase(className)
    const count = met.get(stem) ?? 0
    met.set(stem, count + 1)
    return count === 0 ? stem : `${stem}_${count}`
  })
}

function fillWeights(file: Hdf5Group, layers: readonly LayerWeights[], classNames: readonly string[]): void {
  const root = file.create_group('layers')
  const groups = layerGroups(classNames)
  for (const [index, { layerName, weights }] of layers.entries()) {
    const group = root.create_group(groups[index] ?? '')
    writeText(group.create_group('vars'), 'name', layerName)
    const paths = kerasPaths(weights)
    for (const [place, { values, shape }] of weights.entries())
      writeFloats(...placeIn(group, paths[place] ?? ''), values, shape)
  }
  writeText(file.create_group('vars'), 'name', 'model')
}

/** `2026-01-31@09:05:00`, in the world's time so that the same run gives the same file. */
const savedDate = (createdAt: number): string =>
  new Date(createdAt).toISOString().slice(0, 19).replace('T', '@')

/** Class of each layer, as the model's JSON has them. */
export const classNamesOf = (topology: ReturnType<typeof toKerasModel>): readonly string[] =>
  (topology.config as { layers: readonly { class_name: string }[] }).layers.map(
    ({ class_name: name }) => name
  )

/**
 * A model as a `.keras` file, read by `keras.models.load_model('model.keras')`: a zip of two JSON files and one HDF5 file.
 *
 * Source  keras 3.15 `saving/saving_lib.py`
 */
export async function writeKeras(
  model: ModelSpec,
  weights: readonly WeightArray[],
  { createdAt, ...settings }: ExportedSettings & { readonly createdAt: number }
): Promise<Uint8Array> {
  const ordered = inKerasOrder(model)
  const topology = toKerasModel(ordered, { ...settings, dialect: 'keras3' })
  const layers = weightsByLayer(ordered, weights).map(toKerasArrays)
  const weightFile = await makeHdf5((file) => {
    fillWeights(file, layers, classNamesOf(topology))
  })
  const metadata = { keras_version: kerasVersion, date_saved: savedDate(createdAt) }
  const files = {
    'metadata.json': strToU8(JSON.stringify(metadata)),
    'config.json': strToU8(JSON.stringify(topology)),
    'model.weights.h5': weightFile
  }
  // Zip has no year before 1980; weights hardly shrink, and Keras itself does not compress them.
  return zipSync(files, { level: 0, mtime: Math.max(createdAt, Date.UTC(1980, 0, 2)) })
}
