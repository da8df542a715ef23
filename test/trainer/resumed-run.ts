import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { EpochRecord, RunEvent } from '../../src/shared/training/run-events.ts'
import type { TrainJob } from '../../src/trainer/training/train.ts'
import { readBestCheckpoint } from '../../src/trainer/training/checkpoint/read-checkpoint.ts'
import { eventsOf, forkTrainer, type TestTrainer } from './trainer-process.ts'

/** What must be equal, bit for bit, however often a run was interrupted. */
export interface RunOutcome {
  /** SHA-256 of the best weights, and of what was measured in each epoch. */
  readonly weights: string
  readonly history: string
  /** Of evaluation.json and predictions.json. */
  readonly evaluation: string
  readonly predictions: string
}

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** Epochs of a run as the studio would hold them after all its attempts. */
export function recordsOf(events: readonly RunEvent[]): EpochRecord[] {
  const records: EpochRecord[] = []
  for (const event of events) {
    if (event.type === 'resumed') records.splice(0, Infinity, ...event.records)
    if (event.type === 'epoch-ended') records.push(event.record)
  }
  return records
}

export async function outcomeOf(runFolder: string, events: readonly RunEvent[]): Promise<RunOutcome> {
  const found = await readBestCheckpoint(runFolder)
  if (!found.ok) throw new Error(found.problem.message)
  const history = recordsOf(events).map(({ durationMs: _, ...measured }) => measured)
  const bytes = found.value.map(({ values }) => new Uint8Array(values.buffer))
  return {
    weights: hashOf(Buffer.concat(bytes)),
    history: hashOf(JSON.stringify(history)),
    evaluation: hashOf(await readFile(path.join(runFolder, 'evaluation.json'))),
    predictions: hashOf(await readFile(path.join(runFolder, 'predictions.json')))
  }
}

/** One attempt at a job in a process of its own; `interrupt` may end it before its time. */
export async function attempt(
  job: TrainJob,
  interrupt: (trainer: TestTrainer) => Promise<void> = async () => {}
): Promise<RunEvent[]> {
  const trainer = forkTrainer()
  try {
    trainer.send({ type: 'start', job })
    await interrupt(trainer)
    await trainer.ended()
    await wait(0)
    return eventsOf(trainer.messages)
  } finally {
    trainer.child.kill('SIGKILL')
  }
}

/** Goes on with a job until it has finished, by attempts that are each interrupted after some time. */
export async function workThrough(
  job: TrainJob,
  interruptions: readonly ((trainer: TestTrainer) => Promise<void>)[]
): Promise<RunEvent[]> {
  const all: RunEvent[] = []
  for (const [index, interrupt] of [...interruptions, undefined].entries()) {
    const events = await attempt({ ...job, resume: index > 0 }, interrupt)
    all.push(...events)
    const last = events.at(-1)
    if (last?.type === 'finished') return all
    if (last?.type === 'failed') throw new Error(last.problem.message)
  }
  throw new Error(`The run did not finish: ${JSON.stringify(all.at(-1))}`)
}
