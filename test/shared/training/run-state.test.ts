import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/shared/training/run-events.ts'
import { queuedRun, reduceRun, type RunState } from '../../../src/shared/training/run-state.ts'
import { problem } from '../../../src/shared/problems/catalogue.ts'

const started: RunEvent = {
  type: 'started',
  device: 'CPU',
  engine: 'TensorFlow 2.21.0',
  versions: { tensorflow: '2.21.0' },
  epochs: 3,
  stepsPerEpoch: 4,
  rowCounts: { train: 8, validation: 2, test: 2 },
  weightCount: 10,
  checkpointBytes: 80
}
const progress = (epoch: number, step: number, stepLosses: number[]): RunEvent => ({
  type: 'progress',
  epoch,
  step,
  stepLosses,
  samplesPerSecond: 100,
  remainingMs: 500,
  memoryBytes: 1000
})
const epochEnded = (epoch: number, loss: number, isBest: boolean): RunEvent => ({
  type: 'epoch-ended',
  record: { epoch, train: { loss }, validation: { loss }, durationMs: 5, learningRate: 0.1, isBest },
  elapsedMs: epoch * 10
})
const after = (...events: RunEvent[]): RunState => events.reduce(reduceRun, queuedRun)

describe('reduceRun', () => {
  it('follows the preparation', () => {
    expect(after({ type: 'preparing', doneShare: 0.4 })).toMatchObject({
      status: 'preparing',
      preparedShare: 0.4
    })
  })

  it('starts with its sizes and no progress made', () => {
    expect(after(started)).toMatchObject({
      status: 'running',
      started: { device: 'CPU', weightCount: 10 },
      progress: { epoch: 1, step: 0, stepsPerEpoch: 4 }
    })
  })

  it('puts the loss of each step at its middle, and leaves out steps that were never told', () => {
    const state = after(started, progress(1, 1, [4]), progress(2, 2, [1, 2]))
    expect(state.progress).toMatchObject({ epoch: 2, step: 2, stepsPerEpoch: 4, samplesPerSecond: 100 })
    expect(state.stepLosses).toEqual([
      { x: 0.125, y: 4 },
      { x: 1.125, y: 1 },
      { x: 1.375, y: 2 }
    ])
  })

  it('adds no point for a progress event without losses', () => {
    expect(after(started, progress(1, 0, [])).stepLosses).toEqual([])
  })

  it('halves the points of the loss once there are 2,000', () => {
    const events = Array.from({ length: 2000 }, (_, step) => progress(1, step + 1, [step]))
    const { stepLosses } = after({ ...started, stepsPerEpoch: 4000 }, ...events)
    expect(stepLosses).toHaveLength(1000)
    expect(stepLosses[0]).toEqual({ x: 1 / 4000, y: 0.5 })
  })

  it('keeps every epoch and the best of them', () => {
    const state = after(started, epochEnded(1, 0.5, true), epochEnded(2, 0.7, false))
    expect(state.epochs.map(({ epoch }) => epoch)).toEqual([1, 2])
    expect(state.bestEpoch).toBe(1)
    expect(state.progress).toMatchObject({ epoch: 2, elapsedMs: 20 })
  })

  it('collects warnings', () => {
    const found = problem('training/no-validation-rows', {})
    expect(after({ type: 'warned', problem: found }).warnings).toEqual([found])
  })

  it('says when it evaluates', () => {
    expect(after(started, { type: 'evaluating' }).status).toBe('evaluating')
  })

  it.each([
    ['all-epochs', 'completed'],
    ['early-stopping', 'completed'],
    ['stopped', 'stopped']
  ] as const)('ends by %s as %s', (reason, status) => {
    const state = after(started, { type: 'finished', reason, bestEpoch: 2, durationMs: 99 })
    expect(state).toMatchObject({ status, reason, bestEpoch: 2, durationMs: 99, progress: null })
  })

  it('goes on from a checkpoint with its epochs, and forgets what was told after it', () => {
    const kept = epochEnded(1, 0.5, true)
    if (kept.type !== 'epoch-ended') throw new Error('This is an epoch.')
    const before = after(started, progress(1, 4, [3]), kept, progress(2, 1, [2]), progress(2, 3, [1, 0]))
    const resumed: RunEvent = { type: 'resumed', epoch: 2, step: 1, records: [kept.record], elapsedMs: 12 }
    const state = [started, resumed].reduce(reduceRun, before)
    expect(state.epochs).toEqual([kept.record])
    expect(state.stepLosses.map(({ y }) => y)).toEqual([3, 2])
    expect(state).toMatchObject({
      status: 'running',
      bestEpoch: 1,
      progress: { epoch: 2, step: 1, elapsedMs: 12 }
    })
  })

  it('is paused once the trainer says so', () => {
    const state = after(started, { type: 'paused', epoch: 2, step: 1 })
    expect(state).toMatchObject({ status: 'paused', progress: null, problem: null })
  })

  it('keeps why it failed and what was reached', () => {
    const found = problem('training/loss-not-finite', { epoch: 2, step: 1, kept: 1 })
    const state = after(started, epochEnded(1, 0.5, true), { type: 'failed', problem: found })
    expect(state).toMatchObject({ status: 'failed', problem: found, bestEpoch: 1, progress: null })
  })
})
