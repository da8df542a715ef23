import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProblemError } from '../../../src/shared/core/checked.ts'
import type { RunEvent } from '../../../src/shared/training/run-events.ts'
import type { Recipe } from '../../../src/shared/recipe.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import type { NativeGraph as NativeGraphMethods } from '../../../src/trainer/training/compiled-step/native-graph.ts'
import { readBestCheckpoint } from '../../../src/trainer/training/checkpoint/read-checkpoint.ts'
import { train } from '../../../src/trainer/training/train.ts'
import { smallRecipe, writeSmallDataset } from '../small-data.ts'

/** The add-on's own class, as the trainer loads it. */
const { Graph: NativeGraph } = createRequire(import.meta.url)('../../../native/build/engine.node') as {
  readonly Graph: { prototype: Pick<NativeGraphMethods, 'run'> }
}

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'train-test-'))
  await writeSmallDataset(path.join(base, 'data'))
})
afterEach(async () => {
  await rm(base, { recursive: true, force: true })
})

async function run(name: string, recipe: Recipe, onEvent?: (event: RunEvent, stop: AbortController) => void) {
  const events: RunEvent[] = []
  const stop = new AbortController()
  const runFolder = path.join(base, name)
  const job = {
    kind: 'train',
    runFolder,
    datasetFolder: path.join(base, 'data'),
    recipe,
    threadCount: 1,
    resume: false,
    initialWeightsFrom: null
  } as const
  await train(job, {
    send: (event) => {
      events.push(event)
      onEvent?.(event, stop)
    },
    signal: stop.signal
  })
  const kept = await readBestCheckpoint(runFolder)
  const weights = kept.ok ? kept.value.map(({ values }) => Buffer.from(values.buffer).toString('hex')) : []
  return { events, weights, epochs: events.filter((event) => event.type === 'epoch-ended') }
}

const withSplit = (recipe: Recipe, validation: number): Recipe => ({
  ...recipe,
  dataset: {
    ...recipe.dataset,
    split: { ...recipe.dataset.split, train: 0.8 - validation, validation, test: 0.2 }
  }
})

describe('training', () => {
  it.each([0, 42])('gives bit-equal weights from the same seed %i, dropout and all', async (seed) => {
    const first = await run('first', smallRecipe({ seed, epochs: 4 }))
    const second = await run('second', smallRecipe({ seed, epochs: 4 }))
    expect(first.weights).toHaveLength(4)
    expect(second.weights).toEqual(first.weights)
  })

  it('goes on from its checkpoint operation by operation when the engine fails, and says so', async () => {
    const { run: runSteps } = NativeGraph.prototype
    let isFailing = false
    NativeGraph.prototype.run = function (...given: Parameters<typeof runSteps>) {
      return isFailing
        ? Promise.reject(new Error('Step 1 of 1: out of luck.\nmore'))
        : Reflect.apply(runSteps, this, given)
    }
    try {
      const { events, epochs } = await run('failing', smallRecipe({ epochs: 4 }), (event) => {
        if (event.type === 'epoch-ended') isFailing = true
      })
      expect(epochs.at(-1)?.record.epoch).toBe(4)
      expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'all-epochs' })
      const warned = events.find((event) => event.type === 'warned' && event.problem.code.includes('engine'))
      expect(warned).toMatchObject({
        problem: { code: 'training/engine-failed', values: { reason: 'Step 1 of 1: out of luck.' } }
      })
      const started = events.flatMap((event) =>
        event.type === 'started' ? [event.engineChoice?.engine] : []
      )
      expect(started).toEqual(['compiled', 'eager'])
    } finally {
      NativeGraph.prototype.run = runSteps
    }
  })

  it('gives other weights from another seed', async () => {
    const first = await run('first', smallRecipe({ seed: 0, epochs: 2 }))
    const second = await run('second', smallRecipe({ seed: 1, epochs: 2 }))
    expect(second.weights).not.toEqual(first.weights)
  })

  it('holds the same number of tensors after every epoch', async () => {
    const counts: number[] = []
    await run('run', smallRecipe({ epochs: 12, optimizer: { kind: 'sgd', learningRate: 0.01 } }), (event) => {
      if (event.type === 'epoch-ended') counts.push(tf.memory().numTensors)
    })
    expect(counts).toHaveLength(12)
    expect(new Set(counts).size).toBe(1)
  })

  it('gives all tensors back when it ends', async () => {
    await run('first', smallRecipe({ epochs: 1 }))
    const before = tf.memory().numTensors
    await run('second', smallRecipe({ epochs: 1 }))
    expect(tf.memory().numTensors).toBe(before)
  })

  it('stops early once the validation loss does not fall, and keeps the best epoch', async () => {
    const { events, epochs } = await run(
      'run',
      smallRecipe({
        epochs: 500,
        optimizer: { kind: 'sgd', learningRate: 1.5 },
        earlyStopping: { patience: 3, minDelta: 0 }
      })
    )
    const losses = epochs.map(({ record }) => record.validation.loss ?? NaN)
    const bestEpoch = losses.indexOf(Math.min(...losses)) + 1
    expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'early-stopping', bestEpoch })
    expect(epochs).toHaveLength(bestEpoch + 3)
  })

  it('ends when the time is up, and keeps the best epoch', async () => {
    const { events, epochs } = await run('run', smallRecipe({ epochs: 100_000, timeLimitMs: 1000 }))
    expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'time-limit' })
    expect(epochs.length).toBeGreaterThan(0)
    expect(epochs.length).toBeLessThan(100_000)
  })

  it('tells the learning rate that each epoch ended with', async () => {
    const schedule = { kind: 'step', factor: 0.1, everyEpochs: 2, warmup: null } as const
    const { epochs } = await run('run', smallRecipe({ epochs: 5, schedule }))
    const rates = epochs.map(({ record }) => Number(record.learningRate.toPrecision(6)))
    expect(rates).toEqual([0.001, 0.001, 0.0001, 0.0001, 0.00001])
  })

  it('stopped within the first epoch, still leaves a measured model', async () => {
    const { events, epochs } = await run('run', smallRecipe({ epochs: 50 }), (event, stop) => {
      if (event.type === 'started') stop.abort('stopped')
    })
    expect(epochs).toHaveLength(1)
    expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'stopped', bestEpoch: 1 })
  })

  it('chooses by the training loss where there is no validation part, and says so', async () => {
    const { events, epochs } = await run('run', withSplit(smallRecipe({ epochs: 3 }), 0))
    const warned = events.flatMap((event) => (event.type === 'warned' ? [event.problem.code] : []))
    expect(warned).toContain('training/no-validation-rows')
    expect(epochs.at(-1)?.record.validation).toEqual({})
  })

  it('refuses a loss that does not fit the network', async () => {
    const refused = run('run', smallRecipe({ loss: 'meanSquaredError' }))
    await expect(refused).rejects.toThrow(ProblemError)
  })

  it('puts the penalty of the weights into the loss', async () => {
    const plain = await run('plain', smallRecipe({ epochs: 1 }))
    const held = await run('held', smallRecipe({ epochs: 1, regularization: { l1: 0, l2: 0.5 } }))
    const lossOf = (result: typeof plain): number => result.epochs[0]?.record.validation.loss ?? NaN
    expect(lossOf(held)).toBeGreaterThan(lossOf(plain) + 0.5)
  })
})
