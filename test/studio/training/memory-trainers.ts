import type { EpochRecord, RunEvent } from '../../../src/shared/training/run-events.ts'
import type { TrainerCommand, TrainerJob, TrainerMessage } from '../../../src/shared/rpc/trainer-protocol.ts'
import type { StartTrainer } from '../../../src/studio/training/run-queue.ts'
import { supervise, type TrainerPort } from '../../../src/studio/training/supervisor.ts'

type End = Parameters<Parameters<TrainerPort['onEnd']>[0]>[0]

/** A trainer in memory: what it was told, and hands to speak and end with. */
export interface MemoryTrainer {
  readonly job: Extract<TrainerJob, { kind: 'train' }>
  readonly commands: readonly TrainerCommand['type'][]
  say(...events: RunEvent[]): void
  heartbeat(memoryBytes: number): void
  /** Its last message, then its end. */
  finish(message: TrainerMessage): void
  die(end?: Partial<End>): void
}

/** In place of processes: the queue and its supervisors are real, the trainers are hands. */
export function memoryTrainers() {
  const started: MemoryTrainer[] = []
  const waiting: (() => void)[] = []
  const startTrainer: StartTrainer = (options) => {
    const commands: TrainerCommand['type'][] = []
    let hear: (raw: unknown) => void = () => {}
    let end: (end: End) => void = () => {}
    const port: TrainerPort = {
      pid: started.length + 1,
      send: ({ type }) => commands.push(type),
      kill: () => end({ code: null, signal: 'SIGKILL' }),
      onMessage: (listener) => (hear = listener),
      onEnd: (listener) => (end = listener)
    }
    if (options.job.kind !== 'train') throw new Error('Only runs are trained here.')
    const supervised = supervise(port, { ...options, machineMemoryBytes: 8e9 })
    started.push({
      job: options.job,
      commands,
      say: (...events) => events.forEach((event) => hear({ type: 'event', event })),
      heartbeat: (memoryBytes) => hear({ type: 'heartbeat', memoryBytes }),
      finish: (message) => {
        hear(message)
        end({ code: 0, signal: null })
      },
      die: (how = {}) => end({ code: null, signal: 'SIGKILL', ...how })
    })
    for (const tell of waiting.splice(0)) tell()
    return supervised
  }
  /** The trainer that is started next, or the n-th. */
  const nth = async (count: number): Promise<MemoryTrainer> => {
    for (;;) {
      const found = started[count - 1]
      if (found !== undefined) return found
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }
  return { startTrainer, started, nth }
}

export const stepsPerEpoch = 4

export const startedEvent: RunEvent = {
  type: 'started',
  device: 'CPU',
  engine: 'TensorFlow',
  versions: {},
  epochs: 5,
  stepsPerEpoch,
  rowCounts: { train: 16, validation: 4, test: 4 },
  weightCount: 10,
  checkpointBytes: 80
}

export const epochOf = (epoch: number): EpochRecord => ({
  epoch,
  train: { loss: 1 / epoch },
  validation: { loss: 1 / epoch },
  durationMs: 10,
  learningRate: 0.1,
  isBest: true
})

/** What a trainer says of whole epochs; each step has a loss of its own. */
export const epochEvents = (from: number, to: number): RunEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).flatMap((epoch): RunEvent[] => [
    progressOf(epoch, 1, stepsPerEpoch),
    { type: 'epoch-ended', record: epochOf(epoch), elapsedMs: epoch * 10 }
  ])

/** Progress through steps `first` to `last` of an epoch. */
export const progressOf = (epoch: number, first: number, last: number): RunEvent => ({
  type: 'progress',
  epoch,
  step: last,
  stepLosses: Array.from({ length: last - first + 1 }, (_, index) => lossOf(epoch, first + index)),
  samplesPerSecond: 100,
  remainingMs: 1000,
  memoryBytes: 1e6
})

export const lossOf = (epoch: number, step: number): number => 1 / ((epoch - 1) * stepsPerEpoch + step)

export const checkpointed = (epoch: number, step: number): RunEvent => ({
  type: 'checkpointed',
  epoch,
  step,
  sizeBytes: 80
})

export const resumed = (epoch: number, step: number): RunEvent => ({
  type: 'resumed',
  epoch,
  step,
  records: Array.from({ length: epoch - 1 }, (_, index) => epochOf(index + 1)),
  elapsedMs: (epoch - 1) * 10
})

export const finishedEvent = (reason: 'all-epochs' | 'stopped'): RunEvent => ({
  type: 'finished',
  reason,
  bestEpoch: 5,
  durationMs: 50
})
export const done: TrainerMessage = { type: 'done', result: { kind: 'train' } }
