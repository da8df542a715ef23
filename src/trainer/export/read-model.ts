import { strFromU8, unzipSync } from 'fflate'
import { z } from 'zod'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { ExportFormat } from '../../shared/export/export-manifest.ts'
import { inKerasOrder } from '../../shared/network/keras-order.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { kerasName, toKerasModel } from '../../shared/network/to-keras.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { readHdf5, type Hdf5Group } from './hdf5.ts'
import { fromKerasArray, kerasArrayName } from './keras-arrays.ts'
import { modelFile, tfjsWeightsFile } from './model-formats.ts'
import { readTopology } from './read-topology.ts'
import { floatsFrom, kerasPaths, weightPlaces, type WeightArray, type WeightPlace } from './weight-array.ts'
import { classNamesOf, layerGroups } from './write-keras.ts'

/** A model out of a file: what it is, and its weights in Keras' order of layers. */
export interface ReadModel {
  readonly model: ModelSpec
  readonly weights: readonly WeightArray[]
}

/** JSON of a network is small; more than this is an attempt to fill the memory. */
const maxJsonBytes = 64 * 2 ** 20

type Bytes = Uint8Array

function parseJson(bytes: Bytes, file: string): Checked<unknown> {
  if (bytes.length > maxJsonBytes) return unreadable(file, '$')
  try {
    return ok(JSON.parse(strFromU8(bytes)) as unknown)
  } catch {
    return unreadable(file, '$')
  }
}

const unreadable = (file: string, where: string): Checked<never> =>
  fail(problem('export/model-not-readable', { file, where }))

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

const placesOf = (model: ModelSpec): readonly WeightPlace[] =>
  weightPlaces(model).flatMap(({ places }) => places)

const tfjsManifest = z.object({
  modelTopology: z.object({ model_config: z.unknown() }),
  weightsManifest: z.tuple([
    z.object({
      paths: z.tuple([z.literal(tfjsWeightsFile)]),
      weights: z.array(
        z.strictObject({ name: z.string(), shape: z.array(z.int()), dtype: z.literal('float32') })
      )
    })
  ])
})

/** A TensorFlow.js layers model from the bytes of model.json and weights.bin. */
export function readTfjs(modelBytes: Bytes, weightBytes: Bytes): Checked<ReadModel> {
  const file = modelFile.tfjs
  const json = parseJson(modelBytes, file)
  if (!json.ok) return json
  const parsed = tfjsManifest.safeParse(json.value)
  if (!parsed.success) return unreadable(file, parsed.error.issues[0]?.path.join('.') ?? '$')
  const model = readTopology(parsed.data.modelTopology.model_config, file, 'tfjs')
  if (!model.ok) return model

  const listed = parsed.data.weightsManifest[0].weights
  const wanted = new Map(placesOf(model.value).map((place) => [place.name, place]))
  const wrong = listed.find(({ name, shape }) => wanted.get(name)?.shape.join() !== shape.join())
  if (wrong !== undefined || listed.length !== wanted.size)
    return unreadable(file, 'weightsManifest[0].weights')
  const expected = 4 * listed.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  if (weightBytes.length !== expected) {
    const values = {
      file: tfjsWeightsFile,
      weight: tfjsWeightsFile,
      expected: `${expected} B`,
      found: `${weightBytes.length} B`
    }
    return fail(problem('export/weights-do-not-fit', values))
  }
  let start = 0
  const found = new Map<string, WeightArray>()
  for (const { name, shape } of listed) {
    const end = start + 4 * sizeOf(shape)
    found.set(name, { name, shape, values: floatsFrom(weightBytes.subarray(start, end)) })
    start = end
  }
  return ok({ model: model.value, weights: inOrder(model.value, found) })
}

const inOrder = (model: ModelSpec, found: ReadonlyMap<string, WeightArray>): WeightArray[] =>
  placesOf(inKerasOrder(model)).flatMap(({ name }) => found.get(name) ?? [])

/** One array of an HDF5 file: its shape is looked at before anything is read. */
function readDataset(file: string, root: Hdf5Group, path: string, place: WeightPlace): Checked<WeightArray> {
  const entry = root.get(path)
  const isDataset = entry !== null && 'shape' in entry && 'dtype' in entry
  const found = isDataset ? `${JSON.stringify(entry.dtype)} ${(entry.shape ?? []).join(' × ')}` : '–'
  const expected = `"<f" ${place.shape.join(' × ')}`
  const value = found === expected && isDataset ? entry.value : undefined
  // A single number comes as such.
  const values = typeof value === 'number' ? Float32Array.of(value) : value
  return values instanceof Float32Array && values.length === sizeOf(place.shape)
    ? ok({ name: place.name, shape: place.shape, values })
    : fail(problem('export/weights-do-not-fit', { file, weight: place.name, expected, found }))
}

function readWeights(
  file: string,
  root: Hdf5Group,
  wanted: readonly { readonly path: string; readonly place: WeightPlace; readonly kind: string }[]
): Checked<WeightArray[]> {
  const weights: WeightArray[] = []
  for (const { path, place, kind } of wanted) {
    const read = readDataset(file, root, path, place)
    if (!read.ok) return read
    weights.push(fromKerasArray(kind, read.value))
  }
  return ok(weights)
}

const withModel = (model: ModelSpec, weights: Checked<WeightArray[]>): Checked<ReadModel> =>
  weights.ok ? ok({ model, weights: weights.value }) : weights

/** The model of a `.keras` file. */
export async function readKeras(bytes: Bytes): Promise<Checked<ReadModel>> {
  const file = modelFile.keras
  const parts = unzipParts(bytes)
  const config = parts?.['config.json']
  const weightFile = parts?.['model.weights.h5']
  if (config === undefined || weightFile === undefined) return unreadable(file, 'zip')
  const json = parseJson(config, file)
  if (!json.ok) return json
  const model = readTopology(json.value, file, 'keras3')
  if (!model.ok) return model

  const ordered = inKerasOrder(model.value)
  const settings = { seed: 1, regularization: { l1: 0, l2: 0 }, dialect: 'keras3' } as const
  const groups = layerGroups(classNamesOf(toKerasModel(ordered, settings)))
  const wanted = weightPlaces(ordered).flatMap(({ layer: { kind }, places }, layer) => {
    const paths = kerasPaths(places)
    return places.map((place, index) => ({
      path: `layers/${groups[layer] ?? ''}/${paths[index] ?? ''}`,
      place,
      kind
    }))
  })
  try {
    return withModel(model.value, await readHdf5(weightFile, (root) => readWeights(file, root, wanted)))
  } catch {
    return unreadable(file, 'model.weights.h5')
  }
}

/** The two parts that are needed; each is stored uncompressed, so none is larger than the whole file. */
function unzipParts(bytes: Bytes): Record<string, Bytes> | undefined {
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize, compression }) =>
        ['config.json', 'model.weights.h5'].includes(name) &&
        compression === 0 &&
        size === originalSize &&
        originalSize <= bytes.length
    })
  } catch {
    return undefined
  }
}

/** The model of a Keras `.h5` file. */
export async function readH5(bytes: Bytes): Promise<Checked<ReadModel>> {
  const file = modelFile.h5
  try {
    return await readHdf5(bytes, (root) => {
      const config = root.attrs.model_config?.value
      if (typeof config !== 'string' || config.length > maxJsonBytes) return unreadable(file, 'model_config')
      const model = readTopology(JSON.parse(config), file, 'keras3')
      if (!model.ok) return model
      const wanted = weightPlaces(inKerasOrder(model.value)).flatMap(({ layer, places }) =>
        places.map((place) => {
          const name = kerasArrayName(layer.kind, place.name)
          return { path: `model_weights/${kerasName(layer)}/${name}`, place, kind: layer.kind }
        })
      )
      return withModel(model.value, readWeights(file, root, wanted))
    })
  } catch {
    return unreadable(file, 'HDF5')
  }
}

/** A model out of the files of its format. */
export async function readModel(
  format: ExportFormat,
  files: ReadonlyMap<string, Bytes>
): Promise<Checked<ReadModel>> {
  const bytes = files.get(modelFile[format])
  if (bytes === undefined) return fail(problem('export/file-changed', { file: modelFile[format] }))
  switch (format) {
    case 'tfjs': {
      const weights = files.get(tfjsWeightsFile)
      return weights === undefined
        ? fail(problem('export/file-changed', { file: tfjsWeightsFile }))
        : readTfjs(bytes, weights)
    }
    case 'keras':
      return readKeras(bytes)
    case 'h5':
      return readH5(bytes)
  }
}
