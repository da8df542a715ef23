import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { epochRecord, type EpochRecord, type RunEvent } from '../../shared/training/run-events.ts'
import { runEvent } from '../../shared/training/run-events.ts'
import { replaceFile } from '../runtime/durable-files.ts'
import type { TrainingClock } from './course.ts'

const NAME = 'finished.json'

type Event<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

/** What a finished run told, so that it can be told again to a studio that went before it could take it down. */
const finishedRun = z.strictObject({
  started: runEvent,
  records: z.array(epochRecord),
  elapsedMs: z.number().min(0),
  finished: runEvent
})

export interface FinishedRun {
  readonly started: Event<'started'>
  readonly records: readonly EpochRecord[]
  readonly clock: Pick<TrainingClock, 'elapsedMs'>
  readonly finished: Event<'finished'>
}

export async function keepFinished(
  runFolder: string,
  { started, records, clock, finished }: FinishedRun
): Promise<void> {
  const document = { started, records, elapsedMs: clock.elapsedMs, finished }
  await replaceFile(path.join(runFolder, NAME), JSON.stringify(document))
}

/** Tells a run again that was finished already; false where it was not. */
export async function tellFinished(runFolder: string, send: (event: RunEvent) => void): Promise<boolean> {
  const text = await readFile(path.join(runFolder, NAME), 'utf8').catch(() => undefined)
  if (text === undefined) return false
  const { started, records, elapsedMs, finished } = finishedRun.parse(JSON.parse(text))
  send(started)
  send({ type: 'resumed', epoch: records.length + 1, step: 0, records, elapsedMs })
  send(finished)
  return true
}

/** Documents of a run that begins or goes on: not finished any more. */
export async function writeRunFiles(
  runFolder: string,
  files: Readonly<Record<string, unknown>>
): Promise<void> {
  await mkdir(runFolder, { recursive: true })
  await rm(path.join(runFolder, NAME), { force: true })
  for (const [name, content] of Object.entries(files)) {
    await replaceFile(path.join(runFolder, `${name}.json`), JSON.stringify(content, null, 2))
  }
}
