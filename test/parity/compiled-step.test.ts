import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/shared/core/random.ts'
import type { EngineName } from '../../src/shared/training/engine.ts'
import type { RunEvent } from '../../src/shared/training/run-events.ts'
import { defaultTraining } from '../../src/shared/training/training-spec.ts'
import { readWeights, writeWeights, type WeightArray } from '../../src/trainer/network/build-model.ts'
import { tf } from '../../src/trainer/runtime/load-tensorflow.ts'
import { batchesOf } from '../../src/trainer/training/batch-order.ts'
import { chooseStep, type ChoiceParts } from '../../src/trainer/training/choose-step.ts'
import { distance } from '../../src/trainer/training/compare-step.ts'
import { createCompiledStep } from '../../src/trainer/training/compiled-step/compiled-step.ts'
import { fit } from '../../src/trainer/training/fit.ts'
import type { TrainingStep } from '../../src/trainer/training/step.ts'
import { unkeptTraining } from '../trainer/unkept-training.ts'
import { starts } from '../extent.ts'
import { lossKinds, openCase, optimizers, type StepCase } from './step-cases.ts'

const networks = ['mlp', 'cnn'] as const
const names = Object.keys(optimizers) as (keyof typeof optimizers)[]
const sequences = ['lstm', 'gru', 'ways', 'encoder', 'decoder'] as const
/** Every optimiser with one loss, and every loss with one optimiser; all with all in test-nightly. */
const pairs = [
  ...names.map((optimizer) => ({ optimizer, loss: 'sparseCategoricalCrossentropy' as const })),
  ...lossKinds.map((loss) => ({ optimizer: 'adam' as const, loss }))
]
const cases = networks.flatMap((network) => pairs.map((pair) => ({ network, ...pair })))

interface Outcome {
  readonly losses: readonly number[]
  readonly scores: readonly number[]
  readonly weights: readonly WeightArray[]
}

/** Some steps over batches in order, from the model's weights, which are put back afterwards. */
async function outcomeOf(step: TrainingStep, parts: ChoiceParts, count = 1): Promise<Outcome> {
  const start = readWeights(parts.model)
  const batches = [...batchesOf(parts.trainRows, parts.batchSize)]
  for (let index = 0; index < count; index += 1) {
    const batch = batches[index % batches.length]
    if (batch !== undefined)
      await step.run(batch, { step: index, learningRate: parts.optimizer.learningRate })
  }
  const { losses, scores } = await step.readResults()
  await step.updateModel()
  const weights = readWeights(parts.model)
  writeWeights(parts.model, start)
  return { losses: [...losses], scores: [...scores], weights }
}

async function withStep<Result>(
  parts: ChoiceParts,
  engine: EngineName,
  work: (step: TrainingStep) => Promise<Result>
): Promise<Result> {
  const { step } = await chooseStep(parts, engine)
  try {
    return await work(step)
  } finally {
    step.dispose()
  }
}

const bothOf = async (parts: ChoiceParts, count: number, engine: EngineName = 'compiled') => ({
  eager: await withStep(parts, 'eager', (step) => outcomeOf(step, parts, count)),
  compiled: await withStep(parts, engine, (step) => outcomeOf(step, parts, count))
})

/** Of the tensor that differs most, so that a wrong small one does not hide behind large ones. */
const worstOf = ({ eager, compiled }: { eager: Outcome; compiled: Outcome }): number =>
  Math.max(
    ...eager.weights.map((wanted, index) => distance([wanted], compiled.weights.slice(index, index + 1)))
  )

// From one start; from twenty in test-nightly.
describe('a compiled step gives what its operations give one by one', () => {
  it.each(cases)('$network, $optimizer, $loss', async (one) => {
    const parts = await openCase(one)
    const both = await bothOf(parts, 1)
    const [wanted = NaN] = both.eager.losses
    const [found = NaN] = both.compiled.losses
    parts.model.dispose()

    expect(Math.abs(wanted - found) / wanted).toBeLessThan(1e-5)
    expect(both.compiled.scores[0]).toBeCloseTo(both.eager.scores[0] ?? NaN, 4)
    expect(worstOf(both)).toBeLessThan(1e-5)
  })

  // One, since XLA takes seconds; each optimiser with each loss in test-nightly.
  it('compiled by XLA as one loop', async () => {
    const one = { network: 'mlp', optimizer: 'nesterov', loss: 'meanSquaredError', rowCount: 40 } as const
    const parts = await openCase(one)
    const both = await bothOf(parts, 3, 'xla-epoch')
    parts.model.dispose()

    expect(both.compiled.losses).toHaveLength(3)
    for (const [index, loss] of both.eager.losses.entries()) {
      expect(both.compiled.losses[index]).toBeCloseTo(loss, 4)
    }
    expect(worstOf(both)).toBeLessThan(3e-5)
  })

  it.each(networks)('on a single thread: %s', async (network) => {
    const parts = await openCase({ network, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })
    const both = await bothOf(parts, 1, 'compiled-single-thread')
    parts.model.dispose()

    expect(worstOf(both)).toBeLessThan(1e-5)
  })

  it.each(networks)('over twelve steps with smaller last batches, %s', async (network) => {
    const parts = await openCase({ network, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })
    const both = await bothOf(parts, 12)
    parts.model.dispose()

    for (const [index, loss] of both.eager.losses.entries()) {
      expect(both.compiled.losses[index]).toBeCloseTo(loss, 4)
    }
    expect(both.compiled.losses).toHaveLength(12)
  })
})

describe('a compiled step through layers for sequences', () => {
  it.each(sequences)('gives what its operations give from random starts: %s', async (network) => {
    const parts = await openCase({ network, optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' })
    const step = await createCompiledStep(parts)
    for (const start of starts) {
      const random = createRandom(start)
      const weights = readWeights(parts.model).map((weight) => ({
        ...weight,
        values: weight.values.map(() => random() - 0.5)
      }))
      writeWeights(parts.model, weights)
      const both = {
        eager: await withStep(parts, 'eager', (eager) => outcomeOf(eager, parts)),
        compiled: await outcomeOf(step, parts)
      }
      const [wanted = NaN] = both.eager.losses

      expect(Math.abs(wanted - (both.compiled.losses[0] ?? NaN)) / wanted).toBeLessThan(1e-5)
      expect(worstOf(both)).toBeLessThan(1e-5)
    }
    step.dispose()
    parts.model.dispose()
  })

  it.each(sequences)('gives the same bits again, and holds no more tensors: %s', async (network) => {
    const parts = await openCase({ network, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })
    const step = await createCompiledStep(parts)
    const first = await outcomeOf(step, parts, 4)
    const before = tf.memory().numTensors
    await step.reset()
    const second = await outcomeOf(step, parts, 4)
    const after = tf.memory().numTensors
    step.dispose()
    parts.model.dispose()

    expect(second).toEqual(first)
    expect(after).toBe(before)
  })
})

describe('a compiled step', () => {
  const usual: StepCase = { network: 'cnn', optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' }

  it.each(networks)('gives the same bits twenty times, dropout and all: %s', async (network) => {
    const parts = await openCase({ ...usual, network })
    const step = await createCompiledStep(parts)
    const outcomes = []
    for (let repeat = 0; repeat < 20; repeat += 1) {
      await step.reset()
      outcomes.push(await outcomeOf(step, parts, 6))
    }
    step.dispose()
    parts.model.dispose()

    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
  })

  it('draws another dropout mask for another step and another seed', async () => {
    const parts = await openCase({ ...usual, network: 'mlp', optimizer: 'sgd' })
    const lossAt = async (seed: number, index: number): Promise<number | undefined> => {
      const step = await createCompiledStep({ ...parts, seed })
      await step.run(parts.trainRows.slice(0, 16), { step: index, learningRate: 0.05 })
      const { losses } = await step.readResults()
      step.dispose()
      return losses[0]
    }
    const [first, again, otherStep, otherSeed] = [
      await lossAt(1, 0),
      await lossAt(1, 0),
      await lossAt(1, 1),
      await lossAt(2, 0)
    ]
    parts.model.dispose()

    expect(again).toBe(first)
    expect(otherStep).not.toBe(first)
    expect(otherSeed).not.toBe(first)
  })

  it('gives the same bits whether the rows stay in the runtime or come batch by batch', async () => {
    const parts = await openCase(usual)
    const resident = await createCompiledStep(parts)
    const fed = await createCompiledStep({ ...parts, residentBytes: 0 })
    const outcomes = [await outcomeOf(resident, parts, 5), await outcomeOf(fed, parts, 5)]
    resident.dispose()
    fed.dispose()
    parts.model.dispose()

    expect(outcomes[1]).toEqual(outcomes[0])
  })

  it('reads the rows that it is given, wherever they lie in the data', async () => {
    const parts = await openCase({ ...usual, rowCount: 40 })
    const trainRows = Uint32Array.from({ length: 20 }, (_, index) => 39 - index * 2)
    const both = await bothOf({ ...parts, trainRows, batchSize: 8 }, 3)
    parts.model.dispose()

    for (const [index, loss] of both.eager.losses.entries()) {
      expect(both.compiled.losses[index]).toBeCloseTo(loss, 4)
    }
  })

  it('goes on from weights that were set between its steps', async () => {
    const parts = await openCase({ ...usual, optimizer: 'sgd' })
    const step = await createCompiledStep(parts)
    const start = readWeights(parts.model)
    const first = await outcomeOf(step, parts)
    writeWeights(
      parts.model,
      start.map((weight) => ({ ...weight, values: weight.values.map((value) => value * 0.5) }))
    )
    const halved = await outcomeOf(step, parts)
    writeWeights(parts.model, start)
    const again = await outcomeOf(step, parts)
    step.dispose()
    parts.model.dispose()

    expect(halved.losses).not.toEqual(first.losses)
    expect(again).toEqual(first)
  })

  it('holds no more tensors after many steps', async () => {
    const parts = await openCase(usual)
    const step = await createCompiledStep(parts)
    await outcomeOf(step, parts, 2)
    const before = tf.memory().numTensors
    await outcomeOf(step, parts, 30)
    const after = tf.memory().numTensors
    step.dispose()
    parts.model.dispose()

    expect(after).toBe(before)
  })

  it('gives all tensors back', async () => {
    const before = tf.memory().numTensors
    const parts = await openCase(usual)
    const { step } = await chooseStep(parts, 'compiled')
    step.dispose()
    parts.model.dispose()

    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('three epochs', () => {
  async function lossesOf(parts: ChoiceParts, engine: EngineName): Promise<number[]> {
    const start = readWeights(parts.model)
    const losses: number[] = []
    const send = (event: RunEvent): void => {
      if (event.type === 'epoch-ended') losses.push(event.record.train.loss ?? NaN)
    }
    const { batchSize, optimizer, seed } = parts
    const training = { ...defaultTraining, batchSize, optimizer, seed, epochs: 3, earlyStopping: null }
    const unkept = unkeptTraining(parts.model, training, parts.trainRows.length)
    try {
      await withStep(parts, engine, (step) =>
        fit({
          ...unkept,
          step,
          training,
          trainRows: parts.trainRows,
          validate: undefined,
          scoreName: 'accuracy',
          send
        })
      )
    } finally {
      unkept.best.dispose()
      writeWeights(parts.model, start)
    }
    return losses
  }

  it.each(networks)('end with the losses of the operations one by one: %s', async (network) => {
    const parts = await openCase({
      network,
      optimizer: 'adam',
      loss: 'sparseCategoricalCrossentropy',
      rowCount: 150,
      batchSize: 32
    })
    const eager = await lossesOf(parts, 'eager')
    const compiled = await lossesOf(parts, 'compiled')
    parts.model.dispose()

    expect(compiled).toHaveLength(3)
    for (const [index, loss] of eager.entries()) {
      expect(Math.abs((compiled[index] ?? NaN) - loss)).toBeLessThan(1e-4)
    }
  })
})
