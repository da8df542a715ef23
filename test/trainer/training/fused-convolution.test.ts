import { describe, expect, it } from 'vitest'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { starts } from '../../extent.ts'
import { computeBothWays, expectAlike } from './recorded.ts'

interface Case {
  readonly shape: readonly number[]
  readonly filters: number
  readonly kernelSize: number | [number, number]
  readonly padding: 'valid' | 'same'
  readonly activation?: 'relu' | 'tanh'
  readonly useBias?: boolean
  readonly strides?: number
}

const bothOf = ({ shape, kernelSize, ...rest }: Case, seed: number) =>
  computeBothWays(
    shape.length === 3
      ? tf.layers.conv1d({ ...rest, kernelSize })
      : tf.layers.conv2d({ ...rest, kernelSize }),
    shape,
    seed
  )

describe('a convolution recorded as one operation', () => {
  it.each<Case>([
    { shape: [5, 12, 12, 1], filters: 32, kernelSize: 3, padding: 'valid' },
    { shape: [3, 10, 11, 3], filters: 17, kernelSize: 3, padding: 'same', activation: 'relu' },
    { shape: [2, 8, 8, 40], filters: 48, kernelSize: 3, padding: 'same', activation: 'relu' },
    { shape: [2, 4, 4, 24], filters: 5, kernelSize: [2, 4], padding: 'same', activation: 'tanh' },
    { shape: [1, 9, 7, 6], filters: 16, kernelSize: [5, 2], padding: 'valid', useBias: false },
    { shape: [4, 6, 5, 33], filters: 70, kernelSize: 1, padding: 'valid', activation: 'relu' },
    { shape: [2, 5, 7, 180], filters: 37, kernelSize: 3, padding: 'same', activation: 'relu' },
    { shape: [7, 20, 8], filters: 12, kernelSize: 5, padding: 'same', activation: 'relu' },
    { shape: [3, 15, 2], filters: 3, kernelSize: 4, padding: 'same' },
    { shape: [3, 15, 20], filters: 64, kernelSize: 3, padding: 'valid', activation: 'relu' }
  ])('gives what tfjs computes from random starts, the same bits each time: %o', async (one) => {
    for (const seed of starts) {
      const { wanted, runs, types } = await bothOf(one, seed)

      expect(types).toHaveLength(3)
      expect(wanted).toHaveLength(one.useBias === false ? 3 : 4)
      expectAlike(wanted, runs)
    }
  })

  it.each<Case>([
    { shape: [2, 9, 9, 8], filters: 4, kernelSize: 3, padding: 'same', strides: 2 },
    { shape: [2, 3, 3, 8], filters: 4, kernelSize: 3, padding: 'same' }
  ])('leaves wider steps and very small images to TensorFlow: %o', async (one) => {
    const { wanted, runs, types } = await bothOf(one, 1)

    expect(types).toEqual([])
    expectAlike(wanted, runs)
  })
})
