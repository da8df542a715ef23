import { describe, expect, it } from 'vitest'
import { readWeights, writeWeights } from '../src/trainer/network/build-model.ts'
import { createCompiledStep } from '../src/trainer/training/compiled-step/compiled-step.ts'
import { compareGradients, compareWays, openEveryLayer } from '../test/parity/both-ways.ts'
import { networkNames } from '../test/parity/every-layer.ts'
import { lossKinds, openCase, optimizers } from '../test/parity/step-cases.ts'

const starts = Array.from({ length: 20 }, (_, index) => index + 1)
const compiled = ['compiled', 'compiled-single-thread'] as const
const kinds = Object.keys(optimizers) as (keyof typeof optimizers)[]
const MINUTES = 60_000

describe('from twenty random starts', { timeout: 20 * MINUTES }, () => {
  it.each(networkNames.flatMap((network) => compiled.map((engine) => ({ network, engine }))))(
    'loss, gradients and weights through every layer: $network, $engine',
    async ({ network, engine }) => {
      for (const start of starts) {
        const parts = await openEveryLayer(network, start)
        const [step, gradients] = [await compareWays(parts, engine), await compareGradients(parts, engine)]
        parts.model.dispose()

        expect(step.loss).toBeLessThan(1e-5)
        expect(step.worst.share, step.worst.name).toBeLessThan(1e-5)
        expect(gradients.all).toBeLessThan(1e-5)
        // Single small tensors behind many layers lose a digit more, in either way.
        expect(gradients.worst.share, `start ${start}, ${gradients.worst.name}`).toBeLessThan(1e-4)
      }
    }
  )

  it.each((['mlp', 'cnn'] as const).flatMap((network) => kinds.map((optimizer) => ({ network, optimizer }))))(
    'every loss by every optimiser: $network, $optimizer',
    async (one) => {
      for (const loss of lossKinds) {
        for (const start of starts) {
          const parts = await openCase({ ...one, loss, start })
          const { loss: ofLoss, worst } = await compareWays(parts, 'compiled')
          parts.model.dispose()

          expect(ofLoss).toBeLessThan(1e-5)
          expect(worst.share, `${loss}, start ${start}, ${worst.name}`).toBeLessThan(1e-5)
        }
      }
    }
  )

  it.each(kinds)('every loss as a program of XLA: %s', async (optimizer) => {
    for (const loss of lossKinds) {
      const parts = await openCase({ network: 'mlp', optimizer, loss })
      const { worst } = await compareWays(parts, 'xla-epoch')
      parts.model.dispose()

      expect(worst.share, `${loss}, ${worst.name}`).toBeLessThan(1e-5)
    }
  })
})

describe('fifty repeats', { timeout: 20 * MINUTES }, () => {
  const engines = ['compiled', 'compiled-single-thread', 'xla-epoch'] as const
  it.each(engines)('of twenty steps give the same bits: %s', async (engine) => {
    const parts = await openCase({
      network: engine === 'xla-epoch' ? 'mlp' : 'cnn',
      optimizer: 'adam',
      loss: 'sparseCategoricalCrossentropy',
      rowCount: 40
    })
    const step = await createCompiledStep(parts, engine)
    const start = readWeights(parts.model)
    const outcomes = []
    for (let repeat = 0; repeat < 50; repeat += 1) {
      for (let index = 0; index < 20; index += 1) {
        const from = (index % 3) * 16
        await step.run(parts.trainRows.slice(from, from + 16), { step: index, learningRate: 0.01 })
      }
      const { losses } = await step.readResults()
      await step.updateModel()
      outcomes.push({ losses, weights: readWeights(parts.model) })
      writeWeights(parts.model, start)
      await step.reset()
    }
    step.dispose()
    parts.model.dispose()

    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
  })
})
