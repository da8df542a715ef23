import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { createRandom, deriveSeed } from '../../shared/core/random.ts'
import { tokensOfText } from '../../shared/dataset/apply-preparation.ts'
import type { FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import {
  PADDING_ID,
  TEXT_END,
  TEXT_END_ID,
  TEXT_START,
  TEXT_START_ID,
  UNKNOWN_ID
} from '../../shared/dataset/text/special-tokens.ts'
import type { GenerationSettings } from '../../shared/generation/generation-settings.ts'
import { candidatesOf, drawToken } from '../../shared/generation/sampling.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { createBreather } from '../runtime/event-loop.ts'
import type { TokenSteps } from './recurrent-steps.ts'

export interface Generated {
  readonly text: string
  readonly tokenCount: number
  /** Whether the model came to the end of its text by itself. */
  readonly isEnded: boolean
}

interface GenerateOptions {
  readonly settings: GenerationSettings
  readonly signal: AbortSignal
  /** Called with each new piece of text. */
  readonly onText: (text: string) => void
}

/**
 * Goes on with a text, token by token, until its end, its length, or the signal.
 *
 * Problems  evaluation/not-a-generator   the model was not trained to foretell the next token
 *           evaluation/prompt-empty      nothing to begin with, and the model knows no start of a text
 *           evaluation/prompt-unknown    training has seen no character of the prompt
 *           evaluation/not-finite        the model answers with no number
 */
export async function generate(
  steps: TokenSteps,
  preparation: FittedPreparation,
  { settings, signal, onText }: GenerateOptions
): Promise<Checked<Generated>> {
  const { words } = preparation
  if (preparation.task !== 'generation' || words === null)
    return fail(problem('evaluation/not-a-generator', {}))
  const prompt = readPrompt(preparation, words, settings.prompt)
  if (!prompt.ok) return prompt
  const hasEnds = words[TEXT_START_ID] === TEXT_START && words[TEXT_END_ID] === TEXT_END
  const banned = new Set([PADDING_ID, UNKNOWN_ID, ...(hasEnds ? [TEXT_START_ID] : [])])
  const random = createRandom(deriveSeed(settings.seed, 'generate'))
  const breathe = createBreather()
  const spell = spellerOf(preparation)
  let logits = new Float32Array(0)
  for (const token of prompt.value) logits = Float32Array.from(steps.next(token))
  let text = ''
  let tokenCount = 0
  for (; tokenCount < settings.length && !signal.aborted; tokenCount += 1) {
    if (!logits.every(Number.isFinite)) return fail(problem('evaluation/not-finite', {}))
    const token = drawToken(candidatesOf(logits, settings, banned), random)
    if (hasEnds && token === TEXT_END_ID) return ok({ text, tokenCount, isEnded: true })
    const piece = spell(token)
    text += piece
    onText(piece)
    logits = steps.next(token) as Float32Array<ArrayBuffer>
    await breathe()
  }
  return ok({ text, tokenCount, isEnded: false })
}

/** How a token is written behind another one. */
export function spellerOf(preparation: FittedPreparation): (token: number) => string {
  const isSpaced = cutsAtSpaces(preparation)
  return (token) => {
    const word = preparation.words?.[token] ?? ''
    return isSpaced && /^[\p{L}\p{N}]/u.test(word) ? ` ${word}` : word
  }
}

/** Words that were cut at spaces have lost them. */
const cutsAtSpaces = ({ steps, target }: FittedPreparation): boolean =>
  steps.some(
    ({ step, fitted }) =>
      fitted.some(({ column }) => column === target.name) &&
      step.kind === 'segmentText' &&
      step.params['by'] !== 'characters' &&
      step.params['keepsSpaces'] !== true
  )

function readPrompt(
  preparation: FittedPreparation,
  words: readonly string[],
  prompt: string
): Checked<readonly number[]> {
  const hasEnds = words[TEXT_END_ID] === TEXT_END
  const found = tokensOfText(preparation, prompt)
  if (!found.ok) return found
  const tokens = Array.from(found.value).filter((_, index, all) => !(hasEnds && index === all.length - 1))
  if (tokens.length === 0) return fail(problem('evaluation/prompt-empty', {}))
  const own = hasEnds ? tokens.slice(1) : tokens
  if (own.length > 0 && own.every((token) => token === UNKNOWN_ID))
    return fail(problem('evaluation/prompt-unknown', { prompt: prompt.slice(0, 40) }))
  return ok(tokens)
}
