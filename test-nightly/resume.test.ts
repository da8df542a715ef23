import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { EngineName } from '../src/shared/training/engine.ts'
import {
  isMonotone,
  killAndContinue,
  resumeCases,
  resumeJob,
  trainingTimeOf,
  writeCaseData,
  type ResumeCase
} from '../test/trainer/resume-cases.ts'
import { outcomeOf, workThrough } from '../test/trainer/resumed-run.ts'

/** Kills at work of each network and engine; those that follow in a row come on top. */
const KILL_COUNT = Number(process.env.LAYERWRIGHT_KILLS ?? 200)
/** A run takes so many before it is left to finish; starting a trainer is most of what each costs. */
const KILLS_PER_RUN = 20
/** So that most runs live to see all of theirs. */
const REACH = 2 / KILLS_PER_RUN
/** Kills in a row while the run is going on again. */
const MOST_IN_RECOVERY = 5
const FIRST_SEED = Number(process.env.LAYERWRIGHT_SEED ?? 1000)

const engines: readonly EngineName[] = ['compiled', 'eager']
const cases = (Object.keys(resumeCases) as ResumeCase[]).flatMap((name) =>
  engines.map((engine) => ({ name, engine }))
)

async function inFolder(name: ResumeCase, work: (base: string) => Promise<void>): Promise<void> {
  const base = await mkdtemp(path.join(os.tmpdir(), 'layerwright-resume-'))
  try {
    await writeCaseData(name, path.join(base, 'data'))
    await work(base)
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}

it.each(cases)(
  'ends with the bits of an uninterrupted run however often it is killed: $name, $engine',
  { timeout: 4 * 3_600_000 },
  async ({ name, engine }) => {
    await inFolder(name, async (base) => {
      const jobIn = (folder: string) =>
        resumeJob(name, engine, {
          runFolder: path.join(base, folder),
          datasetFolder: path.join(base, 'data')
        })
      const whole = jobIn('whole')
      const events = await workThrough(whole, [])
      const expected = await outcomeOf(whole.runFolder, events)
      const trainingMs = trainingTimeOf(events)
      const differing: string[] = []
      let [killCount, recoveryCount, runCount] = [0, 0, 0]
      while (killCount < KILL_COUNT) {
        const seed = FIRST_SEED + runCount
        const job = jobIn(`run-${seed}`)
        const count = Math.min(KILLS_PER_RUN, KILL_COUNT - killCount)
        const kills = { seed, count, trainingMs, reach: REACH, mostInRecovery: MOST_IN_RECOVERY }
        const { events: told, killed, killedInRecovery, places } = await killAndContinue(job, kills)
        const isEqual = JSON.stringify(await outcomeOf(job.runFolder, told)) === JSON.stringify(expected)
        if (!isEqual || !isMonotone(places)) differing.push(`seed ${seed} (${places.join(' ')})`)
        await rm(job.runFolder, { recursive: true, force: true })
        killCount += killed
        recoveryCount += killedInRecovery
        runCount += 1
        console.log(
          `${name}, ${engine}, seeds ${FIRST_SEED} to ${seed}: ${killCount} kills at work and ${recoveryCount} in recovery over ${runCount} runs, ` +
            `${runCount - differing.length} equal to the uninterrupted one`
        )
      }
      expect(differing).toEqual([])
    })
  }
)
