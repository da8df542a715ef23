import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import { applyPairs, tableOfQuestion } from '../../shared/dataset/apply-pairs.ts'
import { specialCount } from '../../shared/dataset/text/special-tokens.ts'
import type { GenerationSettings } from '../../shared/generation/generation-settings.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { OpenedModel } from '../evaluation/open-model.ts'
import { answerPairs } from './answer-pairs.ts'
import type { Generated } from './generate.ts'

/**
 * A model of pairs answers one question.
 *
 * Problems  evaluation/question-empty     nothing is asked
 *           evaluation/prompt-unknown     training has seen no word of the question; those of answerPairs
 */
export async function answerQuestion(
  { model, preparation }: Pick<OpenedModel, 'model' | 'preparation'>,
  settings: GenerationSettings,
  { signal, onText }: { readonly signal: AbortSignal; readonly onText: (text: string) => void }
): Promise<Generated> {
  const { prompt } = settings
  const asked = unwrap(applyPairs(preparation, tableOfQuestion(preparation, prompt), { needsAnswers: false }))
  if (asked.rows.length === 0) throw new ProblemError(problem('evaluation/question-empty', {}))
  const firstWord = specialCount(preparation.words ?? [])
  if (asked.samples.every((token) => token < firstWord))
    throw new ProblemError(problem('evaluation/prompt-unknown', { prompt: prompt.slice(0, 40) }))
  const [answer] = await answerPairs(model, preparation, asked.samples, { settings, signal, onText })
  return {
    text: answer?.text ?? '',
    tokenCount: answer?.tokens.length ?? 0,
    isEnded: answer?.isEnded ?? false
  }
}
