import { describe, expect, it } from 'vitest'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { starts } from '../../extent.ts'
import { computeBothWays, expectAlike } from './recorded.ts'

interface Case {
  readonly shape: readonly number[]
  readonly units: number
  readonly activation?: 'relu' | 'tanh'
  readonly useBias?: boolean
}

const bothOf = ({ shape, ...rest }: Case, seed: number) => computeBothWays(tf.layers.dense(rest), shape, seed)

describe('a dense layer recorded as one operation', () => {
  it.each<Case>([
    { shape: [32, 20], units: 64, activation: 'relu' },
    { shape: [11, 7], units: 1 },
    { shape: [5, 3], units: 17, activation: 'tanh' },
    { shape: [197, 64], units: 64, useBias: false },
    // As much as several threads share.
    { shape: [8, 130, 64], units: 128, activation: 'relu' },
    { shape: [3, 400, 33], units: 37, activation: 'relu' },
    { shape: [2, 3, 4, 300], units: 70 },
    // Fewer rows at a time, since each is long.
    { shape: [40, 20_011], units: 3 }
  ])('gives what tfjs computes from random starts, the same bits each time: %o', async (one) => {
    for (const seed of starts) {
      const { wanted, runs, types } = await bothOf(one, seed)

      expect(types).toHaveLength(3)
      expect(wanted).toHaveLength(one.useBias === false ? 3 : 4)
      expectAlike(wanted, runs)
    }
  })

  it('leaves kernels that are too large for the caches to TensorFlow', async () => {
    const { wanted, runs, types } = await bothOf({ shape: [4, 600], units: 500 }, 1)

    expect(types).toEqual([])
    expectAlike(wanted, runs)
  })
})
