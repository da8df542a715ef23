import type { ModelQuestion } from '../../shared/evaluation/model-question.ts'
import { writeText } from '../generation/generate-job.ts'
import type { AnswerOptions } from './answer-samples.ts'
import type { OpenedModel } from './open-model.ts'
import { piecesOf, tokensBefore } from './text-pieces.ts'

/**
 * Goes on with a text, piece by piece, and tells at its end of which tokens it is.
 *
 * Throws  ProblemError  those of `generate`
 */
export async function answerPrompt(
  opened: OpenedModel,
  { settings }: Extract<ModelQuestion, { kind: 'prompt' }>,
  { signal, send }: AnswerOptions
): Promise<void> {
  const onText = (text: string): void => send({ kind: 'text', text })
  const { text, tokenCount, isEnded, durationMs } = await writeText(opened, settings, { signal, onText })
  const { preparation } = opened
  // A question and its answer are two texts, each read by steps of its own.
  if (preparation.task !== 'pairs') {
    const pieces = piecesOf(preparation, tokensBefore(preparation, `${settings.prompt}${text}`))
    send({ kind: 'pieces', input: preparation.inputs[0]?.name ?? '', pieces, cutCount: 0 })
  }
  send({ kind: 'text-ended', isEnded, tokenCount, durationMs })
}
