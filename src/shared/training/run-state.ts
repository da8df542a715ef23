import type { Problem } from '../core/checked.ts'
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
  readonly stepLosses: readonly { readonly x: number; readonly y: number }[]
  readonly warnings: readonly Problem[]
  readonly reason: Finished['reason'] | null
  readonly durationMs: number | null
  readonly problem: Problem | null
}

export const queuedRun: RunState = {
  status: 'queued',
  preparedShare: 0,
  started: null,
  epochs: [],
  bestEpoch: null,
  progress: null,
  stepLosses: [],
  warnings: [],
  reason: null,
  durationMs: null,
  problem: null
}

const STEP_LOSS_LIMIT = 2000

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
      return state
    case 'paused':
      return { ...state, status: 'paused', progress: null }
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

/** Takes over the checkpoint's epochs and forgets the losses of steps that are done again. */
function resumeRun(state: RunState, { epoch, step, records, elapsedMs }: Resumed): RunState {
  const x = epoch - 1 + step / (state.started?.stepsPerEpoch ?? 1)
  return {
    ...state,
    epochs: records,
    bestEpoch: records.filter(({ isBest }) => isBest).at(-1)?.epoch ?? null,
    stepLosses: state.stepLosses.filter((point) => point.x <= x),
    progress: state.progress === null ? null : { ...state.progress, epoch, step, elapsedMs }
  }
}

function advance(state: RunState, event: Extract<RunEvent, { type: 'progress' }>): RunState {
  const { epoch, step, samplesPerSecond, remainingMs, memoryBytes } = event
  const stepsPerEpoch = state.started?.stepsPerEpoch ?? Math.max(step, 1)
  const lossCount = event.stepLosses.length
  const y = event.stepLosses.reduce((sum, loss) => sum + loss, 0) / lossCount
  const x = epoch - 1 + (step - lossCount / 2) / stepsPerEpoch
  const elapsedMs = state.progress?.elapsedMs ?? 0
  return {
    ...state,
    progress: { epoch, step, stepsPerEpoch, samplesPerSecond, remainingMs, memoryBytes, elapsedMs },
    stepLosses: lossCount === 0 ? state.stepLosses : withPoint(state.stepLosses, { x, y })
  }
}

/** Adds a point; when there are too many, neighbours are put together two by two. */
function withPoint(
  points: RunState['stepLosses'],
  point: RunState['stepLosses'][number]
): RunState['stepLosses'] {
  const all = [...points, point]
  if (all.length <= STEP_LOSS_LIMIT) return all
  return all.flatMap((left, index) => {
    if (index % 2 === 1) return []
    const right = all[index + 1] ?? left
    return [{ x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 }]
  })
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
