import { describe, expect, it } from 'vitest'
import type { EngineName } from '../../../src/shared/training/engine.ts'
import { readWeights, writeWeights } from '../../../src/trainer/network/build-model.ts'
import { chooseStep } from '../../../src/trainer/training/choose-step.ts'
import { plainGradients } from '../../../src/trainer/training/optimizers.ts'
import type { TrainingStep } from '../../../src/trainer/training/step.ts'
import { isNightly } from '../../extent.ts'
import { openCase, optimizers } from '../../parity/step-cases.ts'

const kinds = Object.keys(optimizers) as (keyof typeof optimizers)[]
// XLA takes seconds to compile each.
const few: typeof kinds = ['adam']
const kindsFor = (engine: EngineName): typeof kinds => {
  if (engine === 'xla-epoch') return few
  return isNightly || engine !== 'compiled-single-thread' ? kinds : few
}
const engines: readonly EngineName[] = ['compiled', 'compiled-single-thread', 'xla-epoch', 'eager']

/** Runs steps from one number to another, each with other rows. */
async function runSteps(step: TrainingStep, first: number, last: number): Promise<void> {
  for (let index = first; index <= last; index += 1) {
    await step.run(
      Uint32Array.from({ length: 8 }, (_, row) => (row * 5 + index * 3) % 24),
      { step: index, learningRate: 0.01 / (1 + index) }
    )
  }
  await step.readResults()
  await step.updateModel()
}

async function open(kind: keyof typeof optimizers, engine: EngineName, gradients = plainGradients) {
  const opened = await openCase({
    network: engine === 'xla-epoch' ? 'mlp' : 'cnn',
    optimizer: kind,
    loss: 'sparseCategoricalCrossentropy',
    batchSize: 8
  })
  const { step } = await chooseStep({ ...opened, gradients }, engine)
  return { model: opened.model, step }
}

describe.each(engines)('the state of a step, %s', (engine) => {
  it.each(kindsFor(engine))(
    'put into another step gives the bits of an uninterrupted training: %s',
    async (kind) => {
      const whole = await open(kind, engine)
      await runSteps(whole.step, 0, 4)
      const weights = readWeights(whole.model)
      const state = await whole.step.readState()
      await runSteps(whole.step, 5, 9)

      const continued = await open(kind, engine)
      writeWeights(continued.model, weights)
      await continued.step.writeState(state)
      expect(await continued.step.readState()).toEqual(state)
      await runSteps(continued.step, 5, 9)
      expect(readWeights(continued.model)).toEqual(readWeights(whole.model))
      expect(await continued.step.readState()).toEqual(await whole.step.readState())
      for (const { step, model } of [whole, continued]) {
        step.dispose()
        model.dispose()
      }
    }
  )

  // The two others have no operation that leaves a step's update out.
  it.runIf(engine === 'compiled' || engine === 'eager')(
    'holds the gradients gathered since the last update',
    async () => {
      const gradients = { clipping: null, accumulation: 4 }
      const whole = await open('adam', engine, gradients)
      await runSteps(whole.step, 0, 5)
      const weights = readWeights(whole.model)
      const state = await whole.step.readState()
      await runSteps(whole.step, 6, 9)

      const continued = await open('adam', engine, gradients)
      writeWeights(continued.model, weights)
      await continued.step.writeState(state)
      await runSteps(continued.step, 6, 9)
      expect(readWeights(continued.model)).toEqual(readWeights(whole.model))
      for (const { step, model } of [whole, continued]) {
        step.dispose()
        model.dispose()
      }
    }
  )

  it.runIf(isNightly || engine !== 'xla-epoch')('is refused where it is of another optimiser', async () => {
    const adam = await open('adam', engine)
    const rmsprop = await open('rmsprop', engine)
    const state = await rmsprop.step.readState()
    await expect(adam.step.writeState(state)).rejects.toThrow('mean')
    await expect(adam.step.writeState(state.slice(1))).rejects.toThrow('another optimiser')
    for (const { step, model } of [adam, rmsprop]) {
      step.dispose()
      model.dispose()
    }
  })
})

it('has the same names and shapes in every engine', async () => {
  const [compiled, eager] = [await open('adam', 'compiled'), await open('adam', 'eager')]
  const namesOf = async (step: TrainingStep) =>
    (await step.readState()).map(({ name, shape }) => `${name} ${shape.join('×')}`)
  const names = await namesOf(eager.step)
  expect(names).toContain('conv2d_1/kernel/meanSquare 3×3×2×4')
  expect(await namesOf(compiled.step)).toEqual(names)
  for (const { step, model } of [compiled, eager]) {
    step.dispose()
    model.dispose()
  }
})
