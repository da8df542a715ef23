import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { sparseSoftmaxCrossEntropy } from '../../../src/trainer/runtime/tensorflow-operations.ts'
import { distance, runRecorded } from './recorded.ts'

const NAME = 'LayerwrightCrossEntropy'

/** Losses and gradients as TensorFlow gives them, and as the recorded step does. */
async function bothOf(logits: tf.Tensor, labels: tf.Tensor) {
  const variable = tf.variable(logits)
  const work = (): tf.Tensor[] => sparseSoftmaxCrossEntropy(variable, labels)
  const wanted = work().map((tensor) => Float32Array.from(tensor.dataSync()))
  const { runs, types } = await runRecorded([variable], [], work)
  variable.dispose()
  return { wanted, runs, types }
}

describe('cross-entropy over many classes recorded as one operation', () => {
  it.each([
    { rows: 64, classes: 10_000, scale: 4 },
    { rows: 3, classes: 1024, scale: 1 },
    { rows: 5, classes: 2047, scale: 60 }
  ])(
    'gives what TensorFlow computes for $rows rows of $classes, up to $scale, the same bits each time',
    async ({ rows, classes, scale }) => {
      const random = createRandom(rows)
      const values = Float32Array.from({ length: rows * classes }, () => (random() * 2 - 1) * scale)
      const codes = Int32Array.from({ length: rows }, () => Math.floor(random() * classes))
      const { wanted, runs, types } = await bothOf(
        tf.tensor2d(values, [rows, classes]),
        tf.tensor1d(codes, 'int32')
      )

      expect(types).toContain(NAME)
      for (const [index, one] of wanted.entries()) expect(distance(one, runs[0]?.[index])).toBeLessThan(2e-6)
      for (const again of runs) expect(again).toEqual(runs[0])
    }
  )

  it('leaves few classes to the operation that XLA knows', async () => {
    const { types } = await bothOf(tf.zeros([4, 10]), tf.tensor1d([0, 1, 2, 3], 'int32'))

    expect(types).not.toContain(NAME)
  })

  it.each([
    { rows: 64, classes: 10_000 },
    { rows: 3, classes: 1024 },
    { rows: 5, classes: 2047 }
  ])('finds the first of the likeliest of $classes, as TensorFlow does', async ({ rows, classes }) => {
    const random = createRandom(classes)
    // Few different numbers, so that each row has its largest many times.
    const values = Float32Array.from({ length: rows * classes }, () => Math.floor(random() * 300))
    const variable = tf.variable(tf.tensor2d(values, [rows, classes]))
    const wanted = Int32Array.from(tf.argMax(variable, 1).dataSync())
    const { runs, types } = await runRecorded([variable], [], () => [tf.argMax(variable, -1)])
    variable.dispose()

    expect(types).toContain('LayerwrightLargestPlaces')
    for (const [places] of runs) expect(Array.from(places ?? [])).toEqual(Array.from(wanted))
  })

  it('has no number for logits that are none', async () => {
    const values = new Float32Array(1024).fill(0.5)
    values[7] = NaN
    const { runs } = await bothOf(tf.tensor2d(values, [1, 1024]), tf.tensor1d([3], 'int32'))

    expect(runs[0]?.[0]?.[0]).toBeNaN()
  })
})
