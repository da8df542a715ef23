import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import type { PreparedTarget } from '../../src/shared/dataset/prepared-data.ts'
import { isForValues } from '../../src/shared/training/losses.ts'
import {
  defaultTraining,
  type LossKind,
  type LossOptions,
  type OptimizerSpec,
  type TrainingSpec
} from '../../src/shared/training/training-spec.ts'
import { createBatchReader } from '../../src/trainer/dataset/batch-reader.ts'
import { buildModel, writeWeights, type BuiltModel } from '../../src/trainer/network/build-model.ts'
import { createLoss } from '../../src/trainer/training/losses.ts'
import { createOptimizer } from '../../src/trainer/training/optimizers.ts'
import { createEagerStep } from '../../src/trainer/training/step.ts'
import { chainOf } from '../trainer/small-data.ts'
import { isNightly } from '../extent.ts'
import { optimizers as stepOptimizers } from './step-cases.ts'
import { sineNumbers } from './sine-numbers.ts'

/** Fifty in the fixture; a wrong rule shows within the first few. */
const STEPS = isNightly ? 50 : 15
const BATCH = 8

/** What a case sets beyond network, loss and optimiser; class weights by code. */
interface Settings extends Partial<
  Pick<TrainingSpec, 'gradientClipping' | 'gradientAccumulation' | 'lossOptions'>
> {
  readonly classWeights?: readonly number[]
}

interface Fixture {
  readonly cases: readonly {
    readonly network: 'mlp' | 'cnn'
    readonly loss: LossKind
    readonly optimizer: keyof typeof optimizers
    readonly losses: readonly number[]
    readonly settings?: Settings
  }[]
}
const file = new URL('../fixtures/keras-training.json', import.meta.url)
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture

/** As the fixture's script has them: Adam with a larger epsilon. */
const optimizers = {
  ...stepOptimizers,
  adam: { ...stepOptimizers.adam, epsilon: 1e-3 }
} satisfies Record<string, OptimizerSpec>

const hidden: Readonly<Record<'mlp' | 'cnn', Parameters<typeof chainOf>[0]>> = {
  mlp: [
    { kind: 'dense', params: { units: 7, activation: 'tanh' } },
    { kind: 'dense', params: { units: 6, activation: 'relu' } }
  ],
  cnn: [
    {
      kind: 'conv2d',
      params: { filters: 3, kernelHeight: 3, kernelWidth: 3, padding: 'same', activation: 'relu' }
    },
    { kind: 'batchNormalization', params: { momentum: 0.9, epsilon: 0.001 } },
    { kind: 'maxPooling2d' },
    { kind: 'flatten' }
  ]
}
const shapes = { mlp: [5], cnn: [6, 6, 1] }

const outputs = {
  meanSquaredError: { units: 1, activation: 'linear' },
  meanAbsoluteError: { units: 1, activation: 'linear' },
  binaryCrossentropy: { units: 1, activation: 'sigmoid' },
  categoricalCrossentropy: { units: 3, activation: 'softmax' },
  sparseCategoricalCrossentropy: { units: 3, activation: 'softmax' },
  huber: { units: 1, activation: 'linear' },
  logCosh: { units: 1, activation: 'linear' },
  poisson: { units: 1, activation: 'softplus' },
  binaryFocalCrossentropy: { units: 1, activation: 'sigmoid' },
  categoricalFocalCrossentropy: { units: 3, activation: 'softmax' }
} satisfies Record<LossKind, object>

/** The numbers of losses that have some, as the fixture's script gives them to Keras. */
const lossOptions: Partial<Record<LossKind, LossOptions>> = {
  huber: { ...defaultTraining.lossOptions, huberDelta: 0.5 },
  categoricalFocalCrossentropy: { ...defaultTraining.lossOptions, focalGamma: 1.5 }
}

async function buildStart(network: 'mlp' | 'cnn', loss: LossKind): Promise<BuiltModel> {
  const { units, activation } = outputs[loss]
  const graph = chainOf([
    { kind: 'input' },
    ...hidden[network],
    { kind: 'dense', params: { units, activation } }
  ])
  const output = isForValues(loss)
    ? ({ kind: 'regression' } as const)
    : ({ kind: 'classification', classCount: units === 1 ? 2 : units } as const)
  const { model: spec, problems } = checkNetwork(graph, { inputShape: shapes[network], output })
  if (spec === undefined) throw new Error(JSON.stringify(problems))
  const model = await buildModel(spec, { seed: 1, regularization: { l1: 0, l2: 0 }, loss })
  const start = model.weights.map(({ name, variable }, seed) => {
    const isKept = /moving|gamma|beta/u.test(name)
    const values = isKept
      ? Float32Array.from(variable.dataSync())
      : sineNumbers(variable.size, seed).map((value) => 0.5 * value)
    return { name, shape: variable.shape, values }
  })
  writeWeights(model, start)
  return model
}

/** Samples of all steps one after another, and what is to be said of each. */
function samplesFor(network: 'mlp' | 'cnn', loss: LossKind) {
  const sampleSize = shapes[network].reduce((size, length) => size * length, 1)
  const values = new Float32Array(STEPS * BATCH * sampleSize)
  for (let step = 0; step < STEPS; step += 1) {
    values.set(sineNumbers(BATCH * sampleSize, 100 + step), step * BATCH * sampleSize)
  }
  const labels = Float32Array.from({ length: STEPS * BATCH }, (_, row) => {
    const [first = 0, second = 0, third = 0] = values.subarray(row * sampleSize, row * sampleSize + 3)
    const score = first + 0.5 * second
    if (isForValues(loss)) return loss === 'poisson' ? Math.abs(score) : score
    return Number(score > 0) + (outputs[loss].units === 1 ? 0 : Number(third > 0.5))
  })
  return { samples: { kind: 'float32' as const, values, sampleSize }, labels }
}

async function trainOurs(
  network: 'mlp' | 'cnn',
  loss: LossKind,
  optimizer: OptimizerSpec,
  settings: Settings = {}
): Promise<number[]> {
  const model = await buildStart(network, loss)
  const classCount = outputs[loss].units === 1 ? 2 : 3
  const classes = isForValues(loss)
    ? null
    : Array.from({ length: classCount }, (_, index) => `class ${index}`)
  const target: PreparedTarget = { name: 'target', classes, scaling: null }
  const reader = createBatchReader({ ...samplesFor(network, loss), sampleShape: shapes[network], target })
  const step = createEagerStep({
    model,
    loss: createLoss(loss, model.head, {
      options: settings.lossOptions ?? lossOptions[loss],
      classWeights: settings.classWeights && Float32Array.from(settings.classWeights)
    }),
    optimizer: createOptimizer(optimizer, model.variables, {
      clipping: settings.gradientClipping ?? null,
      accumulation: settings.gradientAccumulation ?? 1
    }),
    reader,
    target,
    seed: 1
  })
  for (let index = 0; index < STEPS; index += 1) {
    await step.run(
      Uint32Array.from({ length: BATCH }, (_, row) => index * BATCH + row),
      { step: index, learningRate: optimizer.learningRate }
    )
  }
  return [...(await step.readResults()).losses]
}

describe('training gives the losses that Keras gives', () => {
  it.each(fixture.cases)('$network, $loss, $optimizer, $settings', async (one) => {
    const { network, loss, optimizer, losses, settings } = one
    const ours = await trainOurs(network, loss, optimizers[optimizer], settings)
    const worst = Math.max(...ours.map((found, step) => Math.abs(found - (losses[step] ?? NaN))))

    expect(ours).toHaveLength(STEPS)
    expect(Math.abs((losses[0] ?? NaN) - (ours[0] ?? NaN))).toBeLessThan(1e-5)
    expect(worst).toBeLessThan(1e-4)
  })
})
