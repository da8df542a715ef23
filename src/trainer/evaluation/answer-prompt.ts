import type { ModelQuestion } from '../../shared/evaluation/model-question.ts'
import { writeText } from '../generation/generate-job.ts'
import type { AnswerOptions } from './answer-samples.ts'
import type { OpenedModel } from './open-model.ts'

/** Goes on with a text, piece by piece. Throws  ProblemError  those of `generate` */
export async function answerPrompt(
  opened: OpenedModel,
  { settings }: Extract<ModelQuestion, { kind: 'prompt' }>,
  { signal, send }: AnswerOptions
): Promise<void> {
  const onText = (text: string): void => send({ kind: 'text', text })
  const { tokenCount, isEnded, durationMs } = await writeText(opened, settings, { signal, onText })
  send({ kind: 'text-ended', isEnded, tokenCount, durationMs })
}
