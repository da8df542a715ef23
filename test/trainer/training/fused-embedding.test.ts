import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { embeddingGradient } from '../../../src/trainer/runtime/tensorflow-operations.ts'
import { isSame, runRecorded } from './recorded.ts'

describe('the derivative of an embedding recorded as an operation of our own', () => {
  it.each([
    { tokens: 512, rows: 2000, width: 96 },
    { tokens: 500, rows: 7, width: 3 },
    { tokens: 1, rows: 1, width: 1 }
  ])('gives TensorFlow’s bits for $tokens tokens of $rows by $width', async ({ tokens, rows, width }) => {
    const random = createRandom(tokens)
    const change = tf.tensor2d(
      Float32Array.from({ length: tokens * width }, () => random() - 0.5),
      [tokens, width]
    )
    // Small numbers more often, as with words.
    const asked = tf.tensor1d(
      Int32Array.from({ length: tokens }, () => Math.floor(random() ** 3 * rows)),
      'int32'
    )
    const table = tf.variable(tf.zeros([rows, width]))
    const work = (): tf.Tensor[] => [embeddingGradient(change, asked, table)]
    const wanted = work().map((tensor) => Float32Array.from(tensor.dataSync()))
    const { runs, types } = await runRecorded([table], [], work)
    table.dispose()

    expect(types).toContain('LayerwrightEmbeddingGradient')
    for (const run of runs) expect(isSame(run, wanted)).toBe(true)
  })
})
