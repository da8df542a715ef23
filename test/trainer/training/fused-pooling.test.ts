import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { distance, isSame, runRecorded } from './recorded.ts'

const NAME = 'LayerwrightMaxPoolGradient'

interface Case {
  readonly shape: [number, number, number, number]
  readonly size: [number, number]
  readonly strides?: [number, number]
  readonly pad?: 'valid' | 'same'
}

/** The derivative as TensorFlow gives it, and as the recorded step does. */
async function bothOf({ shape, size, strides = size, pad = 'valid' }: Case) {
  const random = createRandom(shape[1])
  // Few different numbers, so that many windows hold their largest twice.
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () =>
    Math.floor(random() * 5)
  )
  const variable = tf.variable(tf.tensor4d(values, shape))
  const pooled = tf.maxPool(variable, size, strides, pad)
  const factors = tf.tensor4d(
    Float32Array.from({ length: pooled.size }, () => random() - 0.5),
    pooled.shape
  )
  const work = (): tf.Tensor[] => {
    const loss = (): tf.Scalar => tf.sum(tf.mul(tf.maxPool(variable, size, strides, pad), factors))
    return Object.values(tf.variableGrads(loss, [variable]).grads)
  }
  const wanted = work().map((tensor) => Float32Array.from(tensor.dataSync()))
  const { runs, types } = await runRecorded([variable], [], work)
  variable.dispose()
  return { wanted, runs, types }
}

describe('the derivative of max-pooling recorded as an operation of our own', () => {
  it.each<Case>([
    { shape: [9, 26, 26, 32], size: [2, 2] },
    { shape: [3, 7, 9, 5], size: [2, 2] },
    { shape: [2, 13, 8, 19], size: [3, 4] },
    { shape: [5, 12, 1, 33], size: [5, 1] },
    { shape: [1, 3, 3, 16], size: [3, 3] }
  ])('gives TensorFlow’s bits for $shape by windows of $size', async (one) => {
    const { wanted, runs, types } = await bothOf(one)

    expect(types).toContain(NAME)
    for (const run of runs) expect(isSame(run, wanted)).toBe(true)
  })

  it.each<Case>([
    { shape: [2, 9, 9, 8], size: [3, 3], strides: [2, 2] },
    { shape: [2, 7, 7, 8], size: [2, 2], pad: 'same' }
  ])(
    'leaves windows that do not lie side by side from the corner to TensorFlow: $size, $pad',
    async (one) => {
      const { wanted, runs, types } = await bothOf(one)

      expect(types).not.toContain(NAME)
      // Where windows overlap, TensorFlow's own kernels add up in an order that depends on the processor.
      for (const [index, one] of wanted.entries()) expect(distance(one, runs[0]?.[index])).toBeLessThan(1e-6)
    }
  )
})
