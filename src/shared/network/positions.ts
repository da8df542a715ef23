import type { KerasContext, KerasLayer } from './layer-definition.ts'

/**
 * A layer that adds a table to a sequence, in Keras' JSON: Normalization by the mean of minus the table and the
 * variance 1, (x - mean) / 1. Keras has no layer that adds a table, and this one lets masks through.
 */
export const addedTable = (
  { name }: KerasContext,
  ownLayer: KerasLayer['ownLayer'] & object
): KerasLayer => ({
  className: 'Normalization',
  config: {
    name,
    trainable: true,
    dtype: 'float32',
    axis: [1, 2],
    invert: false,
    mean: null,
    variance: null
  },
  ownLayer
})

/**
 * A row of sines and cosines for each step, each of another wave length; as many steps, row after row.
 *
 * Source  Vaswani et al. (2017), arXiv:1706.03762, section 3.5
 */
export function sinusoids(steps: number, features: number): Float32Array {
  return Float32Array.from({ length: steps * features }, (_, index) => {
    const step = Math.floor(index / features)
    const feature = index % features
    const angle = step / 10_000 ** ((2 * Math.floor(feature / 2)) / features)
    return feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
  })
}
