import { memoryUsage } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import {
  trainerCommand,
  trainerMessage,
  type TrainerJob,
  type TrainerMessage
} from '../shared/rpc/trainer-protocol.ts'
import { QuestionQueue } from './question-queue.ts'
import { chooseMachine, usualThreadCount } from './runtime/machine-choice.ts'
import { threadCountOf } from './training/checkpoint/read-checkpoint.ts'
import type { TrainJob } from './training/train.ts'

const HEARTBEAT_MS = 1000
/** Time to bring the checkpoint to disk when the studio is gone. */
const ORPHAN_LIMIT_MS = 4000

const stop = new AbortController()
const questions = new QuestionQueue()
let job: Promise<void> | undefined

/** Told to the studio, checked on the way out as it will be on the way in; nobody listens once it is gone. */
function send(message: TrainerMessage): void {
  if (!process.connected) return
  // With a callback, a channel that breaks at this very moment is no uncaught error; 'disconnect' follows.
  process.send?.(trainerMessage.parse(message), undefined, undefined, () => {})
}

async function start(given: TrainerJob): Promise<void> {
  const wanted = given.kind === 'train' ? { ...given, threadCount: await threadCountFor(given) } : given
  chooseMachine(
    'recipe' in wanted
      ? { device: wanted.recipe.training.device, threadCount: wanted.threadCount }
      : { device: wanted.kind === 'probe' ? 'auto' : 'cpu', threadCount: null }
  )
  // Only now: TensorFlow reads its settings while it loads.
  const { runJob } = await import('./job.ts')
  await runJob(wanted, { send, signal: stop.signal, questions })
}

/** As many threads as the run had before, since their number has a say in the last digits; else as asked for. */
async function threadCountFor({ resume, runFolder, threadCount }: TrainJob): Promise<number> {
  const before = resume ? await threadCountOf(runFolder) : undefined
  return before ?? threadCount ?? usualThreadCount()
}

function receive(raw: unknown): void {
  const command = trainerCommand.parse(raw)
  if (command.type === 'ask') return questions.add(command.id, command.question)
  if (command.type === 'cancel') return questions.cancel(command.id)
  if (command.type !== 'start') {
    stop.abort(command.type === 'pause' ? 'paused' : 'stopped')
    return
  }
  if (job !== undefined) throw new Error('A trainer does one job.')
  job = start(command.job).then(finish)
}

/** Ends once the last message has left. */
function finish(): void {
  if (process.connected) process.disconnect()
}

async function endAsOrphan(): Promise<void> {
  if (stop.signal.aborted && stop.signal.reason === 'parent-gone') return
  stop.abort('parent-gone')
  await Promise.race([job?.catch(() => undefined), wait(ORPHAN_LIMIT_MS, undefined, { ref: false })])
  process.exit(0)
}

if (process.send === undefined) {
  console.error('The trainer is started by the studio, not by hand.')
  process.exitCode = 2
} else {
  process.on('message', receive)
  process.on('disconnect', () => void endAsOrphan())
  // A log-out ends every process of the session: what is at work is kept, as if it had been paused.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => stop.abort('paused'))
  // The log's pipe may break before the channel does, when the studio is killed.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  setInterval(() => {
    send({ type: 'heartbeat', memoryBytes: memoryUsage.rss() })
  }, HEARTBEAT_MS).unref()
}
