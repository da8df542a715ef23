import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  machineMemoryBytes,
  startTrainerProcess,
  trainerEnvironment
} from '../../../src/studio/training/trainer-process.ts'
import { supervise, type SupervisedTrainer } from '../../../src/studio/training/supervisor.ts'
import { usualTiming, type SupervisorTiming } from '../../../src/studio/training/supervisor-state.ts'
import type { StartTrainer } from '../../../src/studio/training/run-queue.ts'
import { ask, nextEvent, openIris, openStudio, runEnded } from '../open-studio.ts'

/** Real trainer processes, with a hand on each. */
function realTrainers(options: { entry?: string; timing?: SupervisorTiming } = {}) {
  const started: SupervisedTrainer[] = []
  const startTrainer: StartTrainer = ({ logFile, ...rest }) => {
    const port = startTrainerProcess({
      logFile,
      ...(options.entry === undefined ? {} : { entry: options.entry })
    })
    const trainer = supervise(port, {
      ...rest,
      tickMs: 100,
      machineMemoryBytes: machineMemoryBytes(),
      timing: options.timing
    })
    started.push(trainer)
    return trainer
  }
  return {
    startTrainer,
    signal: (name: NodeJS.Signals) => process.kill(started.at(-1)?.pid ?? Number.NaN, name),
    started
  }
}

const epochsForEver = 100_000

describe('a trainer process', () => {
  it('that is killed in mid-epoch fails its run with the reason; the project is whole and the next run trains', async () => {
    const trainers = realTrainers()
    const studio = openStudio({ startTrainer: trainers.startTrainer })
    const { manifest, recipe } = await openIris(studio)
    const long = { ...recipe, training: { ...recipe.training, epochs: epochsForEver } }
    const atWork = nextEvent(studio, (event) =>
      event.type === 'run-changed' && event.run.epochCount >= 3 ? event.run : undefined
    )
    const run = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe: long, parentId: null })
    const ended = runEnded(studio, run.id)
    await atWork
    trainers.signal('SIGKILL')

    const failed = await ended
    expect(failed).toMatchObject({
      status: 'failed',
      problem: { code: 'system/trainer-killed' },
      progress: null
    })
    expect(failed.epochCount).toBeGreaterThanOrEqual(3)
    const { session } = studio.services.projects.require()
    expect(session.store.database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect((await ask(studio, 'runs.get', { id: run.id })).epochs).toHaveLength(failed.epochCount)

    const next = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: run.id })
    const completed = await runEnded(studio, next.id)
    expect(completed).toMatchObject({ status: 'completed', epochCount: 2, number: 2, parentId: run.id })
    expect(completed.metrics.test['accuracy']).toBeGreaterThan(0)
    const { reports } = await ask(studio, 'evaluation.reports', { runId: next.id })
    expect(reports.map(({ part }) => part)).toEqual(['train', 'validation', 'test'])
    const page = {
      runId: next.id,
      part: 'test',
      actual: null,
      predicted: null,
      onlyMistakes: false,
      offset: 0,
      limit: 500
    } as const
    expect((await ask(studio, 'evaluation.rows', page)).rowCount).toBe(reports[2]?.rowCount)
  })

  it('that hangs is told of, killed, and named as hung', async () => {
    const trainers = realTrainers({ timing: { ...usualTiming, tellAfterMs: 2500, killAfterMs: 4500 } })
    const studio = openStudio({ startTrainer: trainers.startTrainer })
    const { manifest, recipe } = await openIris(studio, epochsForEver)
    const atWork = nextEvent(studio, (event) =>
      event.type === 'run-changed' && event.run.epochCount >= 1 ? true : undefined
    )
    const told = nextEvent(studio, (event) => (event.type === 'problem' ? event.problem.code : undefined))
    const run = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
    const ended = runEnded(studio, run.id)
    await atWork
    trainers.signal('SIGSTOP')

    expect(await told).toBe('system/trainer-silent')
    expect(await ended).toMatchObject({ status: 'failed', problem: { code: 'system/trainer-hung' } })
  })

  it('that crashes at each start fails three runs, and the waiting ones are not started', async () => {
    const entry = join(import.meta.dirname, '../../fixtures/trainers/aborts.ts')
    const trainers = realTrainers({ entry })
    const studio = openStudio({ startTrainer: trainers.startTrainer })
    const { manifest, recipe } = await openIris(studio)
    const runs = []
    for (let count = 0; count < 5; count += 1) {
      runs.push(await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null }))
    }
    await runEnded(studio, runs.at(-1)?.id ?? '')

    const { runs: all } = await ask(studio, 'runs.list', {})
    const crashed = 'system/trainer-crashed'
    const loop = 'system/crash-loop'
    expect(all.map(({ problem }) => problem?.code)).toEqual([crashed, crashed, crashed, loop, loop])
    expect(trainers.started).toHaveLength(3)
  })

  it('stops at the next step and keeps the best, and a waiting run leaves the queue', async () => {
    const trainers = realTrainers()
    const studio = openStudio({ startTrainer: trainers.startTrainer })
    const { manifest, recipe } = await openIris(studio, epochsForEver)
    const atWork = nextEvent(studio, (event) =>
      event.type === 'run-changed' && event.run.epochCount >= 2 ? true : undefined
    )
    const run = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
    const waiting = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
    await atWork
    const ended = runEnded(studio, run.id)
    expect(await ask(studio, 'runs.stop', { id: waiting.id })).toMatchObject({ status: 'stopped' })
    await ask(studio, 'runs.stop', { id: run.id })

    const stopped = await ended
    expect(stopped).toMatchObject({ status: 'stopped', problem: null })
    expect(stopped.bestEpoch).not.toBeNull()
    const { folder } = studio.services.projects.require().session
    expect(existsSync(join(folder.run(run.id), 'checkpoints'))).toBe(true)
    expect(trainers.started).toHaveLength(1)
  })

  it('gets no secrets of the environment', () => {
    const env = trainerEnvironment({
      PATH: '/bin',
      HOME: '/h',
      CUDA_VISIBLE_DEVICES: '0',
      AWS_SECRET_ACCESS_KEY: 's',
      NODE_OPTIONS: '--require x'
    })
    expect(Object.keys(env).sort()).toEqual(['CUDA_VISIBLE_DEVICES', 'HOME', 'PATH'])
  })
})
