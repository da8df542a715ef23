import type { Problem } from '../shared/core/checked.ts'
import { ProblemError } from '../shared/core/checked.ts'
import { problem } from '../shared/problems/catalogue.ts'
import type { TrainerJob, TrainerMessage, TrainerResult } from '../shared/rpc/trainer-protocol.ts'
import { answerQuestions } from './evaluation/answer-questions.ts'
import { evaluateOn } from './evaluation/evaluate-job.ts'
import { predictRows } from './evaluation/predict-job.ts'
import { exportRun } from './export/export-run.ts'
import type { QuestionQueue } from './question-queue.ts'
import { generateText } from './generation/generate-job.ts'
import { probeMachine } from './runtime/probe.ts'
import { findLearningRate } from './training/find-rate.ts'
import { forecastTraining } from './training/forecast.ts'
import { train } from './training/train.ts'

export interface JobContext {
  readonly send: (message: TrainerMessage) => void
  readonly signal: AbortSignal
  /** Asked of an open model. */
  readonly questions: QuestionQueue
}

/** Does one job from start to end; its last message is `done` or `failed`. */
export async function runJob(job: TrainerJob, context: JobContext): Promise<void> {
  try {
    context.send({ type: 'done', result: await doJob(job, context) })
  } catch (error) {
    const found = problemOf(error, job)
    if (job.kind === 'train') context.send({ type: 'event', event: { type: 'failed', problem: found } })
    context.send({ type: 'failed', problem: found })
  }
}

async function doJob(job: TrainerJob, { send, signal, questions }: JobContext): Promise<TrainerResult> {
  const onProgress = (doneShare: number): void => {
    send({ type: 'task-progress', doneShare })
  }
  switch (job.kind) {
    case 'train':
      await train(job, {
        send: (event) => {
          send({ type: 'event', event })
        },
        signal
      })
      return { kind: 'train' }
    case 'evaluate':
      return { kind: 'evaluate', ...(await evaluateOn(job)) }
    case 'predict':
      return { kind: 'predict', ...(await predictRows(job, { signal, onProgress })) }
    case 'export':
      return { kind: 'export', manifest: await exportRun(job, onProgress) }
    case 'generate': {
      const onText = (text: string): void => send({ type: 'generated', text })
      return { kind: 'generate', ...(await generateText(job, { signal, onText })) }
    }
    case 'open-model':
      await answerQuestions(job, { send, signal, questions, problemOf: (error) => problemOf(error, job) })
      return { kind: 'open-model' }
    case 'forecast':
      return { kind: 'forecast', forecast: await forecastTraining(job, { onProgress }) }
    case 'find-learning-rate':
      return { kind: 'find-learning-rate', sweep: await findLearningRate(job, { signal, onProgress }) }
    case 'probe':
      return probeMachine()
  }
}

/** What TensorFlow and V8 say when memory runs out. */
const OUT_OF_MEMORY =
  /OOM when allocating|ResourceExhausted|out of memory|Array buffer allocation failed|Invalid typed array length/iu

/** What the person is told of whatever was thrown; what is not a problem of theirs is also logged in full. */
function problemOf(error: unknown, job: TrainerJob): Problem {
  if (error instanceof ProblemError) return error.problem
  console.error(error)
  const text = error instanceof Error ? error.message : String(error)
  if (OUT_OF_MEMORY.test(text)) {
    return 'recipe' in job
      ? problem('training/out-of-memory', { batchSize: job.recipe.training.batchSize })
      : problem('evaluation/out-of-memory', {})
  }
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOSPC') return problem('training/disk-full', {})
  return problem('system/fault', { what: job.kind })
}
