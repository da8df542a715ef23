import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import type { EngineName } from '../../src/shared/training/engine.ts'
import type { OptimizerSpec } from '../../src/shared/training/training-spec.ts'
import { createBatchReader, type BatchData } from '../../src/trainer/dataset/batch-reader.ts'
import { buildModel, readWeights, writeWeights } from '../../src/trainer/network/build-model.ts'
import { chooseStep, type ChoiceParts } from '../../src/trainer/training/choose-step.ts'
import { createLoss } from '../../src/trainer/training/losses.ts'
import { chainOf } from '../trainer/small-data.ts'
import { isNightly } from '../extent.ts'
import { sineNumbers } from './sine-numbers.ts'

const STEPS = 50
const BATCH = 8
const LENGTH = 9
const WORDS = 11

interface Fixture {
  readonly cases: readonly {
    readonly network: keyof typeof networks
    readonly optimizer: keyof typeof optimizers
    readonly losses: readonly number[]
  }[]
}
const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/keras-sequences.json', import.meta.url), 'utf8')
) as Fixture

const optimizers = {
  sgd: { kind: 'sgd', learningRate: 0.1 },
  adam: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-3 }
} satisfies Record<string, OptimizerSpec>

type Links = Parameters<typeof chainOf>[0]

const words = { kind: 'embedding', params: { inputDim: WORDS, outputDim: 6, maskZero: true } }
const block = { numHeads: 2, feedForward: 12, dropout: 0 }
const encoder = (normFirst: boolean): Links => [
  { kind: 'embedding', params: { inputDim: WORDS, outputDim: 8, maskZero: true } },
  { kind: 'positionEmbedding' },
  { kind: 'transformerEncoder', params: { ...block, normFirst } },
  { kind: 'globalAveragePooling1d' }
]
const networks = {
  lstm: [words, { kind: 'lstm', params: { units: 7 } }],
  gru: [words, { kind: 'gru', params: { units: 7 } }],
  bidirectional: [words, { kind: 'bidirectional', params: { units: 5 } }],
  encoder: encoder(false),
  'encoder-norm-first': encoder(true)
} satisfies Record<string, Links>

/** Tokens of all steps one after another, padded, and what is to be said of each row. */
function paddedTokens(): Pick<BatchData, 'samples' | 'labels'> {
  const values = new Float32Array(STEPS * BATCH * LENGTH)
  for (let step = 0; step < STEPS; step += 1) {
    for (const [place, number] of sineNumbers(BATCH * LENGTH, 100 + step).entries()) {
      const row = Math.floor(place / LENGTH)
      const isPadding = place % LENGTH >= 3 + ((row + step) % 7)
      const token = 1 + Math.floor(((number + 1) / 2) * (WORDS - 1.001))
      values[step * BATCH * LENGTH + place] = isPadding ? 0 : token
    }
  }
  const labels = Float32Array.from({ length: STEPS * BATCH }, (_, row) => {
    const tokens = values.subarray(row * LENGTH, (row + 1) * LENGTH)
    return tokens.reduce((sum, token) => sum + token, 0) % 3
  })
  return { samples: { kind: 'float32', values, sampleSize: LENGTH }, labels }
}

async function openCase({ network, optimizer }: Fixture['cases'][number]): Promise<ChoiceParts> {
  const { model: spec, problems } = checkNetwork(
    chainOf([
      { kind: 'input' },
      ...networks[network],
      { kind: 'dense', params: { units: 3, activation: 'softmax' } }
    ]),
    { inputShape: [LENGTH], output: { kind: 'classification', classCount: 3 } }
  )
  if (spec === undefined) throw new Error(JSON.stringify(problems))
  const loss = 'sparseCategoricalCrossentropy'
  const model = await buildModel(spec, { seed: 1, regularization: { l1: 0, l2: 0 }, loss })
  writeWeights(
    model,
    readWeights(model).map((weight, seed) =>
      /gamma|beta/u.test(weight.name)
        ? weight
        : { ...weight, values: sineNumbers(weight.values.length, seed).map((value) => 0.5 * value) }
    )
  )
  const target = { name: 'class', classes: ['a', 'b', 'c'], scaling: null }
  const data: BatchData = { ...paddedTokens(), sampleShape: [LENGTH], target }
  return {
    model,
    loss: createLoss(loss, model.head),
    reader: createBatchReader(data),
    target,
    seed: 1,
    data,
    trainRows: Uint32Array.from({ length: STEPS * BATCH }, (_, row) => row),
    batchSize: BATCH,
    optimizer: optimizers[optimizer]
  }
}

async function lossesOf(parts: ChoiceParts, engine: EngineName): Promise<Float32Array> {
  const { step } = await chooseStep(parts, engine)
  for (let index = 0; index < STEPS; index += 1) {
    await step.run(
      Uint32Array.from({ length: BATCH }, (_, row) => index * BATCH + row),
      { step: index, learningRate: parts.optimizer.learningRate }
    )
  }
  const { losses } = await step.readResults()
  step.dispose()
  return losses
}

/** Every network compiled; two of them also with each operation by itself, which takes long: by day with Adam only. */
const cases = fixture.cases.flatMap((one) => {
  const isLong = ['lstm', 'encoder'].includes(one.network) && (isNightly || one.optimizer === 'adam')
  const engines = isLong ? (['compiled', 'eager'] as const) : (['compiled'] as const)
  return engines.map((engine) => ({ ...one, engine }))
})

describe('training on padded sequences gives the losses that Keras gives', () => {
  it.each(cases)('$network, $optimizer, $engine', async ({ engine, ...one }) => {
    const parts = await openCase(one)
    const ours = await lossesOf(parts, engine)
    parts.model.dispose()

    expect(ours).toHaveLength(STEPS)
    expect(Math.abs((one.losses[0] ?? NaN) - (ours[0] ?? NaN))).toBeLessThan(1e-5)
    expect(
      Math.max(...one.losses.map((expected, step) => Math.abs(expected - (ours[step] ?? NaN))))
    ).toBeLessThan(1e-4)
  })
})
