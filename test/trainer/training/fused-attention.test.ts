import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { MultiHeadAttention } from '../../../src/trainer/network/layers/multi-head-attention.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { attend } from '../../../src/trainer/training/compiled-step/attention/attend.ts'
import { starts } from '../../extent.ts'
import { createWeigher, distance, runRecorded } from './recorded.ts'

const drawer = (random: () => number) => (shape: readonly number[]) =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, () => random() * 2 - 1),
    [...shape]
  )

/** Result and derivatives, weighed so that every number counts differently. */
function differentiate(
  variables: tf.Variable[],
  weigh: ReturnType<typeof createWeigher>,
  work: () => tf.Tensor
) {
  const outputs: tf.Tensor[] = []
  const { value, grads } = tf.variableGrads(() => {
    const output = work()
    outputs.push(tf.keep(output))
    return tf.sum(tf.mul(output, weigh(0, output.shape))).asScalar()
  }, variables)
  // Not the sum itself: where it comes close to 0, rounding is all that is left of it.
  value.dispose()
  return [...outputs, ...variables.map(({ name }) => grads[name] as tf.Tensor)]
}

const numbersOf = (tensors: readonly tf.Tensor[]) =>
  tensors.map((tensor) => Float32Array.from(tensor.dataSync()))

describe('layer normalisation recorded as one operation', () => {
  it.each([[[5, 7]], [[3, 4, 16]], [[2, 3, 70]], [[2, 3, 4, 9]], [[300, 64]]])(
    'gives what tfjs computes, for %o from random starts, the same bits each time',
    async (shape) => {
      for (const start of starts) {
        const random = createRandom(start)
        const draw = drawer(random)
        const layer = tf.layers.layerNormalization({ epsilon: 1e-5 })
        layer.build(shape)
        const weights = layer.weights.map((weight) => weight.read() as tf.Variable)
        for (const weight of weights) weight.assign(draw(weight.shape))
        const variables = [tf.variable(tf.add(draw(shape), 0.7)), ...weights]
        const weigh = createWeigher(random)
        const work = () =>
          differentiate(variables, weigh, () => layer.call(variables[0] as tf.Tensor, {}) as tf.Tensor)
        const eager = numbersOf(work())
        const { runs, types } = await runRecorded(variables, [layer], work)
        tf.dispose(variables)

        expect(types.filter((type) => type.startsWith('Layerwright')).length).toBe(2)
        for (const [index, wanted] of eager.entries())
          expect(distance(wanted, runs[0]?.[index])).toBeLessThan(1e-5)
        for (const again of runs) expect(again).toEqual(runs[0])
      }
    }
  )
})

interface Case {
  readonly rows: number
  readonly steps: number
  readonly asked: number
  readonly heads: number
  readonly size: number
  readonly isCausal?: boolean
  readonly isMasked?: boolean
}

/** The same of single operations: masked scores become -1e9 before the softmax. */
function attendStepByStep(
  query: tf.Tensor,
  key: tf.Tensor,
  value: tf.Tensor,
  { seen, scale }: { readonly seen: tf.Tensor; readonly scale: number }
): tf.Tensor {
  const [q, k, v] = [query, key, value].map((one) => tf.transpose(one, [0, 2, 1, 3])) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor
  ]
  const scores = tf.mul(tf.matMul(q, k, false, true), scale)
  const shares = tf.softmax(tf.add(tf.mul(scores, seen), tf.mul(tf.sub(1, seen), -1e9)))
  return tf.transpose(tf.matMul(shares, v), [0, 2, 1, 3])
}

describe('attention recorded as one operation', () => {
  const cases: readonly [string, Case][] = [
    ['one head', { rows: 2, steps: 5, asked: 5, heads: 1, size: 4 }],
    ['heads and lengths that fill no register', { rows: 3, steps: 19, asked: 23, heads: 3, size: 5 }],
    ['whole registers', { rows: 2, steps: 64, asked: 64, heads: 2, size: 32 }],
    ['earlier steps only', { rows: 2, steps: 17, asked: 17, heads: 2, size: 8, isCausal: true }],
    ['masked steps', { rows: 4, steps: 9, asked: 11, heads: 2, size: 8, isMasked: true }],
    ['both', { rows: 4, steps: 12, asked: 12, heads: 2, size: 6, isMasked: true, isCausal: true }]
  ]

  it.each(cases)(
    'gives what single operations give, with %s, the same bits each time',
    async (_title, one) => {
      const { rows, steps, asked, heads, size, isCausal = false, isMasked = false } = one
      for (const start of starts) {
        const random = createRandom(start)
        const draw = drawer(random)
        const variables = [steps, asked, asked].map((length) =>
          tf.variable(draw([rows, length, heads, size]))
        )
        const [query, key, value] = variables as [tf.Variable, tf.Variable, tf.Variable]
        const mask = (length: number) =>
          isMasked ? tf.cast(tf.greater(draw([rows, length]), -0.5), 'float32') : null
        const [queryMask, valueMask] = [mask(steps), mask(asked)]
        const seen = seenOf(one, queryMask, valueMask)
        const scale = 1 / Math.sqrt(size)
        const weigh = createWeigher(random)
        const single = () =>
          differentiate(variables, weigh, () => attendStepByStep(query, key, value, { seen, scale }))
        const fused = () =>
          differentiate(variables, weigh, () =>
            attend({ query, key, value, queryMask, valueMask, isCausal, scale })
          )
        const eager = numbersOf(single())
        const { runs } = await runRecorded(variables, [], fused)
        tf.dispose(variables)

        for (const [index, wanted] of eager.entries())
          expect(distance(wanted, runs[0]?.[index])).toBeLessThan(1e-5)
        for (const again of runs) expect(again).toEqual(runs[0])
      }
    }
  )
})

/** [rows, 1, steps, asked]: 1 where a step is seen from another. */
function seenOf(
  { rows, steps, asked, isCausal = false }: Case,
  queryMask: tf.Tensor | null,
  valueMask: tf.Tensor | null
) {
  const lookBack = tf.tensor(
    Float32Array.from({ length: steps * asked }, (_, index) =>
      isCausal && index % asked > Math.floor(index / asked) ? 0 : 1
    ),
    [1, 1, steps, asked]
  )
  const of = (mask: tf.Tensor | null, shape: number[]): tf.Tensor =>
    mask === null ? tf.scalar(1) : tf.reshape(mask, shape)
  return tf.mul(tf.mul(of(queryMask, [rows, 1, steps, 1]), of(valueMask, [rows, 1, 1, asked])), lookBack)
}

describe('multi-head attention recorded as one operation between its projections', () => {
  it.each([
    ['alone', {}],
    ['with earlier steps only', { causal: true }],
    ['with masked steps', { isMasked: true }],
    ['with dropout', { dropout: 0.3 }],
    ['with dropout, masked steps and earlier steps only', { dropout: 0.3, isMasked: true, causal: true }]
  ])(
    'gives what the layer computes step by step, %s',
    async (_title, { isMasked = false, ...options }: LayerCase) => {
      const random = createRandom(3)
      const draw = drawer(random)
      const layer = new MultiHeadAttention({
        name: 'attention',
        trainable: true,
        dtype: 'float32',
        numHeads: 2,
        keyDim: 6,
        dropout: 0,
        useBias: true,
        causal: false,
        seed: 1,
        kernelRegularizer: null,
        ...options
      })
      layer.build([3, 7, 12])
      layer.stepSeed = 11
      const weights = layer.weights.map((weight) => weight.read() as tf.Variable)
      for (const weight of weights) weight.assign(draw(weight.shape))
      const samples = tf.variable(draw([3, 7, 12]))
      const mask = isMasked ? tf.cast(tf.greater(draw([3, 7]), -0.3), 'bool') : null
      const weigh = createWeigher(random)
      const variables = [samples, ...weights]
      const work = () => differentiate(variables, weigh, () => layer.call(samples, { training: true, mask }))
      const eager = numbersOf(work())
      const { runs, types } = await runRecorded(variables, [layer], work)

      expect(types.filter((type) => type.startsWith('LayerwrightAttention'))).toHaveLength(2)
      for (const [index, wanted] of eager.entries())
        expect(differenceOf(wanted, runs[0]?.[index])).toBeLessThan(1e-5)
    }
  )
})

interface LayerCase {
  readonly causal?: boolean
  readonly dropout?: number
  readonly isMasked?: boolean
}

/** The bias of the keys changes no share, so its derivative is only what rounding leaves. */
const differenceOf = (wanted: Float32Array, found: Float32Array | undefined): number =>
  Math.hypot(...wanted) < 1e-5 ? Math.hypot(...(found ?? [])) / 10 : distance(wanted, found)
