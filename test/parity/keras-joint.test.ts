import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import { setAnswers } from '../../src/shared/network/graph-edits.ts'
import type { PreparedTarget } from '../../src/shared/dataset/prepared-data.ts'
import type { EngineName } from '../../src/shared/training/engine.ts'
import { createBatchReader } from '../../src/trainer/dataset/batch-reader.ts'
import { buildModel, readWeights, writeWeights } from '../../src/trainer/network/build-model.ts'
import { withAuxiliaryLosses } from '../../src/trainer/network/model-training.ts'
import { chooseStep } from '../../src/trainer/training/choose-step.ts'
import { createModelLoss } from '../../src/trainer/training/joint-loss.ts'
import { draw, id } from '../shared/network/draw.ts'
import { isNightly } from '../extent.ts'
import { sineNumbers } from './sine-numbers.ts'

const BATCH = 8
const ROW = 5

interface Fixture {
  readonly cases: readonly {
    /** Of the class, and of the value. */
    readonly weights: readonly [number, number]
    /** Whether samples count differently. */
    readonly weighted: boolean
    readonly losses: readonly number[]
    /** Of each weight after the last step. */
    readonly sums: readonly number[]
  }[]
}
type Case = Fixture['cases'][number]
const file = new URL('../fixtures/keras-joint.json', import.meta.url)
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture

const target: PreparedTarget = {
  name: 'kind',
  classes: ['a', 'b', 'c'],
  scaling: null,
  auxiliaries: [{ name: 'value', classes: null, scaling: null }]
}

/** As the fixture's script has it. */
const drawn = setAnswers(
  draw(
    [
      ['input', 'input'],
      ['shared', 'dense', { units: 7, activation: 'tanh' }],
      ['own', 'dense', { units: 6, activation: 'relu' }],
      ['value', 'dense', { units: 1, activation: 'linear' }],
      ['kind', 'dense', { units: 3, activation: 'softmax' }]
    ],
    ['input > shared > own > value', 'shared > kind']
  ),
  id('value'),
  'value'
)

const order = ['shared', 'own', 'value', 'kind']

async function openCase({ weights: [ofKind, ofValue], weighted, losses }: Case) {
  const { model: spec, problems } = checkNetwork(drawn, {
    inputShape: [ROW],
    output: {
      kind: 'classification',
      classCount: 3,
      auxiliaries: [{ name: 'value', output: { kind: 'regression' } }]
    }
  })
  if (spec === undefined) throw new Error(JSON.stringify(problems))
  const plan = withAuxiliaryLosses(
    {
      seed: 1,
      regularization: { l1: 0, l2: 0 },
      loss: 'sparseCategoricalCrossentropy' as const,
      auxiliaryLosses: { value: 'huber' as const },
      lossWeights: { kind: ofKind, value: ofValue }
    },
    spec,
    target
  )
  const model = await buildModel(spec, plan)
  writeWeights(
    model,
    model.weights.map(({ name, variable }) => {
      const [layer = '', part] = name.split('/')
      const seed = 2 * order.indexOf(layer) + Number(part === 'bias')
      return { name, shape: variable.shape, values: sineNumbers(variable.size, seed).map((one) => 0.5 * one) }
    })
  )
  const rowCount = losses.length * BATCH
  const values = new Float32Array(rowCount * ROW)
  for (const step of losses.keys()) values.set(sineNumbers(BATCH * ROW, 100 + step), step * BATCH * ROW)
  const labels = Float32Array.from({ length: rowCount * 2 }, (_, at) => {
    const row = at >> 1
    const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = values.subarray(
      row * ROW,
      row * ROW + ROW
    )
    return at % 2 === 0 ? Number(first + 0.5 * second > 0) + Number(third > 0.5) : 3 * fourth - fifth
  })
  const counts = Float32Array.from({ length: rowCount }, (_, row) =>
    (values[row * ROW + 1] ?? 0) > 0 ? 2 : 0.5
  )
  const samples = { kind: 'float32' as const, values, sampleSize: ROW }
  const data = { samples, labels, sampleShape: [ROW], target, ...(weighted && { weights: counts }) }
  return {
    model,
    loss: createModelLoss(plan, model, target).loss,
    reader: createBatchReader(data),
    target,
    seed: 1,
    data,
    trainRows: Uint32Array.from({ length: rowCount }, (_, row) => row),
    batchSize: BATCH,
    optimizer: { kind: 'adam' as const, learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }
  }
}

async function trainOurs(one: Case, engine: EngineName) {
  const parts = await openCase(one)
  const { step } = await chooseStep(parts, engine)
  try {
    for (const index of one.losses.keys()) {
      const batch = Uint32Array.from({ length: BATCH }, (_, row) => index * BATCH + row)
      await step.run(batch, { step: index, learningRate: parts.optimizer.learningRate })
    }
    const { losses } = await step.readResults()
    await step.updateModel()
    const weights = new Map(
      readWeights(parts.model).map(({ name, values }) => [name, Float32Array.from(values)])
    )
    return { losses, weights }
  } finally {
    step.dispose()
    parts.model.dispose()
  }
}

const few = ['eager', 'compiled'] as const
/** XLA takes seconds to compile each, so that by day one case goes through it. */
const enginesFor = ({ weighted }: Case) => (isNightly || weighted ? ([...few, 'xla-epoch'] as const) : few)

describe('a network with two outputs learns as in Keras', () => {
  it.each(fixture.cases.flatMap((one) => enginesFor(one).map((engine) => ({ ...one, engine }))))(
    'loss weights $weights, weighted samples $weighted, $engine',
    async ({ engine, ...one }) => {
      const { losses, weights } = await trainOurs(one, engine)
      const worst = Math.max(...one.losses.map((wanted, step) => Math.abs(wanted - (losses[step] ?? NaN))))
      const sums = order.flatMap((layer) =>
        ['kernel', 'bias'].map((part) =>
          weights.get(`${layer}/${part}`)?.reduce((sum, value) => sum + value, 0)
        )
      )

      expect(worst).toBeLessThan(1e-4)
      for (const [index, wanted] of one.sums.entries())
        expect(Math.abs((sums[index] ?? NaN) - wanted)).toBeLessThan(1e-3)
    }
  )
})
