import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import { setFrozen } from '../../src/shared/network/graph-edits.ts'
import type { PreparedTarget } from '../../src/shared/dataset/prepared-data.ts'
import type { EngineName } from '../../src/shared/training/engine.ts'
import type { OptimizerSpec } from '../../src/shared/training/training-spec.ts'
import { createBatchReader } from '../../src/trainer/dataset/batch-reader.ts'
import {
  buildModel,
  readWeights,
  writeWeights,
  type BuiltModel
} from '../../src/trainer/network/build-model.ts'
import { chooseStep, type ChoiceParts } from '../../src/trainer/training/choose-step.ts'
import { createLoss } from '../../src/trainer/training/losses.ts'
import { chainOf } from '../trainer/small-data.ts'
import { optimizers } from './step-cases.ts'
import { sineNumbers } from './sine-numbers.ts'

const BATCH = 8

type NetworkName = 'mlp' | 'cnn' | 'ways'

interface Fixture {
  readonly cases: readonly {
    readonly network: NetworkName
    /** Places of the frozen layers. */
    readonly frozen: readonly number[]
    readonly optimizer: 'sgd' | 'adamw'
    /** How many numbers are trained. */
    readonly trainable: number
    readonly losses: readonly number[]
    /** Of each weight after the last step. */
    readonly sums: readonly number[]
  }[]
}
type Case = Fixture['cases'][number]
const file = new URL('../fixtures/keras-frozen.json', import.meta.url)
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture

interface Network {
  readonly shape: number[]
  readonly layers: Parameters<typeof chainOf>[0]
}

const last = { kind: 'dense', params: { units: 3, activation: 'softmax' } } as const

/** As the fixture's script has them. */
const networks: Readonly<Record<NetworkName, Network>> = {
  mlp: {
    shape: [5],
    layers: [
      { kind: 'dense', params: { units: 7, activation: 'tanh' } },
      { kind: 'dense', params: { units: 6, activation: 'relu' } },
      last
    ]
  },
  cnn: {
    shape: [6, 6, 1],
    layers: [
      {
        kind: 'conv2d',
        params: { filters: 3, kernelHeight: 3, kernelWidth: 3, padding: 'same', activation: 'relu' }
      },
      { kind: 'batchNormalization', params: { momentum: 0.9, epsilon: 0.001 } },
      { kind: 'maxPooling2d' },
      { kind: 'flatten' },
      last
    ]
  },
  ways: {
    shape: [24],
    layers: [
      { kind: 'reshape', params: { targetShape: '6 × 4' } },
      { kind: 'bidirectional', params: { units: 3, returnSequences: true } },
      { kind: 'gru', params: { units: 4 } },
      last
    ]
  }
}

async function buildStart({ network, frozen }: Case): Promise<BuiltModel> {
  const { layers, shape } = networks[network]
  const drawn = chainOf([{ kind: 'input' }, ...layers])
  const ids = drawn.nodes.flatMap(({ id }, place) => (frozen.includes(place) ? [id] : []))
  const { model: spec, problems } = checkNetwork(setFrozen(drawn, ids, true), {
    inputShape: shape,
    output: { kind: 'classification', classCount: 3 }
  })
  if (spec === undefined) throw new Error(JSON.stringify(problems))
  const regularization = { l1: 0, l2: 0.01 }
  const model = await buildModel(spec, { seed: 1, regularization, loss: 'sparseCategoricalCrossentropy' })
  writeWeights(
    model,
    model.weights.map(({ name, variable }, seed) => ({
      name,
      shape: variable.shape,
      values: sineNumbers(variable.size, seed).map((value) =>
        name.endsWith('moving_variance') ? 1 + Math.abs(0.5 * value) : 0.5 * value
      )
    }))
  )
  return model
}

function partsOf(model: BuiltModel, one: Case): ChoiceParts {
  const { shape } = networks[one.network]
  const sampleSize = shape.reduce((size, length) => size * length, 1)
  const stepCount = one.losses.length
  const values = new Float32Array(stepCount * BATCH * sampleSize)
  for (let step = 0; step < stepCount; step += 1) {
    values.set(sineNumbers(BATCH * sampleSize, 100 + step), step * BATCH * sampleSize)
  }
  const labels = Float32Array.from({ length: stepCount * BATCH }, (_, row) => {
    const [first = 0, second = 0, third = 0] = values.subarray(row * sampleSize, row * sampleSize + 3)
    return Number(first + 0.5 * second > 0) + Number(third > 0.5)
  })
  const target: PreparedTarget = { name: 'target', classes: ['a', 'b', 'c'], scaling: null }
  const samples = { kind: 'float32' as const, values, sampleSize }
  const data = { samples, labels, sampleShape: shape, target }
  const optimizer: OptimizerSpec = optimizers[one.optimizer]
  return {
    model,
    loss: createLoss('sparseCategoricalCrossentropy', model.head),
    reader: createBatchReader(data),
    target,
    seed: 1,
    data,
    trainRows: Uint32Array.from({ length: stepCount * BATCH }, (_, row) => row),
    batchSize: BATCH,
    optimizer
  }
}

/** Losses of all steps, the weights before and after them, and the names of what the optimiser keeps. */
async function trainOurs(one: Case, engine: EngineName) {
  const model = await buildStart(one)
  const before = readWeights(model).map(({ name, values }) => ({ name, values: Float32Array.from(values) }))
  const parts = partsOf(model, one)
  const { step } = await chooseStep(parts, engine)
  try {
    for (const [index] of one.losses.entries()) {
      const batch = Uint32Array.from({ length: BATCH }, (_, row) => index * BATCH + row)
      await step.run(batch, { step: index, learningRate: parts.optimizer.learningRate })
    }
    const { losses } = await step.readResults()
    await step.updateModel()
    const after = readWeights(model).map(({ name, values }) => ({ name, values: Float32Array.from(values) }))
    return { model, before, after, losses: [...losses], slots: await step.readState() }
  } finally {
    step.dispose()
    model.dispose()
  }
}

const sumOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0)

const engines = ['eager', 'compiled'] as const
const cases = fixture.cases.flatMap((one) => engines.map((engine) => ({ ...one, engine })))
const [ofXla] = fixture.cases.filter(({ network, optimizer }) => network === 'mlp' && optimizer === 'adamw')

describe('a network with frozen layers learns as in Keras', () => {
  it.each([...cases, ...(ofXla === undefined ? [] : [{ ...ofXla, engine: 'xla-epoch' as const }])])(
    '$network, frozen $frozen, $optimizer, $engine',
    async ({ engine, ...one }) => {
      const { model, before, after, losses, slots } = await trainOurs(one, engine)
      const worst = Math.max(...one.losses.map((wanted, step) => Math.abs(wanted - (losses[step] ?? NaN))))
      const frozenNames = one.frozen.map((place) => {
        const layer = networks[one.network].layers[place - 1]
        return `${layer?.kind ?? ''}_${place}/`
      })
      const ofFrozen = ({ name }: { readonly name: string }): boolean =>
        frozenNames.some((start) => name.startsWith(start))

      expect(worst).toBeLessThan(1e-4)
      expect(model.variables.reduce((sum, { size }) => sum + size, 0)).toBe(one.trainable)
      for (const [index, { values }] of after.entries())
        expect(Math.abs(sumOf(values) - (one.sums[index] ?? NaN))).toBeLessThan(1e-3)
      expect(before.filter(ofFrozen).length).toBeGreaterThan(0)
      expect(after.filter(ofFrozen)).toEqual(before.filter(ofFrozen))
      expect(after.filter((weight) => !ofFrozen(weight))).not.toEqual(
        before.filter((weight) => !ofFrozen(weight))
      )
      expect(slots.filter(ofFrozen)).toEqual([])
    }
  )
})
