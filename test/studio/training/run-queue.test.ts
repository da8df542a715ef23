import { describe, expect, it, vi } from 'vitest'
import type { RunId } from '../../../src/shared/core/ids.ts'
import { problem } from '../../../src/shared/problems/catalogue.ts'
import type { RunStatus } from '../../../src/shared/training/trained-run.ts'
import type { Studio } from '../../../src/studio/studio.ts'
import { ask, openIris, openStudio, refusal } from '../open-studio.ts'
import {
  checkpointed,
  done,
  epochEvents,
  epochOf,
  finishedEvent,
  lossOf,
  memoryTrainers,
  progressOf,
  resumed,
  startedEvent,
  stepsPerEpoch
} from './memory-trainers.ts'

async function open(options: Parameters<typeof openStudio>[0] = {}) {
  const trainers = memoryTrainers()
  const studio = openStudio({ startTrainer: trainers.startTrainer, closeGraceMs: 100, ...options })
  const { manifest, recipe } = await openIris(studio, 5)
  const start = async (): Promise<RunId> =>
    (await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })).id
  return { ...trainers, studio, start }
}

const statusOf = async (studio: Studio, id: RunId): Promise<RunStatus> =>
  (await ask(studio, 'runs.get', { id })).status

const becomes = (studio: Studio, id: RunId, status: RunStatus): Promise<void> =>
  vi.waitFor(async () => expect(await statusOf(studio, id)).toBe(status))

describe('pausing a run', () => {
  it('frees the device for the next run, and continuing goes on from the checkpoint', async () => {
    const { studio, start, nth, started } = await open()
    const first = await start()
    const second = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 2), progressOf(3, 1, 2))
    await ask(studio, 'runs.pause', { id: first })
    expect(trainer.commands).toEqual(['start', 'pause'])
    trainer.say({ type: 'paused', epoch: 3, step: 2 })
    trainer.finish(done)

    const next = await nth(2)
    expect(await statusOf(studio, first)).toBe('paused')
    expect(await statusOf(studio, second)).toBe('preparing')
    expect(await ask(studio, 'runs.continue', { id: first })).toMatchObject({ status: 'queued' })
    expect(started).toHaveLength(2)
    next.say(startedEvent, ...epochEvents(1, 5), finishedEvent('all-epochs'))
    next.finish(done)

    const continued = await nth(3)
    expect(continued.job).toMatchObject({ resume: true, runFolder: trainer.job.runFolder })
    continued.say(startedEvent, resumed(3, 2), progressOf(3, 3, 4))
    continued.say({ type: 'epoch-ended', record: epochOf(3), elapsedMs: 30 }, ...epochEvents(4, 5))
    continued.say(finishedEvent('all-epochs'))
    continued.finish(done)
    await becomes(studio, first, 'completed')
    const whole = await ask(studio, 'runs.get', { id: first })
    const uninterrupted = await ask(studio, 'runs.get', { id: second })
    expect(whole.epochs).toEqual(uninterrupted.epochs)
    expect(whole.stepLosses).toEqual(uninterrupted.stepLosses)
    expect(whole.problem).toBeNull()
  })

  it('takes a waiting run out of the queue; continued, it starts from the beginning', async () => {
    const { studio, start, nth } = await open()
    await start()
    const waiting = await start()
    const trainer = await nth(1)
    expect(await ask(studio, 'runs.pause', { id: waiting })).toMatchObject({
      status: 'paused',
      checkpoint: null
    })
    await ask(studio, 'runs.continue', { id: waiting })
    trainer.say(startedEvent, finishedEvent('all-epochs'))
    trainer.finish(done)

    expect((await nth(2)).job.resume).toBe(false)
  })

  it('leaves a run as it was when the trainer refuses to go on, and says why', async () => {
    const { studio, start, nth } = await open()
    const id = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 2), checkpointed(3, 0))
    await ask(studio, 'runs.stop', { id })
    trainer.say(finishedEvent('stopped'))
    trainer.finish(done)
    await becomes(studio, id, 'stopped')

    await ask(studio, 'runs.continue', { id })
    const refusing = await nth(2)
    const refusalFound = problem('training/dataset-damaged', { file: 'columns.bin' })
    refusing.say({ type: 'failed', problem: refusalFound })
    refusing.finish({ type: 'failed', problem: refusalFound })
    await vi.waitFor(async () =>
      expect(await ask(studio, 'runs.get', { id })).toMatchObject({
        status: 'stopped',
        problem: { code: 'training/dataset-damaged' },
        epochCount: 2,
        bestEpoch: 5
      })
    )
  })

  it('starts a new run from the weights of another, with another batch size', async () => {
    const { studio, start, nth } = await open()
    const id = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 5), finishedEvent('all-epochs'))
    trainer.finish(done)
    await becomes(studio, id, 'completed')

    expect(await refusal(studio, 'runs.continue', { id })).toBe('project/run-has-ended')
    const branch = await ask(studio, 'runs.branch', { id, batchSize: 3 })
    expect(branch.parentId).toBe(id)
    const { job } = await nth(2)
    expect(job).toMatchObject({ resume: false, initialWeightsFrom: trainer.job.runFolder })
    expect(job.recipe.training.batchSize).toBe(3)
  })

  it('has the best weights of a paused run measured when it is stopped', async () => {
    const { studio, start, nth } = await open()
    const id = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 2))
    await ask(studio, 'runs.pause', { id })
    trainer.say({ type: 'paused', epoch: 3, step: 0 })
    trainer.finish(done)
    await becomes(studio, id, 'paused')

    await ask(studio, 'runs.stop', { id })
    const measuring = await nth(2)
    expect(measuring.commands).toEqual(['start'])
    measuring.say(startedEvent, resumed(3, 0))
    expect(measuring.commands).toEqual(['start', 'stop'])
    measuring.say(finishedEvent('stopped'))
    measuring.finish(done)
    await becomes(studio, id, 'stopped')
  })
})

describe('a trainer that dies', () => {
  it('is started again by itself from the checkpoint, and the curves have neither gap nor double', async () => {
    const { studio, start, nth } = await open()
    const id = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 1), progressOf(2, 1, 2), checkpointed(2, 2))
    trainer.say(
      progressOf(2, 3, 4),
      { type: 'epoch-ended', record: epochOf(2), elapsedMs: 20 },
      progressOf(3, 1, 1)
    )
    trainer.die()
    await vi.waitFor(async () =>
      expect(await ask(studio, 'runs.get', { id })).toMatchObject({
        status: 'preparing',
        problem: { code: 'system/trainer-restarts', values: { seconds: 1 } }
      })
    )

    const again = await nth(2)
    expect(again.job.resume).toBe(true)
    again.say(startedEvent, resumed(2, 2))
    const { epochs, problem: left } = await ask(studio, 'runs.get', { id })
    expect(epochs).toEqual([epochOf(1)])
    expect(left).toBeNull()
    again.say(
      progressOf(2, 3, 4),
      { type: 'epoch-ended', record: epochOf(2), elapsedMs: 20 },
      ...epochEvents(3, 5)
    )
    again.say(finishedEvent('all-epochs'))
    again.finish(done)
    await becomes(studio, id, 'completed')
    const whole = await ask(studio, 'runs.get', { id })
    expect(whole.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5])
    expect(whole.stepLosses.map(({ y }) => y)).toEqual(
      Array.from({ length: 20 }, (_, index) => lossOf(Math.floor(index / stepsPerEpoch) + 1, (index % 4) + 1))
    )
  })

  it('that runs out of memory is started again once, and then ends with a word on its batch size', async () => {
    const { studio, start, nth } = await open({ restartDelaysMs: [1, 1, 1] })
    const id = await start()
    for (const count of [1, 2]) {
      const trainer = await nth(count)
      trainer.say(startedEvent, checkpointed(1, 0))
      trainer.heartbeat(900e6)
      trainer.die({ isMemoryGone: true })
    }
    await becomes(studio, id, 'failed')
    const { problem: found } = await ask(studio, 'runs.get', { id })
    expect(found).toMatchObject({ code: 'system/memory-ran-out', values: { usedMegabytes: 900 } })
    expect(found?.fix).toMatch(/^Continue with batches of \d+, /u)
  })

  it('is started anew where it had no checkpoint yet', async () => {
    const { studio, start, nth } = await open()
    const id = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 1))
    trainer.die({ signal: 'SIGSEGV' })

    expect((await nth(2)).job.resume).toBe(false)
    expect((await ask(studio, 'runs.get', { id })).epochs).toEqual([])
  })

  it('is paused at its checkpoint when it dies while it is asked to pause', async () => {
    const { studio, start, nth, started } = await open()
    const id = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 1), checkpointed(2, 0))
    await ask(studio, 'runs.pause', { id })
    trainer.die()

    await becomes(studio, id, 'paused')
    expect(await ask(studio, 'runs.get', { id })).toMatchObject({ checkpoint: { epoch: 2, step: 0 } })
    expect(started).toHaveLength(1)
  })

  it('is paused at once while it waits for its next start', async () => {
    const { studio, start, nth, started } = await open()
    const id = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 1), checkpointed(2, 0))
    trainer.die()
    await becomes(studio, id, 'preparing')
    await ask(studio, 'runs.pause', { id })

    await becomes(studio, id, 'paused')
    expect(started).toHaveLength(1)
  })
})

describe('a run that is held up', () => {
  it('shows the reason as long as it holds', async () => {
    const { studio, start, nth } = await open()
    const id = await start()
    const trainer = await nth(1)
    const waiting = problem('training/waiting-for-room', { neededMegabytes: 2, freeMegabytes: 1 })
    const reason = async () => (await ask(studio, 'runs.get', { id })).problem?.code
    trainer.say(startedEvent, { type: 'warned', problem: waiting })
    expect(await reason()).toBe('training/waiting-for-room')
    trainer.say(progressOf(1, 1, 1))
    expect(await reason()).toBe('training/waiting-for-room')
    trainer.say(checkpointed(1, 1))
    expect(await reason()).toBeUndefined()
  })
})

describe('closing a project', () => {
  it('pauses the run at work, keeps the queue, and asks at the next opening whether to go on', async () => {
    const { studio, start, nth } = await open()
    const id = await start()
    const waiting = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 2))
    const closed = studio.dispose()
    await vi.waitFor(() => expect(trainer.commands).toEqual(['start', 'pause']))
    trainer.say({ type: 'paused', epoch: 3, step: 0 })
    trainer.finish(done)
    await closed

    const again = memoryTrainers()
    const { homeFolder } = studio.services
    const later = openStudio({ homeFolder, startTrainer: again.startTrainer })
    const events: string[] = []
    later.onEvent(({ type }) => events.push(type))
    expect((await ask(later, 'projects.pickUp', {})).project).toMatchObject({ name: 'Iris' })
    expect(events).not.toContain('project-closing')
    expect(await statusOf(later, id)).toBe('paused')
    expect(await ask(later, 'runs.unfinished', {})).toEqual({ ids: [id] })
    expect((await again.nth(1)).job.runFolder).toContain(waiting)
    await ask(later, 'runs.settleUnfinished', { continues: true })
    expect(await statusOf(later, id)).toBe('queued')
    expect(await ask(later, 'runs.unfinished', {})).toEqual({ ids: [] })
  })

  it('is waited for by the next start, which then opens it', async () => {
    const { studio, start, nth } = await open({ closeGraceMs: 5000 })
    await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 2))
    const closed = studio.dispose()
    await vi.waitFor(() => expect(trainer.commands).toEqual(['start', 'pause']))

    const later = openStudio({ homeFolder: studio.services.homeFolder })
    const told = new Promise<unknown>((resolve) =>
      later.onEvent((event) => {
        if (event.type === 'project-closing') resolve(event.name)
      })
    )
    const opened = ask(later, 'projects.pickUp', {})
    expect(await told).toBe('Iris')
    trainer.say({ type: 'paused', epoch: 3, step: 0 })
    trainer.finish(done)
    await closed
    expect((await opened).project).toMatchObject({ name: 'Iris', readOnlyReason: null })
  })

  it.each([
    { answer: 'always', goesOn: true },
    { answer: 'never', goesOn: false }
  ] as const)('opens without a question where the person said $answer', async ({ answer, goesOn }) => {
    const { studio, start, nth } = await open()
    const id = await start()
    const trainer = await nth(1)
    trainer.say(startedEvent, ...epochEvents(1, 2), checkpointed(3, 0))
    // Ends without a word, so it is killed and stays at its checkpoint.
    await studio.dispose()

    const again = memoryTrainers()
    const { homeFolder } = studio.services
    const later = openStudio({ homeFolder, startTrainer: again.startTrainer })
    await ask(later, 'preferences.set', { continueRunsOnOpen: answer })
    await ask(later, 'projects.pickUp', {})
    expect(await ask(later, 'runs.unfinished', {})).toEqual({ ids: [] })
    if (goesOn) expect((await again.nth(1)).job.resume).toBe(true)
    else expect(await statusOf(later, id)).toBe('interrupted')
  })

  it('starts nothing where a command line opens the project', async () => {
    const { studio, start, nth } = await open()
    await start()
    const waiting = await start()
    await nth(1)
    const { path } = studio.services.projects.require().session.folder
    await studio.dispose()

    const again = memoryTrainers()
    const later = openStudio({ startTrainer: again.startTrainer, whenRunsAreLeft: 'leave' })
    await ask(later, 'projects.open', { folder: later.registerPath(path) })
    expect(await statusOf(later, waiting)).toBe('queued')
    expect(again.started).toHaveLength(0)
  })
})
