import {
  trainerMessage,
  type TrainerCommand,
  type TrainerJob,
  type TrainerMessage
} from '../../shared/rpc/trainer-protocol.ts'
import type { Problem } from '../../shared/core/checked.ts'
import {
  startSupervisor,
  superviseStep,
  usualTiming,
  type SupervisorEffect,
  type SupervisorInput,
  type SupervisorTiming,
  type TrainerOutcome
} from './supervisor-state.ts'

/** The wire to a trainer: a child process, or a pair in memory in tests. */
export interface TrainerPort {
  readonly pid: number | undefined
  send(command: TrainerCommand): void
  readonly kill: () => void
  onMessage(listener: (raw: unknown) => void): void
  /** Called once; `reason` where the process could not be started at all. */
  onEnd(listener: (end: TrainerEnd) => void): void
}

export interface TrainerEnd {
  readonly code: number | null
  readonly signal: string | null
  /** Why it could not be started at all. */
  readonly reason?: string
  /** It ended for want of memory, as the system's count or its own last words say. */
  readonly isMemoryGone?: boolean
}

export interface SuperviseOptions {
  readonly job: TrainerJob
  readonly onMessage: (message: TrainerMessage) => void
  /** Told while the process is silent; the job goes on. */
  readonly onTrouble?: (problem: Problem) => void
  readonly timing?: SupervisorTiming
  readonly tickMs?: number
  readonly machineMemoryBytes: number
  /** A clock that never jumps. */
  readonly now?: () => number
}

/** A trainer at work on one job. */
export interface SupervisedTrainer {
  readonly pid: number | undefined
  /** Resolves when the process is gone. Never rejects. */
  readonly ended: Promise<TrainerOutcome>
  /** Passes on what the job itself understands: a question to an open model. */
  tell(command: Extract<TrainerCommand, { type: 'ask' | 'cancel' }>): void
  /** Asks for the end at the next step, keeping the best. */
  stop(): void
  /** Asks for a checkpoint at the next step and the end after it. */
  pause(): void
  /** Ends it at once; the outcome is 'cancelled'. */
  cancel(): void
}

/** Gives a trainer its job, listens, watches its silence, and says how it ended. */
export function supervise(port: TrainerPort, options: SuperviseOptions): SupervisedTrainer {
  const now = options.now ?? (() => performance.now())
  const timing = options.timing ?? usualTiming
  let state = startSupervisor(now())
  let settle: (outcome: TrainerOutcome) => void = () => {}
  const ended = new Promise<TrainerOutcome>((resolve) => {
    settle = resolve
  })

  const act = (effect: SupervisorEffect): void => {
    if (effect.type === 'kill') port.kill()
    else if (effect.type === 'send-stop') port.send({ type: 'stop' })
    else if (effect.type === 'send-pause') port.send({ type: 'pause' })
    else options.onTrouble?.(effect.problem)
  }
  const happen = (input: SupervisorInput): void => {
    if (state.kind === 'exited') return
    const step = superviseStep(state, input, timing)
    state = step.state
    for (const effect of step.effects) act(effect)
    if (state.kind !== 'exited') return
    clearInterval(ticker)
    settle(state.outcome)
  }

  const ticker = setInterval(() => happen({ type: 'tick', atMs: now() }), options.tickMs ?? 1000)
  port.onMessage((raw) => {
    if (state.kind === 'exited') return
    const parsed = trainerMessage.safeParse(raw)
    if (!parsed.success)
      return happen({ type: 'nonsense', detail: parsed.error.issues[0]?.message ?? 'unknown' })
    happen(inputOf(parsed.data, now()))
    options.onMessage(parsed.data)
  })
  port.onEnd(({ code, signal, reason, isMemoryGone }) =>
    happen(
      reason === undefined
        ? { type: 'exited', code, signal, isMemoryGone, machineMemoryBytes: options.machineMemoryBytes }
        : { type: 'not-started', reason }
    )
  )
  port.send({ type: 'start', job: options.job })
  return {
    pid: port.pid,
    ended,
    tell: (command) => {
      if (state.kind !== 'exited') port.send(command)
    },
    stop: () => happen({ type: 'stop-asked' }),
    pause: () => happen({ type: 'pause-asked' }),
    cancel: () => happen({ type: 'cancel-asked' })
  }
}

function inputOf(message: TrainerMessage, atMs: number): SupervisorInput {
  switch (message.type) {
    case 'heartbeat':
      return { type: 'heard', atMs, memoryBytes: message.memoryBytes }
    case 'done':
      return { type: 'done', atMs }
    case 'failed':
      return { type: 'failed', atMs, problem: message.problem }
    default:
      return { type: 'heard', atMs }
  }
}
