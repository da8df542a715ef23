import { ProblemError } from '../../shared/core/checked.ts'
import { createRandom, deriveSeed } from '../../shared/core/random.ts'
import { eraseAnswer, pairSize, pairSteps, stepAt } from '../../shared/dataset/pairs/lay-out-pair.ts'
import type { FittedPair, FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { specialCount, TEXT_END_ID } from '../../shared/dataset/text/special-tokens.ts'
import type { GenerationSettings } from '../../shared/generation/generation-settings.ts'
import { candidatesOf, drawToken } from '../../shared/generation/sampling.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { openAnswers } from '../evaluation/answers.ts'
import { predictionBatchSize } from '../evaluation/predict.ts'
import type { BuiltModel } from '../network/build-model.ts'
import { createBreather } from '../runtime/event-loop.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { spellerOf } from './generate.ts'

/** How answers are written: always the likeliest token where nothing is said. */
export type AnswerSettings = Pick<GenerationSettings, 'temperature' | 'topK' | 'topP' | 'seed' | 'length'>

export const likeliestAnswer: AnswerSettings = { temperature: 0, topK: 0, topP: 1, seed: 1, length: 20_000 }

export interface PairAnswer {
  readonly text: string
  /** Without the mark of the end. */
  readonly tokens: readonly number[]
  /** Whether the answer came to its end by itself. */
  readonly isEnded: boolean
}

export interface AnswerPairsOptions {
  readonly settings?: AnswerSettings
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((doneShare: number) => void) | undefined
  /** Called with each new piece of the first answer. */
  readonly onText?: (text: string) => void
}

/** Questions answered at once at most. */
const MAX_BATCH = 64
/** From so many passes on, a graph of its own pays for its recording. */
const MANY_PASSES = 24

/**
 * Answers questions token by token, each batch of them at once; what was answered so far is given again for the next.
 *
 * Input     samples [rows, size] as they are laid out; answers in them are not looked at
 * Problems  evaluation/not-finite
 * Throws    the signal's reason, when it is aborted
 */
export async function answerPairs(
  model: BuiltModel,
  preparation: FittedPreparation,
  samples: Float32Array,
  { settings = likeliestAnswer, signal, onProgress, onText }: AnswerPairsOptions = {}
): Promise<readonly PairAnswer[]> {
  const { pair, words } = preparation
  if (!pair || words === null) throw new Error('This preparation has no pairs.')
  const size = pairSize(pair)
  const rowCount = samples.length / size
  const batchSize = Math.min(MAX_BATCH, predictionBatchSize(pairSteps(pair) * words.length))
  const longest = Math.min(settings.length, pair.answerLength)
  const answers = openAnswers(model, Math.ceil(rowCount / batchSize) * longest >= MANY_PASSES)
  const spell = spellerOf(preparation)
  const firstWord = specialCount(words)
  const breathe = createBreather()
  const written: PairAnswer[] = []
  try {
    for (let start = 0; start < rowCount; start += batchSize) {
      const asked = samples.slice(start * size, Math.min(rowCount, start + batchSize) * size)
      const rows = openRows(asked, pair, { settings, firstWord, first: start })
      for (let step = 0; step < longest && rows.some(({ isEnded }) => !isEnded); step += 1) {
        signal?.throwIfAborted()
        const outputs = await answers.read(tf.tensor(asked, [rows.length, ...preparation.sampleShape]))
        if (!outputs.every(Number.isFinite)) throw new ProblemError(problem('evaluation/not-finite', {}))
        for (const [index, row] of rows.entries()) {
          if (row.isEnded) continue
          const token = row.take(outputs, index)
          if (start + index === 0 && token !== TEXT_END_ID) onText?.(piece(spell(token), step))
        }
        onProgress?.((start + (rows.length * (step + 1)) / longest) / rowCount)
        await breathe()
      }
      for (const { tokens, isEnded } of rows)
        written.push({ text: tokens.map(spell).join('').trim(), tokens, isEnded })
    }
  } finally {
    answers.close()
  }
  return written
}

/** The first word of an answer stands behind nothing. */
const piece = (text: string, step: number): string => (step === 0 ? text.trimStart() : text)

interface OpenRow {
  readonly tokens: number[]
  isEnded: boolean
  /** The next token, from the outputs of the batch; it is written into the sample too. */
  take(outputs: Float32Array, index: number): number
}

interface AskedRows {
  readonly settings: AnswerSettings
  /** Tokens before it stand for no word; of them only the end is ever given. */
  readonly firstWord: number
  /** Place of the first row among all that are asked. */
  readonly first: number
}

function openRows(
  samples: Float32Array,
  pair: FittedPair,
  { settings, firstWord, first }: AskedRows
): readonly OpenRow[] {
  const [size, stepCount] = [pairSize(pair), pairSteps(pair)]
  const barred = new Set(Array.from({ length: firstWord }, (_, token) => token))
  barred.delete(TEXT_END_ID)
  return Array.from({ length: samples.length / size }, (_, at): OpenRow => {
    const sample = samples.subarray(at * size, (at + 1) * size)
    let place = eraseAnswer(sample, pair)
    const random = createRandom(deriveSeed(settings.seed, `answer-${first + at}`))
    const row: OpenRow = {
      tokens: [],
      isEnded: false,
      take(outputs, index) {
        const width = outputs.length / (samples.length / size) / stepCount
        const from = (index * stepCount + stepAt(place, pair)) * width
        const logits = outputs.subarray(from, from + width)
        const token =
          settings.temperature === 0
            ? likeliestToken(logits, firstWord)
            : drawToken(candidatesOf(logits, settings, barred), random)
        row.isEnded = token === TEXT_END_ID
        if (!row.isEnded) row.tokens.push(token)
        place += 1
        if (place < size) sample[place] = token
        return token
      }
    }
    return row
  })
}

/** Of equally likely ones the smaller number. */
function likeliestToken(logits: Float32Array, firstWord: number): number {
  let best = TEXT_END_ID
  for (let token = firstWord; token < logits.length; token += 1)
    if ((logits[token] ?? 0) > (logits[best] ?? 0)) best = token
  return best
}
