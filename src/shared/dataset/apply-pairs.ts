import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { readFittedSteps } from './apply-preparation.ts'
import type { Table, TextColumn, TokenColumn } from './column.ts'
import { convertColumn } from './column-kinds.ts'
import { applySteps } from './fit-table.ts'
import { layOutPairs } from './pairs/lay-out-pair.ts'
import type { FittedPreparation, TextPair } from './prepared-data.ts'
import { isTextColumn, isTokenColumn } from './text/map-texts.ts'

/** Questions, with their answers where these are known, prepared as the training rows were. */
export interface AppliedPairs {
  /** Rows of the table that have what was asked for. */
  readonly rows: Uint32Array
  /** [rows, sample] and [rows, steps] */
  readonly samples: Float32Array
  readonly labels: Float32Array
  readonly pairs: readonly TextPair[]
}

/**
 * Other rows as the questions of a model of pairs; with `needsAnswers` only those whose answer is known, and with it.
 *
 * Problems  those of applyPreparation
 */
export function applyPairs(
  preparation: FittedPreparation,
  table: Table,
  { needsAnswers }: { readonly needsAnswers: boolean }
): Checked<AppliedPairs> {
  const { pair, inputs, target } = preparation
  const name = inputs[0]?.name ?? ''
  if (!pair) return fail(problem('dataset/preparation-damaged', { step: 'pairSequences', column: name }))
  const question = readSide(preparation, table, name)
  if (!question.ok) return question
  const answer = needsAnswers ? readSide(preparation, table, target.name) : undefined
  if (answer && !answer.ok) return answer
  const hasText = ({ column }: Side, row: number): boolean => textOf(column, row).trim() !== ''
  const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row).filter(
    (row) => hasText(question.value, row) && (!answer || hasText(answer.value, row))
  )
  const { samples, labels } = layOutPairs(
    { question: question.value.tokens, answer: answer?.value.tokens },
    rows,
    pair
  )
  const pairs = Array.from(rows, (row) => ({
    question: textOf(question.value.column, row),
    answer: answer ? textOf(answer.value.column, row) : ''
  }))
  return ok({ rows, samples, labels, pairs })
}

/** One question as a table. */
export const tableOfQuestion = ({ inputs }: FittedPreparation, question: string): Table => ({
  rowCount: 1,
  columns: [{ kind: 'text', name: inputs[0]?.name ?? '', codes: Int32Array.of(0), categories: [question] }]
})

interface Side {
  readonly column: TextColumn
  readonly tokens: TokenColumn
}

const textOf = ({ codes, categories }: TextColumn, row: number): string => categories[codes[row] ?? -1] ?? ''

function readSide(preparation: FittedPreparation, table: Table, name: string): Checked<Side> {
  const stepsOf = readFittedSteps(preparation)
  if (!stepsOf.ok) return stepsOf
  const raw = table.columns.find((column) => column.name === name)
  if (!raw) return fail(problem('dataset/column-missing', { column: name }))
  const column = convertColumn(raw, 'text')
  if (!column.ok) return column
  const [tokens] = applySteps(column.value, stepsOf.value.get(name) ?? [])
  if (!isTextColumn(column.value) || !tokens || !isTokenColumn(tokens))
    return fail(problem('dataset/preparation-damaged', { step: 'pairSequences', column: name }))
  return ok({ column: column.value, tokens })
}
