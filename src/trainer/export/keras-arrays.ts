import { sinusoids } from '../../shared/network/positions.ts'
import type { LayerWeights, WeightArray } from './weight-array.ts'

/** What Normalization needs to add a table: minus it as the mean, and the variance 1 of no rows. */
function normalizationArrays(
  name: string,
  shape: readonly number[],
  table: Float32Array
): readonly WeightArray[] {
  return [
    { name: `${name}/mean`, shape, values: table.map((value) => -value) },
    { name: `${name}/variance`, shape, values: new Float32Array(table.length).fill(1) },
    { name: `${name}/count`, shape: [], values: new Float32Array(1) }
  ]
}

/** What Keras stores for a layer, in its order: the same arrays, but for the layers that it has not. */
export function toKerasArrays(own: LayerWeights): LayerWeights {
  const { layer, layerName, weights } = own
  const shape = layer.outputShape
  const [steps = 0, features = 0] = shape
  if (layer.kind === 'sinusoidalEncoding')
    return { ...own, weights: normalizationArrays(layerName, shape, sinusoids(steps, features)) }
  const [positions] = weights
  return layer.kind === 'positionEmbedding' && positions !== undefined
    ? { ...own, weights: normalizationArrays(layerName, shape, positions.values) }
    : own
}

/** An array as we keep it, from one as Keras stores it. */
export const fromKerasArray = (kind: string, array: WeightArray): WeightArray =>
  kind === 'positionEmbedding' ? { ...array, values: array.values.map((value) => -value) } : array

/** The name of an array in Keras' older file. */
export const kerasArrayName = (kind: string, name: string): string =>
  kind === 'positionEmbedding' ? name.replace(/positions$/u, 'mean') : name
