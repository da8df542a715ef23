import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { ResetAfterGru } from '../../../src/trainer/network/layers/reset-after-gru.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { starts } from '../../extent.ts'
import { createWeigher, distance, runRecorded } from './recorded.ts'

interface Options {
  readonly units: number
  readonly returnSequences?: boolean
  readonly returnState?: boolean
  readonly goBackwards?: boolean
  readonly useBias?: boolean
}

const kinds = {
  lstm: (options: Options) => tf.layers.lstm({ ...options, recurrentActivation: 'sigmoid' }),
  gru: (options: Options) => tf.layers.gru({ ...options, recurrentActivation: 'sigmoid' }),
  'gru, reset after': ({ units, returnSequences = false, goBackwards = false }: Options) =>
    new ResetAfterGru({
      name: 'gru',
      trainable: true,
      dtype: 'float32',
      units,
      activation: 'tanh',
      recurrentActivation: 'sigmoid',
      kernelInitializer: 'GlorotUniform',
      recurrentInitializer: 'GlorotUniform',
      biasInitializer: 'Zeros',
      kernelRegularizer: null,
      recurrentRegularizer: null,
      returnSequences,
      goBackwards
    })
} as const

type Kind = keyof typeof kinds

interface Sequence {
  readonly kind: Kind
  readonly options: Options
  readonly rows?: number
  readonly steps?: number
  readonly isMasked?: boolean
  /** Where the state starts: zeros, or random numbers. */
  readonly hasStart?: boolean
  readonly start?: number
}

/** Outputs and the derivatives of samples and weights, one by one and recorded. */
async function runBothWays(sequence: Sequence) {
  const { kind, options, rows = 5, steps = 7, isMasked = false, hasStart = false, start = 1 } = sequence
  const random = createRandom(start)
  const draw = (shape: number[]): tf.Tensor =>
    tf.tensor(
      Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, () => random() - 0.5),
      shape
    )
  const layer: tf.layers.Layer = kinds[kind](options)
  layer.build([rows, steps, 3])
  for (const weight of layer.weights) (weight.read() as tf.Variable).assign(draw(weight.shape as number[]))
  const samples = tf.variable(draw([rows, steps, 3]))
  const mask = isMasked ? tf.cast(tf.greater(draw([rows, steps]), -0.2), 'bool') : null
  const states = hasStart
    ? Array.from({ length: kind === 'lstm' ? 2 : 1 }, () => draw([rows, options.units]))
    : null
  const weigh = createWeigher(random)
  const variables = [samples, ...layer.weights.map((weight) => weight.read() as tf.Variable)]
  const work = () => {
    const outputs: tf.Tensor[] = []
    const { value, grads } = tf.variableGrads(() => {
      const result = layer.call(samples, { mask, initialState: states })
      outputs.push(...(Array.isArray(result) ? result : [result]).map((tensor) => tf.keep(tensor)))
      return outputs
        .map((output, index) => tf.sum(tf.mul(output, weigh(index, output.shape))))
        .reduce(tf.add)
        .asScalar()
    }, variables)
    return [value, ...outputs, ...variables.map(({ name }) => grads[name] as tf.Tensor)]
  }
  const eager = work().map((tensor) => Float32Array.from(tensor.dataSync()))
  const recorded = await runRecorded(variables, [layer], work)
  tf.dispose(variables)
  return { eager, ...recorded }
}

const kindNames = Object.keys(kinds) as Kind[]
const stock: readonly Kind[] = ['lstm', 'gru']
const cases: readonly [string, readonly Kind[], Omit<Sequence, 'kind'>][] = [
  ['the last step', kindNames, { options: { units: 8 } }],
  ['every step', kindNames, { options: { units: 8, returnSequences: true } }],
  ['units that fill no register, 1 row, 2 steps', kindNames, { options: { units: 5 }, rows: 1, steps: 2 }],
  ['more rows than one thread takes', kindNames, { options: { units: 70, returnSequences: true }, rows: 23 }],
  [
    'from the end to the start',
    kindNames,
    { options: { units: 4, returnSequences: true, goBackwards: true } }
  ],
  ['masked steps', kindNames, { options: { units: 6, returnSequences: true }, isMasked: true }],
  [
    'masked steps, backwards',
    kindNames,
    { options: { units: 6, goBackwards: true }, isMasked: true, hasStart: true }
  ],
  ['a start state', kindNames, { options: { units: 17, returnSequences: true }, hasStart: true }],
  [
    'its state given on',
    stock,
    { options: { units: 6, returnSequences: true, returnState: true }, hasStart: true }
  ],
  ['no bias', stock, { options: { units: 6, useBias: false } }],
  ['200 steps', kindNames, { options: { units: 16 }, steps: 200 }]
]

describe('a recurrent layer recorded as one operation', () => {
  it.each(cases.flatMap(([title, names, options]) => names.map((kind) => [kind, title, options] as const)))(
    '%s: gives what tfjs computes step by step, for %s',
    async (kind, _title, options) => {
      const { eager, runs, types } = await runBothWays({ kind, ...options })
      const [first] = runs

      expect(types.filter((type) => type.startsWith('Layerwright')).length).toBe(2)
      for (const [index, wanted] of eager.entries())
        expect(distance(wanted, first?.[index])).toBeLessThan(1e-5)
    }
  )

  it.each(kindNames)('%s: does so from random starts, the same bits each time', async (kind) => {
    for (const start of starts) {
      const options = { units: 19, returnSequences: start % 2 === 0 }
      const { eager, runs } = await runBothWays({
        kind,
        options,
        rows: 9,
        steps: 6,
        isMasked: start % 3 === 0,
        start
      })
      const [first] = runs

      for (const [index, wanted] of eager.entries())
        expect(distance(wanted, first?.[index])).toBeLessThan(1e-5)
      for (const again of runs) expect(again).toEqual(first)
    }
  })

  it('is unrolled where its activation is another one, and equal then, too', async () => {
    const layer = { kind: 'lstm', options: { units: 4 } } as const
    const original = kinds.lstm
    const changed = (options: Options) =>
      tf.layers.lstm({ ...options, activation: 'relu', recurrentActivation: 'sigmoid' })
    Object.assign(kinds, { lstm: changed })
    const { eager, runs, types } = await runBothWays(layer)
    Object.assign(kinds, { lstm: original })

    expect(types.some((type) => type.startsWith('Layerwright'))).toBe(false)
    for (const [index, wanted] of eager.entries())
      expect(distance(wanted, runs[0]?.[index])).toBeLessThan(1e-5)
  })
})
