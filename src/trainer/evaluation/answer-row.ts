import '../dataset/open-word-cutter.ts'
import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import { applyPreparation } from '../../shared/dataset/prepare.ts'
import type { FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import type { InputValues, ModelQuestion } from '../../shared/evaluation/model-question.ts'
import { notesOnRow, rowsWithoutEach, tableOfRows } from '../../shared/evaluation/row-by-hand.ts'
import { coverPieces, pieceRuns, readTexts, type TextAsRead } from '../../shared/evaluation/text-as-read.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import {
  answerSamples,
  changesAgainst,
  predictionOf,
  requireKind,
  type AnswerOptions,
  type SampleAnswers
} from './answer-samples.ts'
import type { OpenedModel } from './open-model.ts'

/** Rows prepared, and samples covered, at once while looking for what matters. */
const CHUNK_ROWS = 256
const CHUNK_RUNS = 32

/**
 * The prediction for a row that a person gave, then how its texts are read and how much each of its inputs matters.
 *
 * Problems  evaluation/empty-input, evaluation/value-not-a-number, those of `applyPreparation`
 */
export async function answerRow(
  opened: OpenedModel,
  { values, usual }: Extract<ModelQuestion, { kind: 'row' }>,
  options: AnswerOptions
): Promise<void> {
  requireKind(opened, 'table')
  const { preparation } = opened
  const sample = samplesOf(preparation, [values])
  const answer = await answerSamples(opened, sourceOf(preparation, sample), options.signal)
  options.send({ ...predictionOf(answer), notes: [...notesOnRow(preparation, values)] })
  const texts = unwrap(readTexts(preparation, unwrap(tableOfRows(preparation, [values]))))
  for (const { input, pieces, cutCount } of texts)
    options.send({ kind: 'pieces', input, pieces: [...pieces], cutCount })
  if (usual === null) return
  await explainInputs(opened, { values, usual, answer }, options)
  for (const text of texts) await explainText(opened, { text, sample, answer }, options)
}

async function explainInputs(
  opened: OpenedModel,
  { values, usual, answer }: { values: InputValues; usual: InputValues; answer: SampleAnswers },
  { signal, send }: AnswerOptions
): Promise<void> {
  const { preparation } = opened
  const names = preparation.inputs.map(({ name }) => name).filter((name) => Object.hasOwn(usual, name))
  if (names.length === 0) return
  const changes: number[] = []
  for (let start = 0; start < names.length; start += CHUNK_ROWS) {
    const rows = rowsWithoutEach(names.slice(start, start + CHUNK_ROWS), values, usual)
    const others = await answerSamples(opened, sourceOf(preparation, samplesOf(preparation, rows)), signal)
    changes.push(...changesAgainst(answer, others))
  }
  const influences = names.map((input, index) => ({
    input,
    usual: usual[input] ?? null,
    change: changes[index] ?? 0
  }))
  send({ kind: 'influences', influences })
}

/** Covers the pieces of a text in turn; those of one run share what they change. */
async function explainText(
  opened: OpenedModel,
  { text, sample, answer }: { text: TextAsRead; sample: Float32Array; answer: SampleAnswers },
  { signal, send }: AnswerOptions
): Promise<void> {
  const runs = pieceRuns(text.pieces.length)
  const changes: number[] = []
  for (let start = 0; start < runs.length; start += CHUNK_RUNS) {
    const chunk = runs.slice(start, start + CHUNK_RUNS)
    const others = await answerSamples(
      opened,
      sourceOf(opened.preparation, coverPieces(sample, text, chunk)),
      signal
    )
    const found = changesAgainst(answer, others)
    for (const [index, { from, to }] of chunk.entries())
      for (let piece = from; piece < to; piece += 1) changes.push(found[index] ?? 0)
  }
  send({ kind: 'piece-changes', input: text.input, changes })
}

const sourceOf = ({ sampleShape }: FittedPreparation, values: Float32Array) => ({
  kind: 'float32' as const,
  values,
  sampleSize: sampleShape.reduce((size, length) => size * length, 1)
})

export function samplesOf(preparation: FittedPreparation, rows: readonly InputValues[]): Float32Array {
  const table = unwrap(tableOfRows(preparation, rows))
  const values = applyPreparation(preparation, table)
  if (!values.ok && values.problem.code === 'dataset/missing-in-feature') {
    throw new ProblemError(
      problem('evaluation/empty-input', { column: String(values.problem.values?.['column']) })
    )
  }
  return unwrap(values)
}
