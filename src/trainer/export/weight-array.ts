import { expandBlocks } from '../../shared/network/expand-blocks.ts'
import type { LayerWeight } from '../../shared/network/layer-definition.ts'
import { weightsOfLayer } from '../../shared/network/model-weights.ts'
import type { ModelLayer, ModelSpec } from '../../shared/network/model-spec.ts'
import { kerasName } from '../../shared/network/to-keras.ts'
import type { WeightArray } from '../network/build-model.ts'

export type { WeightArray } from '../network/build-model.ts'

/** A layer and what it stores, in Keras' order. */
export interface LayerWeights {
  readonly layer: ModelLayer
  /** Name of the layer in the built model. */
  readonly layerName: string
  readonly weights: readonly (WeightArray & Pick<LayerWeight, 'group'>)[]
}

/** What one tensor of a model is called, how large it is, and where below its layer Keras keeps it. */
export type WeightPlace = Omit<WeightArray, 'values'> & Pick<LayerWeight, 'group'>

/** Every tensor that a model stores, layer by layer; blocks are written out. */
export function weightPlaces(
  model: ModelSpec
): readonly { readonly layer: ModelLayer; readonly places: readonly WeightPlace[] }[] {
  const written = expandBlocks(model)
  return written.layers.map((layer) => ({
    layer,
    places: weightsOfLayer(written, layer).map(({ name, shape, group }) => ({
      name: `${kerasName(layer)}/${name}`,
      shape,
      ...(group !== undefined && { group })
    }))
  }))
}

/**
 * The weights of a model, layer by layer.
 *
 * Throws  Error  when one is missing or has another shape: they are of another model
 */
export function weightsByLayer(model: ModelSpec, weights: readonly WeightArray[]): readonly LayerWeights[] {
  const byName = new Map(weights.map((weight) => [weight.name, weight]))
  return weightPlaces(model).map(({ layer, places }) => ({
    layer,
    layerName: kerasName(layer),
    weights: places.map(({ name, shape, group }) => {
      const found = byName.get(name)
      if (found?.shape.join() !== shape.join()) {
        throw new Error(
          `The weights hold ${found?.shape.join(' × ') ?? 'nothing'} as ${name}, not ${shape.join(' × ')}.`
        )
      }
      return group === undefined ? found : { ...found, group }
    })
  }))
}

/** Bytes of 32-bit floats in the order in which every format here keeps them: little-endian. */
export function littleEndianBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  if (isLittleEndian) bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  else for (const [index, value] of values.entries()) view.setFloat32(index * 4, value, true)
  return bytes
}

/** Numbers from little-endian bytes, copied. */
export function floatsFrom(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Not slice(): on one of Node's own buffers it does not copy.
  if (isLittleEndian) return new Float32Array(new Uint8Array(bytes).buffer)
  return Float32Array.from({ length: bytes.byteLength >> 2 }, (_, index) => view.getFloat32(index * 4, true))
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Where a `.keras` file keeps the tensors of a layer, in their order: each group below the layer counts from 0. */
export function kerasPaths(weights: readonly Pick<LayerWeight, 'group'>[]): readonly string[] {
  const counts = new Map<string, number>()
  return weights.map(({ group = '' }) => {
    const index = counts.get(group) ?? 0
    counts.set(group, index + 1)
    return `${group === '' ? '' : `${group}/`}vars/${index}`
  })
}
