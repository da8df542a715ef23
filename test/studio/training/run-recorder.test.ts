import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { StudioEvent } from '../../../src/shared/rpc/studio-api.ts'
import { stepCountOf } from '../../../src/shared/training/loss-curve.ts'
import { RunRecorder } from '../../../src/studio/training/run-recorder.ts'
import { readSummary } from '../../../src/studio/training/run-summary.ts'
import { ask, openIris, openStudio } from '../open-studio.ts'
import { checkpointed, epochOf, memoryTrainers, resumed, startedEvent } from './memory-trainers.ts'

/** A run of its own that no trainer works on, and what is told of it. */
async function record() {
  const trainers = memoryTrainers()
  const studio = openStudio({ startTrainer: trainers.startTrainer, closeGraceMs: 0 })
  const { manifest, recipe } = await openIris(studio)
  const { id } = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
  const { session } = studio.services.projects.require()
  const told: StudioEvent[] = []
  const summary = readSummary(session.store, id)
  if (summary === undefined) throw new Error('The run is not there.')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  return {
    session,
    id: id,
    told,
    recorder: new RunRecorder(session, summary, (event) => told.push(event))
  }
}

beforeEach(() => void vi.useRealTimers())
afterEach(() => void vi.useRealTimers())

it('takes a thousand messages a second, tells of them ten times a second, and loses none', async () => {
  const { session, id, told, recorder } = await record()
  const seconds = 4
  const losses = Array.from({ length: seconds * 1000 }, (_, step) => 1 / (step + 1))
  recorder.begin(false)
  recorder.receive({ ...startedEvent, stepsPerEpoch: 100 } as typeof startedEvent)
  for (const [index, loss] of losses.entries()) {
    const epoch = Math.floor(index / 100) + 1
    const step = (index % 100) + 1
    recorder.receive({
      type: 'progress',
      epoch,
      step,
      stepLosses: [loss],
      samplesPerSecond: 1,
      remainingMs: null,
      memoryBytes: 1
    })
    if (step === 100) recorder.receive({ type: 'epoch-ended', record: epochOf(epoch), elapsedMs: index })
    vi.advanceTimersByTime(1)
  }
  recorder.end({ status: 'stopped', problem: null })

  expect(told.filter(({ type }) => type === 'run-changed').length).toBeLessThanOrEqual(seconds * 10 + 1)
  expect(told.filter(({ type }) => type === 'run-progressed').length).toBeLessThanOrEqual(seconds * 10 + 1)
  const { curve } = session.store.stepLosses.marks(id)
  expect(stepCountOf(curve)).toBe(losses.length)
  const kept = curve.means.reduce<number>((sum, mean) => sum + (mean ?? 0) * curve.groupSize, curve.rest.sum)
  expect(kept).toBeCloseTo(
    losses.reduce((sum, loss) => sum + loss, 0),
    9
  )
  expect(session.store.epochs.list(id)).toHaveLength(seconds * 10)
})

it('adds up the time of its parts, and not the time between them', async () => {
  const { session, id, recorder } = await record()
  recorder.begin(false)
  recorder.receive(startedEvent)
  vi.advanceTimersByTime(3000)
  recorder.receive(checkpointed(1, 0))
  recorder.end({ status: 'paused', problem: null })
  expect(session.store.runs.get(id)?.duration_ms).toBe(3000)
  vi.advanceTimersByTime(60_000)

  const summary = readSummary(session.store, id)
  if (summary === undefined) throw new Error('The run is not there.')
  const next = new RunRecorder(session, summary, () => undefined)
  next.begin(true)
  next.receive(startedEvent)
  next.receive({ ...resumed(1, 0), elapsedMs: 2500 } as typeof startedEvent)
  vi.advanceTimersByTime(1000)
  expect(next.elapsedMs).toBe(3500)
})
