import type { Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'

interface SilenceLimits {
  /** Silence after which the person is told. */
  readonly tellAfterMs: number
  /** Silence after which the process is killed. */
  readonly killAfterMs: number
}

export interface SupervisorTiming extends SilenceLimits {
  /** Before the first word: TensorFlow may have to be read from a slow disk. */
  readonly starting: SilenceLimits
}

export const usualTiming: SupervisorTiming = {
  tellAfterMs: 15_000,
  killAfterMs: 60_000,
  starting: { tellAfterMs: 30_000, killAfterMs: 180_000 }
}

/**
 * How long silence is borne.
 *
 * Input  env  `LAYERWRIGHT_HUNG_SECONDS`: seconds of silence after which a training process is ended and started again,
 *             60 where nothing is said; the person is told after a quarter of them
 */
export function timingFrom(env: Readonly<Record<string, string | undefined>>): SupervisorTiming {
  const asked = 1000 * Number(env['LAYERWRIGHT_HUNG_SECONDS'])
  return asked > 0 ? { ...usualTiming, tellAfterMs: asked / 4, killAfterMs: asked } : usualTiming
}

/** How a trainer process ended. */
export type TrainerOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly isCrash: boolean }

interface Watched {
  readonly heardAtMs: number
  readonly tickedAtMs: number
  readonly memoryBytes: number
  readonly isSilent: boolean
  /** What it said of its own end, before the process was gone. */
  readonly verdict: TrainerOutcome | undefined
}

/** starting: nothing heard yet · working · stopping: asked to stop or pause, or being killed by us for the given reason · exited */
export type SupervisorState =
  | (Watched & { readonly kind: 'starting' | 'working' })
  | (Watched & { readonly kind: 'stopping'; readonly killedFor: TrainerOutcome | undefined })
  | { readonly kind: 'exited'; readonly outcome: TrainerOutcome }

export type SupervisorInput =
  | { readonly type: 'heard'; readonly atMs: number; readonly memoryBytes?: number }
  | { readonly type: 'done'; readonly atMs: number }
  | { readonly type: 'failed'; readonly atMs: number; readonly problem: Problem }
  | { readonly type: 'nonsense'; readonly detail: string }
  | { readonly type: 'tick'; readonly atMs: number }
  | { readonly type: 'stop-asked' }
  | { readonly type: 'pause-asked' }
  | { readonly type: 'cancel-asked' }
  | {
      readonly type: 'exited'
      readonly code: number | null
      readonly signal: string | null
      readonly machineMemoryBytes: number
      /** The system counted a process that it ended for want of memory, or the trainer's last words say so. */
      readonly isMemoryGone?: boolean | undefined
    }
  | { readonly type: 'not-started'; readonly reason: string }

export type SupervisorEffect =
  | { readonly type: 'send-stop' }
  | { readonly type: 'send-pause' }
  | { readonly type: 'kill' }
  | { readonly type: 'tell'; readonly problem: Problem }

export interface SupervisorStep {
  readonly state: SupervisorState
  readonly effects: readonly SupervisorEffect[]
}

/** Last memory above this share of the machine's makes a SIGKILL from outside an out-of-memory kill. */
const highMemoryShare = 0.6
/** The supervisor itself slept (laptop closed, process stopped): such a gap says nothing of the trainer. */
const sleepGapMs = 5_000

export const startSupervisor = (atMs: number): SupervisorState => ({
  kind: 'starting',
  heardAtMs: atMs,
  tickedAtMs: atMs,
  memoryBytes: 0,
  isSilent: false,
  verdict: undefined
})

/** What follows from one thing that happened. Pure: clocks, processes and messages are all outside. */
export function superviseStep(
  state: SupervisorState,
  input: SupervisorInput,
  timing: SupervisorTiming
): SupervisorStep {
  if (state.kind === 'exited') return same(state)
  switch (input.type) {
    case 'heard':
      return same(heard(state, input.atMs, input.memoryBytes))
    case 'done':
      return same({ ...heard(state, input.atMs), verdict: { kind: 'done' } })
    case 'failed':
      return same({
        ...heard(state, input.atMs),
        verdict: { kind: 'failed', problem: input.problem, isCrash: false }
      })
    case 'nonsense':
      return kill(state, crash(problem('system/trainer-nonsense', { detail: input.detail })))
    case 'tick':
      return tick(state, input.atMs, timing)
    case 'stop-asked':
    case 'pause-asked':
      if (state.kind === 'stopping') return same(state)
      return {
        state: { ...state, kind: 'stopping', killedFor: undefined },
        effects: [{ type: input.type === 'stop-asked' ? 'send-stop' : 'send-pause' }]
      }
    case 'cancel-asked':
      return kill(state, { kind: 'cancelled' })
    case 'exited':
      return same({ kind: 'exited', outcome: outcomeOf(state, input) })
    case 'not-started':
      return same({
        kind: 'exited',
        outcome: crash(problem('system/trainer-crashed', { how: input.reason }))
      })
  }
}

type Alive = Exclude<SupervisorState, { kind: 'exited' }>

const same = (state: SupervisorState): SupervisorStep => ({ state, effects: [] })
const crash = (found: Problem): TrainerOutcome => ({ kind: 'failed', problem: found, isCrash: true })

function heard(state: Alive, atMs: number, memoryBytes = state.memoryBytes): Alive {
  const watched = { heardAtMs: atMs, memoryBytes, isSilent: false }
  return state.kind === 'stopping' ? { ...state, ...watched } : { ...state, ...watched, kind: 'working' }
}

function kill(state: Alive, reason: TrainerOutcome): SupervisorStep {
  if (state.kind === 'stopping' && state.killedFor !== undefined) return same(state)
  return { state: { ...state, kind: 'stopping', killedFor: reason }, effects: [{ type: 'kill' }] }
}

function tick(state: Alive, atMs: number, timing: SupervisorTiming): SupervisorStep {
  const sleptMs = atMs - state.tickedAtMs
  const heardAtMs = sleptMs > sleepGapMs ? state.heardAtMs + sleptMs : state.heardAtMs
  const watched = { ...state, heardAtMs, tickedAtMs: atMs }
  const silentMs = atMs - heardAtMs
  const seconds = Math.round(silentMs / 1000)
  const limits = state.kind === 'starting' ? timing.starting : timing
  if (silentMs >= limits.killAfterMs) return kill(watched, crash(problem('system/trainer-hung', { seconds })))
  if (silentMs < limits.tellAfterMs || state.isSilent) return same(watched)
  const limit = Math.round(limits.killAfterMs / 1000)
  return {
    state: { ...watched, isSilent: true },
    effects: [{ type: 'tell', problem: problem('system/trainer-silent', { seconds, limit }) }]
  }
}

function outcomeOf(state: Alive, exit: Extract<SupervisorInput, { type: 'exited' }>): TrainerOutcome {
  // What it said before it went is worth more than how it went: its results lie on disk.
  if (state.verdict !== undefined) return state.verdict
  if (state.kind === 'stopping' && state.killedFor !== undefined) return state.killedFor
  const isHigh = exit.signal === 'SIGKILL' && state.memoryBytes > highMemoryShare * exit.machineMemoryBytes
  if (isHigh || exit.isMemoryGone === true) {
    const usedMegabytes = Math.round(state.memoryBytes / 1e6)
    return crash(problem('system/out-of-memory', { usedMegabytes }))
  }
  if (exit.signal === 'SIGKILL') return crash(problem('system/trainer-killed', {}))
  return crash(
    problem('system/trainer-crashed', { how: exit.signal ?? `exit status ${exit.code ?? 'unknown'}` })
  )
}

/** How long to wait before a trainer that died is started again: the first, second and third time. */
export const usualRestartDelaysMs: readonly number[] = [1000, 4000, 16_000]
const loopWindowMs = 5 * 60_000

/**
 * How long to wait before the next start after these crashes; undefined when they are a loop that must not go on by itself:
 * as many restarts as there are delays, within five minutes, did not help.
 */
export function restartDelayMs(
  crashedAtMs: readonly number[],
  nowMs: number,
  delaysMs = usualRestartDelaysMs
): number | undefined {
  const recent = crashedAtMs.filter((atMs) => nowMs - atMs < loopWindowMs).length
  return delaysMs[Math.max(0, recent - 1)]
}

export const crashLoopProblem = (how: string): Problem =>
  problem('system/crash-loop', {
    count: usualRestartDelaysMs.length + 1,
    minutes: loopWindowMs / 60_000,
    how
  })
