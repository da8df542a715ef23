import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { trainerEnvironment } from '../../../src/studio/training/trainer-process.ts'
import { usualTiming } from '../../../src/studio/training/supervisor-state.ts'
import { ask, nextEvent, openIris, openStudio, runEnded } from '../open-studio.ts'
import { realTrainers } from './real-trainers.ts'

const epochsForEver = 100_000

describe('a trainer process', () => {
  it('that is killed in mid-epoch is started again by itself; the project is whole and the next run trains', async () => {
    const trainers = realTrainers()
    const studio = openStudio({ startTrainer: trainers.startTrainer })
    const { manifest, recipe } = await openIris(studio)
    const long = { ...recipe, training: { ...recipe.training, epochs: epochsForEver } }
    const atWork = nextEvent(studio, (event) =>
      event.type === 'run-changed' && event.run.epochCount >= 3 ? event.run : undefined
    )
    const run = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe: long, parentId: null })
    const reached = (await atWork).epochCount
    const restarts = nextEvent(studio, (event) =>
      event.type === 'run-changed' && event.run.problem !== null ? event.run : undefined
    )
    trainers.signal('SIGKILL')

    expect(await restarts).toMatchObject({
      status: 'preparing',
      problem: { code: 'system/trainer-restarts', values: { cause: 'system/trainer-killed' } }
    })
    const again = nextEvent(studio, (event) =>
      event.type === 'run-changed' && event.run.status === 'running' && event.run.epochCount > reached
        ? event.run
        : undefined
    )
    expect((await again).problem).toBeNull()
    expect(trainers.started).toHaveLength(2)
    const { session } = studio.services.projects.require()
    expect(session.store.database.pragma('integrity_check', { simple: true })).toBe('ok')
    const ended = runEnded(studio, run.id)
    await ask(studio, 'runs.stop', { id: run.id })
    const stopped = await ended
    const { epochs } = await ask(studio, 'runs.get', { id: run.id })
    expect(stopped.status).toBe('stopped')
    expect(epochs.map(({ epoch }) => epoch)).toEqual(epochs.map((_, index) => index + 1))
    expect(epochs).toHaveLength(stopped.epochCount)

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

  it('that hangs is told of, killed, and started again', async () => {
    const trainers = realTrainers({ timing: { ...usualTiming, tellAfterMs: 2500, killAfterMs: 4500 } })
    const studio = openStudio({ startTrainer: trainers.startTrainer, restartDelaysMs: [100] })
    const { manifest, recipe } = await openIris(studio, epochsForEver)
    const atWork = nextEvent(studio, (event) =>
      event.type === 'run-changed' && event.run.epochCount >= 1 ? true : undefined
    )
    const told = nextEvent(studio, (event) => (event.type === 'problem' ? event.problem.code : undefined))
    const restarts = nextEvent(studio, (event) =>
      event.type === 'run-changed' ? event.run.problem?.values?.['cause'] : undefined
    )
    await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
    await atWork
    trainers.signal('SIGSTOP')

    expect(await told).toBe('system/trainer-silent')
    expect(await restarts).toBe('system/trainer-hung')
  })

  it('that crashes at each start is started again three times; then it fails, and what waits is kept for later', async () => {
    const entry = join(import.meta.dirname, '../../fixtures/trainers/aborts.ts')
    const trainers = realTrainers({ entry })
    const studio = openStudio({ startTrainer: trainers.startTrainer, restartDelaysMs: [10, 20, 30] })
    const { manifest, recipe } = await openIris(studio)
    const ids = []
    for (let count = 0; count < 3; count += 1) {
      ids.push((await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })).id)
    }
    expect(await runEnded(studio, ids[0] ?? '')).toMatchObject({
      status: 'failed',
      problem: { code: 'system/crash-loop', values: { count: 4, minutes: 5, how: 'SIGABRT' } }
    })
    await studio.services.projects.require().queue.idle()
    const { runs } = await ask(studio, 'runs.list', {})
    expect(runs.map(({ status }) => status)).toEqual(['failed', 'paused', 'paused'])
    expect(trainers.started).toHaveLength(4)
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
      NODE_COMPILE_CACHE: '/h/compiled',
      NODE_OPTIONS: '--require x'
    })
    expect(Object.keys(env).sort()).toEqual(['CUDA_VISIBLE_DEVICES', 'HOME', 'NODE_COMPILE_CACHE', 'PATH'])
  })
})
