import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TrainingSpec } from '../../src/shared/training/training-spec.ts'
import type { TrainJob } from '../../src/trainer/training/train.ts'
import { outcomeOf, recordsOf, workThrough } from './resumed-run.ts'
import { smallRecipe, writeSmallDataset } from './small-data.ts'
import { isEvent, type TestTrainer } from './trainer-process.ts'

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'resume-test-'))
  await writeSmallDataset(path.join(base, 'data'), 400)
})
afterEach(async () => {
  await rm(base, { recursive: true, force: true })
})

const jobFor = (name: string, training: Partial<TrainingSpec> = {}): TrainJob => ({
  kind: 'train',
  runFolder: path.join(base, name),
  datasetFolder: path.join(base, 'data'),
  recipe: smallRecipe({ epochs: 40, ...training }),
  threadCount: 2,
  resume: false,
  initialWeightsFrom: null,
  checkpointEveryMs: 20
})

const pause = async (trainer: TestTrainer): Promise<void> => {
  await trainer.until(isEvent('checkpointed'))
  trainer.send({ type: 'pause' })
}

describe('a paused run', () => {
  it('goes on as if it had not been paused', async () => {
    const whole = jobFor('whole')
    const expected = await outcomeOf(whole.runFolder, await workThrough(whole, []))
    const paused = jobFor('paused')
    const events = await workThrough(paused, [pause, pause])

    expect(events.filter(({ type }) => type === 'paused')).toHaveLength(2)
    expect(recordsOf(events).map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1)
    )
    expect(await outcomeOf(paused.runFolder, events)).toEqual(expected)
  })
})

describe('a killed run', () => {
  it('goes on as if it had not been killed', async () => {
    const whole = jobFor('whole')
    const expected = await outcomeOf(whole.runFolder, await workThrough(whole, []))
    const killed = jobFor('killed')
    const kill = async (trainer: TestTrainer): Promise<void> => {
      await trainer.until(
        (message) =>
          message.type === 'event' && message.event.type === 'checkpointed' && message.event.epoch > 1
      )
      await wait(30)
      trainer.child.kill('SIGKILL')
    }
    const events = await workThrough(killed, [kill, kill])
    expect(await outcomeOf(killed.runFolder, events)).toEqual(expected)
  })
})
