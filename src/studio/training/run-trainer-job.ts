import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { TrainerJob, TrainerResult } from '../../shared/rpc/trainer-protocol.ts'
import type { StartTrainer } from './run-queue.ts'

export interface TrainerJobOptions {
  readonly logFile: string
  readonly signal?: AbortSignal
  readonly onProgress?: (doneShare: number) => void
  /** Each piece of a text that is being generated. */
  readonly onText?: (text: string) => void
}

/** One job in a trainer process of its own, beside the queue. Throws  ProblemError  when it failed or was cancelled */
export async function runTrainerJob(
  start: StartTrainer,
  job: TrainerJob,
  options: TrainerJobOptions
): Promise<TrainerResult> {
  let result: TrainerResult | undefined
  const trainer = start({
    job,
    logFile: options.logFile,
    onMessage: (message) => {
      if (message.type === 'done') result = message.result
      if (message.type === 'generated') options.onText?.(message.text)
      if (message.type === 'task-progress') options.onProgress?.(message.doneShare)
    }
  })
  const cancel = (): void => trainer.cancel()
  options.signal?.addEventListener('abort', cancel)
  if (options.signal?.aborted === true) cancel()
  const outcome = await trainer.ended
  options.signal?.removeEventListener('abort', cancel)
  if (outcome.kind === 'cancelled') throw new ProblemError(problem('system/cancelled', {}))
  if (outcome.kind === 'failed') throw new ProblemError(outcome.problem)
  if (result === undefined) throw new Error(`The ${job.kind} job ended without a result.`)
  return result
}
