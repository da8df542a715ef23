import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EngineName } from '../../src/shared/training/engine.ts'
import type { TrainJob } from '../../src/trainer/training/train.ts'
import { killAndContinue, resumeJob, trainingTimeOf, writeCaseData, type ResumeCase } from './resume-cases.ts'
import { attempt, outcomeOf, recordsOf, workThrough } from './resumed-run.ts'
import { isEvent, type TestTrainer } from './trainer-process.ts'

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'resume-test-'))
})
afterEach(async () => {
  await rm(base, { recursive: true, force: true })
})

const jobIn = (folder: string, name: ResumeCase, engine: EngineName): TrainJob =>
  resumeJob(name, engine, { runFolder: path.join(base, folder), datasetFolder: path.join(base, 'data') })

const end =
  (type: 'pause' | 'stop') =>
  async (trainer: TestTrainer): Promise<void> => {
    await trainer.until(isEvent('checkpointed'))
    trainer.send({ type })
  }

describe('a run that was ended before its time', () => {
  it(
    'goes on as if it had not been: paused, stopped, and left by the studio',
    { timeout: 120_000 },
    async () => {
      await writeCaseData('mlp', path.join(base, 'data'))
      const whole = jobIn('whole', 'mlp', 'compiled')
      const expected = await outcomeOf(whole.runFolder, await workThrough(whole, []))
      const ended = jobIn('ended', 'mlp', 'compiled')
      const events = [
        ...(await attempt(ended, end('pause'))),
        ...(await attempt({ ...ended, resume: true }, end('stop'))),
        ...(await attempt({ ...ended, resume: true }, async (trainer) => {
          await trainer.until(isEvent('checkpointed'))
          trainer.child.disconnect()
        })),
        ...(await attempt({ ...ended, resume: true }))
      ]

      const ends = events.flatMap((event) => {
        if (event.type === 'finished') return [event.reason]
        return event.type === 'paused' ? ['paused'] : []
      })
      expect(ends).toEqual(['paused', 'stopped', 'all-epochs'])
      expect(recordsOf(events).map(({ epoch }) => epoch)).toEqual(
        Array.from({ length: 60 }, (_, index) => index + 1)
      )
      expect(await outcomeOf(ended.runFolder, events)).toEqual(expected)
    }
  )

  it('is told again, and not trained again, where it had finished', async () => {
    await writeCaseData('mlp', path.join(base, 'data'))
    const job = jobIn('run', 'mlp', 'compiled')
    const events = await attempt(job)
    const again = await attempt({ ...job, resume: true })
    expect(again.map(({ type }) => type)).toEqual(['started', 'resumed', 'finished'])
    expect(recordsOf(again)).toEqual(recordsOf(events))
    expect(again.at(-1)).toEqual(events.at(-1))
  })
})

// The others in test-nightly, each with either engine.
describe('a run that is killed again and again', () => {
  it.each([
    { name: 'mlp', engine: 'compiled', epochs: 60, seed: 1 },
    { name: 'mlp', engine: 'eager', epochs: 20, seed: 2 },
    { name: 'cnn', engine: 'compiled', epochs: 25, seed: 3 },
    { name: 'pairs', engine: 'compiled', epochs: 10, seed: 8 }
  ] as const)(
    'ends with the bits of an uninterrupted one: $name, $engine',
    { timeout: 120_000 },
    async ({ name, engine, epochs, seed }) => {
      await writeCaseData(name, path.join(base, 'data'))
      const jobOf = (folder: string): TrainJob => {
        const { recipe, ...job } = jobIn(folder, name, engine)
        return { ...job, recipe: { ...recipe, training: { ...recipe.training, epochs } } }
      }
      const whole = jobOf('whole')
      const events = await workThrough(whole, [])
      const expected = await outcomeOf(whole.runFolder, events)
      const job = jobOf('killed')
      const kills = { seed, count: 2, trainingMs: trainingTimeOf(events) }
      const { events: told, killed, places } = await killAndContinue(job, kills)
      console.log(`${name} ${engine}, seed ${seed}: ${killed} kills, went on at ${places.join(' ')}`)
      expect(await outcomeOf(job.runFolder, told)).toEqual(expected)
    }
  )
})
