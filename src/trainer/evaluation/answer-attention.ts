import '../dataset/open-word-cutter.ts'
import { ProblemError } from '../../shared/core/checked.ts'
import type { FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { PADDING_ID } from '../../shared/dataset/text/special-tokens.ts'
import type { TextPiece } from '../../shared/dataset/text/text-piece.ts'
import type { InputValues, ModelQuestion } from '../../shared/evaluation/model-question.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { samplesOf } from './answer-row.ts'
import { requireKind, type AnswerOptions } from './answer-samples.ts'
import type { OpenedModel } from './open-model.ts'
import { readAttention } from './read-attention.ts'
import { piecesOf, tokensBefore } from './text-pieces.ts'

/** So many steps are told at most: more cells than that nobody can tell apart. */
const MOST_STEPS = 128
/** Steps behind the text that only fill up, of which so many are enough to see that nothing is taken from them. */
const FILLING_SHOWN = 2

/**
 * How much one head takes from each step of a text for each step.
 *
 * Problems  evaluation/no-attention   the model has no such layer or head; those of `samplesOf` and `tokensOfText`
 */
export function answerAttention(
  opened: OpenedModel,
  { values, layer, head }: Extract<ModelQuestion, { kind: 'attention' }>,
  { send }: AnswerOptions
): void {
  requireKind(opened, 'table')
  const { preparation, model } = opened
  const sample = sampleOf(preparation, values)
  const samples = tf.tensor(sample, [1, ...preparation.sampleShape])
  const found = readAttention(model, samples, { layer, head })
  samples.dispose()
  if (found === undefined) throw new ProblemError(problem('evaluation/no-attention', { layer }))
  const pieces = piecesOf(preparation, sample)
  const used = usedLength(pieces)
  const labels = (stepCount: number): TextPiece[] =>
    // A layer behind a convolution or a pooling has other steps than the text has tokens.
    pieces.length === stepCount ? pieces.slice(0, used) : numbered(stepCount)
  const [queries, keys] = [labels(found.stepCount), labels(found.askedCount)]
  const cut = (source: Float32Array): number[] =>
    queries.flatMap((_, step) =>
      keys.map((__, asked) => Number((source[step * found.askedCount + asked] ?? 0).toPrecision(4)))
    )
  send({
    kind: 'attention',
    layer,
    head,
    queries,
    keys,
    shares: cut(found.shares),
    seen: cut(found.seen).map((share) => share > 0),
    leftOutCount: found.stepCount - queries.length
  })
}

function sampleOf(preparation: FittedPreparation, values: InputValues): Float32Array {
  if (preparation.task !== 'generation') return samplesOf(preparation, [values])
  const [length = 1] = preparation.sampleShape
  const text = values[preparation.inputs[0]?.name ?? '']
  // As much of the end of the text as the network reads at once.
  const own = tokensBefore(preparation, typeof text === 'string' ? text : '').slice(-length)
  return Float32Array.from({ length }, (_, at) => own[at] ?? PADDING_ID)
}

/** The text with a little of what fills up behind it. */
function usedLength(pieces: readonly TextPiece[]): number {
  const last = pieces.findLastIndex(({ id }) => id !== PADDING_ID)
  return Math.min(pieces.length, MOST_STEPS, last + 1 + FILLING_SHOWN)
}

const numbered = (count: number): TextPiece[] =>
  Array.from({ length: Math.min(count, MOST_STEPS) }, (_, step) => ({
    text: String(step + 1),
    id: null,
    weight: null,
    isUnknown: false
  }))
