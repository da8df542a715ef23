import type { Problem } from '../core/checked.ts'
import {
  addLosses,
  curveAfter,
  cutCurve,
  emptyCurve,
  pointsOf,
  stepCountOf,
  type LossCurve,
  type LossPoint,
  type ToldLosses
} from './loss-curve.ts'
import type { EpochRecord, RunEvent } from './run-events.ts'
import type { RunDetail, RunStatus } from './trained-run.ts'

type Started = Extract<RunEvent, { type: 'started' }>
type Resumed = Extract<RunEvent, { type: 'resumed' }>
type Finished = Extract<RunEvent, { type: 'finished' }>

/** What a run's events add up to. The store keeps it, and the screen draws it. */
export interface RunState {
  readonly status: RunStatus
  /** Share of the preparation that is done. */
  readonly preparedShare: number
  readonly started: Omit<Started, 'type'> | null
  readonly epochs: readonly EpochRecord[]
  readonly bestEpoch: number | null
  /** null before the first step and after the last. */
  readonly progress: RunDetail['progress']
  /** Mean loss of groups of steps, at most 2,000 points; x in epochs. */
  readonly stepLosses: readonly LossPoint[]
  readonly curve: LossCurve
  /** What was told last of losses, step by step. */
  readonly recent: readonly ToldLosses[]
  /** The curve as it was at the newest checkpoints, the newest last. */
  readonly marks: readonly CurveMark[]
  /** Where the run can go on. */
  readonly checkpoint: RunDetail['checkpoint']
  readonly warnings: readonly Problem[]
  readonly reason: Finished['reason'] | null
  readonly durationMs: number | null
  readonly problem: Problem | null
}

export interface CurveMark {
  readonly stepCount: number
  readonly curve: LossCurve
}

/** As many as there are generations of checkpoints, and one that is being written. */
const keptMarks = 3
/** A checkpoint is told once it is on disk, when steps behind it have been told already, in so many events at most. */
const keptRecent = 4096

export const queuedRun: RunState = {
  status: 'queued',
  preparedShare: 0,
  started: null,
  epochs: [],
  bestEpoch: null,
  progress: null,
  stepLosses: [],
  curve: emptyCurve,
  recent: [],
  marks: [],
  checkpoint: null,
  warnings: [],
  reason: null,
  durationMs: null,
  problem: null
}

/** The state after one more event; events come in the order in which the trainer told them. */
export function reduceRun(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'preparing':
      return { ...state, status: 'preparing', preparedShare: event.doneShare }
    case 'started':
      return startRun(state, event)
    case 'progress':
      return advance(state, event)
    case 'epoch-ended':
      return endEpoch(state, event)
    case 'warned':
      return { ...state, warnings: [...state.warnings, event.problem] }
    case 'resumed':
      return resumeRun(state, event)
    case 'checkpointed':
      return markCheckpoint(state, event)
    case 'paused':
      return { ...state, status: 'paused', progress: null, checkpoint: placeOf(event) }
    case 'evaluating':
      return { ...state, status: 'evaluating' }
    case 'finished':
      return {
        ...state,
        status: event.reason === 'stopped' ? 'stopped' : 'completed',
        reason: event.reason,
        bestEpoch: event.bestEpoch,
        durationMs: event.durationMs,
        progress: null
      }
    case 'failed':
      return { ...state, status: 'failed', problem: event.problem, progress: null }
  }
}

function startRun(state: RunState, event: Started): RunState {
  const { type: _, ...started } = event
  const progress = {
    epoch: 1,
    step: 0,
    stepsPerEpoch: event.stepsPerEpoch,
    samplesPerSecond: 0,
    remainingMs: null,
    memoryBytes: 0,
    elapsedMs: 0
  }
  return { ...state, status: 'running', preparedShare: 1, started, progress }
}

type Place = NonNullable<RunState['checkpoint']>

const placeOf = ({ epoch, step }: Place): Place => ({ epoch, step })

const stepsBefore = ({ started }: RunState, { epoch, step }: Place): number =>
  (epoch - 1) * (started?.stepsPerEpoch ?? 1) + step

/** Takes over the checkpoint's epochs and forgets the losses of steps that are done again. */
function resumeRun(state: RunState, event: Resumed): RunState {
  const { epoch, step, records, elapsedMs } = event
  const stepCount = stepsBefore(state, event)
  return {
    ...withCurve(state, curveAt(state, stepCount)),
    epochs: records,
    bestEpoch: records.filter(({ isBest }) => isBest).at(-1)?.epoch ?? null,
    recent: [],
    marks: state.marks.filter((mark) => mark.stepCount <= stepCount),
    checkpoint: placeOf(event),
    progress: state.progress === null ? null : { ...state.progress, epoch, step, elapsedMs }
  }
}

/** Keeps the curve as it was at this place. */
function markCheckpoint(state: RunState, event: Place): RunState {
  const stepCount = stepsBefore(state, event)
  const curve = curveAt(state, stepCount)
  const marks = [...state.marks.filter((mark) => mark.stepCount !== stepCount), { stepCount, curve }]
  return { ...state, checkpoint: placeOf(event), marks: marks.slice(-keptMarks) }
}

const curveAt = ({ curve, recent, marks }: RunState, stepCount: number): LossCurve =>
  marks.find((mark) => mark.stepCount === stepCount)?.curve ?? curveAfter(curve, recent, stepCount)

const withCurve = (state: RunState, curve: LossCurve): RunState => ({
  ...state,
  curve,
  stepLosses: pointsOf(curve, state.started?.stepsPerEpoch ?? 1)
})

function advance(state: RunState, event: Extract<RunEvent, { type: 'progress' }>): RunState {
  const { epoch, step, samplesPerSecond, remainingMs, memoryBytes, stepLosses } = event
  const stepsPerEpoch = state.started?.stepsPerEpoch ?? Math.max(step, 1)
  const elapsedMs = state.progress?.elapsedMs ?? 0
  const progress = { epoch, step, stepsPerEpoch, samplesPerSecond, remainingMs, memoryBytes, elapsedMs }
  if (stepLosses.length === 0) return { ...state, progress }
  const before = stepsBefore(state, event) - stepLosses.length
  const told = stepCountOf(state.curve)
  const start = told < before ? cutCurve(state.curve, before) : state.curve
  const curve = addLosses(start, stepLosses)
  const recent = [...state.recent.slice(1 - keptRecent), { start: before, losses: stepLosses }]
  return { ...withCurve(state, curve), progress, recent }
}

function endEpoch(state: RunState, event: Extract<RunEvent, { type: 'epoch-ended' }>): RunState {
  const { record, elapsedMs } = event
  const stepsPerEpoch = state.started?.stepsPerEpoch ?? 1
  const before = state.progress
  return {
    ...state,
    epochs: [...state.epochs, record],
    bestEpoch: record.isBest ? record.epoch : state.bestEpoch,
    progress: before === null ? null : { ...before, epoch: record.epoch, step: stepsPerEpoch, elapsedMs }
  }
}
