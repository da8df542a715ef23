import { unwrap, type Problem } from '../../shared/core/checked.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import type { JobContext } from '../job.ts'
import type { AskedQuestion } from '../question-queue.ts'
import { answerAttention } from './answer-attention.ts'
import { answerImage } from './answer-image.ts'
import { answerPrompt } from './answer-prompt.ts'
import { answerRow } from './answer-row.ts'
import type { AnswerOptions } from './answer-samples.ts'
import { openModel, type OpenedModel } from './open-model.ts'

type OpenModelJob = Extract<TrainerJob, { kind: 'open-model' }>

interface QuestionContext extends JobContext {
  /** What the person is told of whatever was thrown. */
  readonly problemOf: (error: unknown) => Problem
}

/**
 * Keeps one model loaded and answers one question after the other, until the signal is aborted.
 *
 * Problems  those of `openModel`; what is wrong with a question refuses that question alone
 */
export async function answerQuestions(job: OpenModelJob, context: QuestionContext): Promise<void> {
  const opened = unwrap(await openModel(job.modelFolder))
  try {
    for (;;) {
      const asked = await context.questions.next(context.signal)
      if (asked === undefined) return
      await answerOne(opened, asked, context)
    }
  } finally {
    opened.model.dispose()
  }
}

async function answerOne(
  opened: OpenedModel,
  { id, question, signal }: AskedQuestion,
  { send, signal: stop, problemOf }: QuestionContext
): Promise<void> {
  const options: AnswerOptions = {
    signal: AbortSignal.any([signal, stop]),
    send: (answer) => {
      if (!signal.aborted) send({ type: 'answer', id, answer })
    }
  }
  try {
    if (question.kind === 'prompt') await answerPrompt(opened, question, options)
    else if (question.kind === 'attention') answerAttention(opened, question, options)
    else if (question.kind === 'row') await answerRow(opened, question, options)
    else await answerImage(opened, question, options)
    if (!signal.aborted) send({ type: 'answer-ended', id })
  } catch (error) {
    if (!signal.aborted && !stop.aborted) send({ type: 'refused', id, problem: problemOf(error) })
  }
}
