import '../dataset/open-word-cutter.ts'
import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import { applyPreparation } from '../../shared/dataset/prepare.ts'
import type { FittedPreparation, SampleSource } from '../../shared/dataset/prepared-data.ts'
import type { InputValues, ModelQuestion } from '../../shared/evaluation/model-question.ts'
import { notesOnRow, rowsWithoutEach, tableOfRows } from '../../shared/evaluation/row-by-hand.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import {
  answerSamples,
  changesAgainst,
  predictionOf,
  requireKind,
  type AnswerOptions
} from './answer-samples.ts'
import type { OpenedModel } from './open-model.ts'

/** Rows prepared at once while looking for what matters. */
const CHUNK_ROWS = 256

/**
 * The prediction for a row that a person gave, then how much each of its inputs matters.
 *
 * Problems  evaluation/empty-input, evaluation/value-not-a-number, those of `applyPreparation`
 */
export async function answerRow(
  opened: OpenedModel,
  { values, usual }: Extract<ModelQuestion, { kind: 'row' }>,
  { signal, send }: AnswerOptions
): Promise<void> {
  requireKind(opened, 'table')
  const { preparation } = opened
  const answer = await answerSamples(opened, samplesOf(preparation, [values]), signal)
  send({ ...predictionOf(answer), notes: [...notesOnRow(preparation, values)] })
  if (usual === null) return
  const names = preparation.inputs.map(({ name }) => name).filter((name) => Object.hasOwn(usual, name))
  const changes: number[] = []
  for (let start = 0; start < names.length; start += CHUNK_ROWS) {
    const rows = rowsWithoutEach(names.slice(start, start + CHUNK_ROWS), values, usual)
    const others = await answerSamples(opened, samplesOf(preparation, rows), signal)
    changes.push(...changesAgainst(answer, others))
  }
  send({
    kind: 'influences',
    influences: names.map((input, index) => ({
      input,
      usual: usual[input] ?? null,
      change: changes[index] ?? 0
    }))
  })
}

function samplesOf(preparation: FittedPreparation, rows: readonly InputValues[]): SampleSource {
  const table = unwrap(tableOfRows(preparation, rows))
  const values = applyPreparation(preparation, table)
  if (!values.ok && values.problem.code === 'dataset/missing-in-feature') {
    throw new ProblemError(
      problem('evaluation/empty-input', { column: String(values.problem.values?.['column']) })
    )
  }
  const sampleSize = preparation.sampleShape.reduce((size, length) => size * length, 1)
  return { kind: 'float32', values: unwrap(values), sampleSize }
}
