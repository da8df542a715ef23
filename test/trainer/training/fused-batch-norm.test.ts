import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { starts } from '../../extent.ts'
import { createWeigher, distance, isSame, runRecorded } from './recorded.ts'

const NAME = 'LayerwrightBatchNorm'

interface Case {
  readonly shape: readonly number[]
  readonly epsilon?: number
  readonly momentum?: number
  readonly axis?: number
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)
const read = (tensor: tf.Tensor): Float32Array => Float32Array.from(tensor.dataSync())
const weightsOf = (layer: tf.layers.Layer): tf.Variable[] =>
  layer.weights.map((weight) => weight.read() as tf.Variable)

/** A batch whose channels differ in mean and spread. */
function drawBatch(shape: readonly number[], random: () => number): tf.Tensor {
  const channels = shape.at(-1) ?? 1
  const values = Float32Array.from({ length: sizeOf(shape) }, (_, place) => {
    const channel = place % channels
    return (random() + random() - 1) * (0.1 + channel) + (channel % 5)
  })
  return tf.tensor(values, [...shape])
}

/** A layer with weights at random, none of them below one half. */
function createLayer({ shape, ...rest }: Case, random: () => number): tf.layers.Layer {
  const layer = tf.layers.batchNormalization(rest)
  layer.build([...shape])
  for (const weight of weightsOf(layer)) {
    const values = Float32Array.from({ length: weight.size }, () => random() + 0.5)
    weight.assign(tf.tensor(values, weight.shape))
  }
  return layer
}

/** What a layer gives for a batch, and the derivatives of a sum of it by `variables`. */
function differentiate(
  layer: tf.layers.Layer,
  batch: tf.Variable,
  variables: tf.Variable[],
  { training, weigh }: { readonly training: boolean; readonly weigh: ReturnType<typeof createWeigher> }
): tf.Tensor[] {
  const outputs: tf.Tensor[] = []
  const { grads } = tf.variableGrads(() => {
    const output = layer.apply(batch, { training }) as tf.Tensor
    outputs.push(tf.keep(output))
    return tf.sum(tf.mul(output, weigh(0, output.shape))).asScalar()
  }, variables)
  return [...outputs, ...variables.map(({ name }) => grads[name] as tf.Tensor)]
}

/** Result, derivatives, and moving statistics after one step, as tfjs gives them and as the recorded step does. */
async function bothOf(one: Case, seed: number, training = true) {
  const random = createRandom(seed)
  const layer = createLayer(one, random)
  const [batch, weights] = [tf.variable(drawBatch(one.shape, random)), weightsOf(layer)]
  const moving = weights.slice(2)
  const starts = moving.map((variable) => variable.clone())
  // By the moving statistics only what lies before a frozen layer is trained.
  const trained = training ? [batch, ...weights.slice(0, 2)] : [batch]
  const weigh = createWeigher(random)
  const work = (): tf.Tensor[] => differentiate(layer, batch, trained, { training, weigh })
  const wanted = work().map(read)
  const moved = moving.map(read)
  for (const [index, variable] of moving.entries()) variable.assign(starts[index] as tf.Tensor)
  const { runs, types, moves } = await runRecorded([batch, ...weights], [layer], work, moving)
  tf.dispose([batch, ...weights, ...starts])
  return { wanted, moved, runs, moves, types: types.filter((type) => type.startsWith(NAME)) }
}

describe('batch normalisation recorded as one operation', () => {
  it.each<Case>([
    { shape: [32, 8, 8, 32] },
    { shape: [5, 13, 11, 17], epsilon: 1e-5 },
    { shape: [3, 7, 5, 3], momentum: 0.6 },
    { shape: [4, 9, 70], axis: 2 },
    { shape: [1, 1000, 5] },
    { shape: [33, 20], momentum: 0 },
    { shape: [7, 4100], epsilon: 0.1 },
    { shape: [6, 16] }
  ])(
    'gives what tfjs computes from random starts, moving statistics too, the same bits each time: %o',
    async (one) => {
      for (const seed of starts) {
        const { wanted, moved, runs, moves, types } = await bothOf(one, seed)

        expect(types).toEqual([NAME, `${NAME}Grad`])
        expect(wanted).toHaveLength(4)
        expect(moved).toHaveLength(2)
        for (const [index, values] of [...wanted, ...moved].entries())
          expect(distance(values, [...(runs[0] ?? []), ...moves][index]), `result ${index}`).toBeLessThan(
            1e-5
          )
        for (const again of runs) expect(isSame(again, runs[0] ?? [])).toBe(true)
      }
    }
  )

  it('keeps the digits of a small spread far from 0', async () => {
    const values = Float32Array.from({ length: 6000 }, (_, place) => 4096 + (place % 3) + (place % 2) / 2)
    const layer = createLayer({ shape: [1000, 6], momentum: 0 }, () => 0.5)
    const [batch, weights] = [tf.variable(tf.tensor2d(values, [1000, 6])), weightsOf(layer)]
    const { moves } = await runRecorded(
      [batch, ...weights],
      [layer],
      () => [layer.apply(batch, { training: true }) as tf.Tensor],
      weights.slice(2)
    )
    tf.dispose([batch, ...weights])

    // Each of the six columns holds one number only.
    expect(moves).toEqual([values.slice(0, 6), new Float32Array(6)])
  })

  it('gives the shift alone for a batch of one row, whose samples then count for nothing', async () => {
    const { wanted, runs } = await bothOf({ shape: [1, 6] }, 1)
    const [y, xChange, scaleChange] = runs[0] ?? []

    expect(y).toEqual(wanted[0])
    expect([xChange, scaleChange]).toEqual([new Float32Array(6), new Float32Array(6)])
  })

  it('takes 1 and 0 where there is no scale or no center, which tfjs cannot train', async () => {
    for (const settings of [{ scale: false }, { center: false }, { scale: false, center: false }]) {
      const random = createRandom(3)
      const batch = tf.variable(drawBatch([9, 5, 7], random))
      const weigh = createWeigher(random)
      const whole = tf.layers.batchNormalization()
      const less = tf.layers.batchNormalization(settings)
      for (const layer of [whole, less]) layer.build([9, 5, 7])
      const options = { training: true, weigh }
      const wanted = differentiate(whole, batch, [batch], options).map(read)
      const { runs, types } = await runRecorded([batch, ...weightsOf(less)], [less], () =>
        differentiate(less, batch, [batch], options)
      )
      tf.dispose([batch, ...weightsOf(whole), ...weightsOf(less)])

      expect(types).toContain(NAME)
      for (const [index, values] of wanted.entries())
        expect(distance(values, runs[0]?.[index])).toBeLessThan(1e-5)
    }
  })

  it('is left to TensorFlow by the moving statistics, as in predicting and in a frozen layer', async () => {
    const { wanted, moved, runs, moves, types } = await bothOf({ shape: [4, 6, 5, 8] }, 1, false)

    expect(types).toEqual([])
    for (const [index, values] of [...wanted, ...moved].entries())
      expect(distance(values, [...(runs[0] ?? []), ...moves][index])).toBeLessThan(1e-5)
  })

  // Without derivatives, which tfjs has not for such an axis.
  it('is left to TensorFlow over another axis than the last', async () => {
    const random = createRandom(2)
    const layer = createLayer({ shape: [4, 5, 6], axis: 1 }, random)
    const [batch, weights] = [tf.variable(drawBatch([4, 5, 6], random)), weightsOf(layer)]
    const work = (): tf.Tensor[] => [layer.apply(batch, { training: true }) as tf.Tensor]
    const [wanted = new Float32Array()] = work().map(read)
    const { runs, types } = await runRecorded([batch, ...weights], [layer], work)
    tf.dispose([batch, ...weights])

    expect(types).not.toContain(NAME)
    expect(distance(wanted, runs[0]?.[0])).toBeLessThan(1e-5)
  })
})
