import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import type { PreparedTarget } from '../../src/shared/dataset/prepared-data.ts'
import type { EngineName } from '../../src/shared/training/engine.ts'
import { isForValues } from '../../src/shared/training/losses.ts'
import type { OptimizerSpec } from '../../src/shared/training/training-spec.ts'
import { createBatchReader, type BatchData } from '../../src/trainer/dataset/batch-reader.ts'
import { buildModel, readWeights, writeWeights } from '../../src/trainer/network/build-model.ts'
import { chooseStep, type ChoiceParts } from '../../src/trainer/training/choose-step.ts'
import { createLoss } from '../../src/trainer/training/losses.ts'
import { chainOf } from '../trainer/small-data.ts'
import { isNightly } from '../extent.ts'
import { sineNumbers } from './sine-numbers.ts'

const STEPS = 20
const BATCH = 8
const LENGTH = 4
const FEATURES = 5

interface Case {
  readonly loss: 'meanSquaredError' | 'binaryCrossentropy' | 'sparseCategoricalCrossentropy'
  readonly optimizer: keyof typeof optimizers
  /** Each sample is four steps, of which the last two of every other sample do not count. */
  readonly isSequence: boolean
  readonly hasWeights: boolean
  readonly hasClassWeights: boolean
  readonly losses: readonly number[]
  /** Share of the steps that count and are right, before each change of the weights. */
  readonly accuracies: readonly number[]
}
const file = new URL('../fixtures/keras-weights.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }

const optimizers = {
  sgd: { kind: 'sgd', learningRate: 0.05 },
  adam: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-3 }
} satisfies Record<string, OptimizerSpec>
const activations = {
  meanSquaredError: 'linear',
  binaryCrossentropy: 'sigmoid',
  sparseCategoricalCrossentropy: 'softmax'
}

const isCounted = (row: number, place: number): boolean => row % 2 === 0 || place < 2

/** Samples, labels and weights of all steps one after another. */
function dataOf({ loss, isSequence, hasWeights }: Case): BatchData {
  const rowLength = isSequence ? LENGTH : 1
  const values = new Float32Array(STEPS * BATCH * rowLength * FEATURES)
  const labels = new Float32Array(STEPS * BATCH * rowLength)
  const weights = new Float32Array(STEPS * BATCH)
  for (let step = 0; step < STEPS; step += 1) {
    const own = sineNumbers(BATCH * rowLength * FEATURES, 100 + step)
    weights.set(
      sineNumbers(BATCH, 500 + step).map((value, row) => (row === step % BATCH ? 0 : Math.abs(value))),
      step * BATCH
    )
    for (let at = 0; at < BATCH * rowLength; at += 1) {
      const [first = 0, second = 0, third = 0] = own.subarray(at * FEATURES, at * FEATURES + 3)
      const score = first + 0.5 * second
      const code = Number(score > 0) + (loss === 'binaryCrossentropy' ? 0 : Number(third > 0.5))
      const counts = !isSequence || isCounted(Math.floor(at / LENGTH), at % LENGTH)
      if (!counts) own.fill(0, at * FEATURES, (at + 1) * FEATURES)
      labels[step * BATCH * rowLength + at] = !counts ? -1 : isForValues(loss) ? score : code
    }
    values.set(own, step * BATCH * rowLength * FEATURES)
  }
  const classCount = loss === 'binaryCrossentropy' ? 2 : 3
  const target: PreparedTarget = {
    name: 'target',
    classes: isForValues(loss) ? null : Array.from({ length: classCount }, (_, index) => `class ${index}`),
    scaling: null,
    ...(isSequence ? { stepCount: LENGTH, hasUncounted: true } : {})
  }
  return {
    samples: { kind: 'float32', values, sampleSize: rowLength * FEATURES },
    labels,
    weights: hasWeights ? weights : undefined,
    sampleShape: isSequence ? [LENGTH, FEATURES] : [FEATURES],
    target
  }
}

async function openCase(one: Case, residentBytes?: number): Promise<ChoiceParts> {
  const { loss, isSequence, hasClassWeights } = one
  const data = dataOf(one)
  const { target, sampleShape } = data
  const units = loss === 'sparseCategoricalCrossentropy' ? 3 : 1
  const graph = chainOf([
    { kind: 'input' },
    { kind: 'dense', params: { units: 7, activation: 'tanh' } },
    { kind: 'dense', params: { units, activation: activations[loss] } }
  ])
  const classCount = target.classes?.length ?? 0
  const output = isForValues(loss)
    ? ({ kind: 'regression' } as const)
    : isSequence
      ? ({ kind: 'generation', wordCount: classCount, stepCount: LENGTH } as const)
      : ({ kind: 'classification', classCount } as const)
  const { model: spec, problems } = checkNetwork(graph, { inputShape: sampleShape, output })
  if (spec === undefined) throw new Error(JSON.stringify(problems))
  const model = await buildModel(spec, { seed: 1, regularization: { l1: 0, l2: 0 }, loss })
  writeWeights(
    model,
    model.weights.map(({ name, variable }, seed) => {
      return {
        name,
        shape: variable.shape,
        values: sineNumbers(variable.size, seed).map((value) => 0.5 * value)
      }
    })
  )
  return {
    model,
    loss: createLoss(loss, model.head, {
      classWeights: hasClassWeights ? Float32Array.of(0.5, 1, 4) : undefined,
      hasUncounted: target.hasUncounted
    }),
    reader: createBatchReader(data),
    target,
    seed: 1,
    data,
    trainRows: Uint32Array.from({ length: STEPS * BATCH }, (_, row) => row),
    batchSize: BATCH,
    optimizer: optimizers[one.optimizer],
    ...(residentBytes === undefined ? {} : { residentBytes })
  }
}

async function trainOurs(parts: ChoiceParts, engine: EngineName) {
  const start = readWeights(parts.model)
  const { step } = await chooseStep(parts, engine)
  for (let index = 0; index < STEPS; index += 1) {
    const batch = Uint32Array.from({ length: BATCH }, (_, row) => index * BATCH + row)
    await step.run(batch, { step: index, learningRate: parts.optimizer.learningRate })
  }
  const { losses, scores } = await step.readResults()
  step.dispose()
  writeWeights(parts.model, start)
  return { losses: [...losses], accuracies: [...scores].map((score) => score / BATCH) }
}

function expectAlike(ours: Awaited<ReturnType<typeof trainOurs>>, { losses, accuracies }: Case): void {
  for (const [step, loss] of losses.entries())
    expect(Math.abs(loss - (ours.losses[step] ?? NaN))).toBeLessThan(2e-5)
  for (const [step, accuracy] of accuracies.entries()) expect(ours.accuracies[step]).toBeCloseTo(accuracy, 5)
}

const few = ['eager', 'compiled'] as const
const engines = [...few, 'compiled-single-thread', 'xla-epoch'] as const
/** XLA takes seconds to compile each, so that by day one case goes through it. */
const enginesFor = (one: Case) => (isNightly || one === cases.at(-1) ? engines : few)

describe('weighted samples and labels that do not count give the losses that Keras gives', () => {
  it.each(cases)(
    '$loss, $optimizer, sequences: $isSequence, weights: $hasWeights, class weights: $hasClassWeights',
    async (one) => {
      const parts = await openCase(one)
      for (const engine of enginesFor(one)) expectAlike(await trainOurs(parts, engine), one)
      // And where the rows do not stay in the runtime.
      expectAlike(await trainOurs(await openCase(one, 0), 'compiled'), one)
    }
  )
})
