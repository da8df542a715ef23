import { describe, expect, it } from 'vitest'
import type { EngineName } from '../../src/shared/training/engine.ts'
import { defaultTraining } from '../../src/shared/training/training-spec.ts'
import { readWeights, writeWeights } from '../../src/trainer/network/build-model.ts'
import { chooseStep, type ChoiceParts } from '../../src/trainer/training/choose-step.ts'
import { distance } from '../../src/trainer/training/compare-step.ts'
import type { GradientPlan } from '../../src/trainer/training/optimizers.ts'
import { createLoss } from '../../src/trainer/training/losses.ts'
import { isNightly } from '../extent.ts'
import { openCase } from './step-cases.ts'

const plans: Readonly<Record<string, GradientPlan>> = {
  'by value': { clipping: { by: 'value', limit: 0.01 }, accumulation: 1 },
  'by norm': { clipping: { by: 'norm', limit: 0.05 }, accumulation: 1 },
  'by global norm': { clipping: { by: 'global-norm', limit: 0.05 }, accumulation: 1 },
  'of three batches': { clipping: null, accumulation: 3 },
  'of two batches, clipped': { clipping: { by: 'global-norm', limit: 0.05 }, accumulation: 2 }
}
const optimizers = ['sgd', 'adam', 'nadam'] as const
const few = ['adam'] as const
const cases = Object.keys(plans).flatMap((plan) =>
  (['mlp', 'cnn'] as const).flatMap((network) =>
    (isNightly || network === 'mlp' ? optimizers : few).map((optimizer) => ({ plan, network, optimizer }))
  )
)

/** Weights and losses after steps with a learning rate that changes, from the model's weights, which are put back. */
async function outcomeOf(parts: ChoiceParts, engine: EngineName, count: number) {
  const start = readWeights(parts.model)
  const { step } = await chooseStep(parts, engine)
  for (let index = 0; index < count; index += 1) {
    const batch = index % 2 === 0 ? parts.trainRows.slice(0, 16) : parts.trainRows.slice(16)
    await step.run(batch, { step: index, learningRate: parts.optimizer.learningRate / (1 + index) })
  }
  const { losses } = await step.readResults()
  await step.updateModel()
  step.dispose()
  const weights = readWeights(parts.model)
  writeWeights(parts.model, start)
  return { losses: [...losses], weights, start }
}

describe('gradients that are clipped or put together', () => {
  it.each(cases)('change the weights alike in both ways: $plan, $network, $optimizer', async (one) => {
    const gradients = plans[one.plan]
    if (gradients === undefined) throw new Error('There is no such plan.')
    const parts = { ...(await openCase({ ...one, loss: 'sparseCategoricalCrossentropy' })), gradients }
    const eager = await outcomeOf(parts, 'eager', 7)
    const compiled = await outcomeOf(parts, 'compiled', 7)

    expect(distance(eager.weights, compiled.weights)).toBeLessThan(1e-5)
    for (const [index, loss] of eager.losses.entries())
      expect(Math.abs(loss - (compiled.losses[index] ?? NaN))).toBeLessThan(1e-5 * loss)
  })

  it.each([
    'binaryFocalCrossentropy',
    'categoricalFocalCrossentropy',
    'sparseCategoricalCrossentropy'
  ] as const)('change alike with smoothed labels and weighted classes: %s', async (kind) => {
    const opened = await openCase({ network: 'mlp', optimizer: 'adam', loss: kind })
    const options = { ...defaultTraining.lossOptions, labelSmoothing: 0.1 }
    const classWeights = Float32Array.of(0.5, 1, 4)
    const parts = { ...opened, loss: createLoss(kind, opened.model.head, { options, classWeights }) }
    const eager = await outcomeOf(parts, 'eager', 7)
    const compiled = await outcomeOf(parts, 'compiled', 7)

    expect(distance(eager.weights, compiled.weights)).toBeLessThan(1e-5)
  })

  it.each(['eager', 'compiled'] as const)(
    'leave the weights as they are until the last batch: %s',
    async (engine) => {
      const opened = await openCase({
        network: 'mlp',
        optimizer: 'sgd',
        loss: 'sparseCategoricalCrossentropy'
      })
      const parts = { ...opened, gradients: { clipping: null, accumulation: 3 } }
      const two = await outcomeOf(parts, engine, 2)
      const three = await outcomeOf(parts, engine, 3)

      expect(two.weights).toEqual(two.start)
      expect(distance(three.start, three.weights)).toBeGreaterThan(0)
    }
  )
})
