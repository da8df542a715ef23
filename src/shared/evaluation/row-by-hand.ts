import { fail, ok, type Checked } from '../core/checked.ts'
import type { Column, Table } from '../dataset/column.ts'
import type { FittedPreparation } from '../dataset/prepared-data.ts'
import { oneHot } from '../dataset/transforms/one-hot.ts'
import { fillMissing } from '../dataset/transforms/fill-missing.ts'
import { problem } from '../problems/catalogue.ts'
import type { InputNote, InputValue, InputValues } from './model-question.ts'

type Input = FittedPreparation['inputs'][number]

/**
 * Rows that a person gave, as the table that a preparation reads.
 *
 * Problems  evaluation/value-not-a-number   something else where training had numbers
 */
export function tableOfRows(
  { inputs }: Pick<FittedPreparation, 'inputs'>,
  rows: readonly InputValues[]
): Checked<Table> {
  const columns: Column[] = []
  for (const input of inputs) {
    const column = columnOf(
      input,
      rows.map((row) => row[input.name] ?? null)
    )
    if (!column.ok) return column
    columns.push(column.value)
  }
  return ok({ rowCount: rows.length, columns })
}

function columnOf({ name, kind }: Input, values: readonly InputValue[]): Checked<Column> {
  if (kind === 'number' || kind === 'date') {
    const numbers = values.map(readNumber)
    const wrong = numbers.findIndex((number) => number === undefined)
    if (wrong >= 0) {
      return fail(problem('evaluation/value-not-a-number', { column: name, value: String(values[wrong]) }))
    }
    return ok({ kind, name, values: Float64Array.from(numbers, (number) => number ?? NaN) })
  }
  const categories = [...new Set(values.filter((value) => value !== null).map(String))]
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : categories.indexOf(String(value))))
  return ok({ kind, name, codes, categories })
}

/** NaN for what was left empty; undefined for what is no number. */
function readNumber(value: InputValue): number | undefined {
  if (value === null || value === '') return NaN
  const number = typeof value === 'number' ? value : Number(value.trim() || NaN)
  return Number.isFinite(number) ? number : undefined
}

/** What the preparation puts in the place of values that are empty or that training has never seen. */
export function notesOnRow(preparation: FittedPreparation, row: InputValues): readonly InputNote[] {
  return preparation.inputs.flatMap(({ name, categories }): InputNote[] => {
    const value = row[name] ?? null
    if (value === null || value === '') {
      const filling = fillingOf(preparation, name)
      return filling === undefined ? [] : [{ kind: 'filled', input: name, with: filling }]
    }
    const isUnseen =
      categories !== null && !categories.includes(String(value)) && hasStep(preparation, name, oneHot.kind)
    return isUnseen ? [{ kind: 'unseen', input: name, value: String(value) }] : []
  })
}

const hasStep = ({ steps }: FittedPreparation, column: string, kind: string): boolean =>
  steps.some(({ step, fitted }) => step.kind === kind && fitted.some((one) => one.column === column))

function fillingOf({ steps }: FittedPreparation, column: string): number | string | undefined {
  for (const { step, fitted } of steps) {
    if (step.kind !== fillMissing.kind) continue
    const state = fillMissing.fittedSchema.safeParse(fitted.find((one) => one.column === column)?.state)
    if (state.success && state.data.value !== null) return state.data.value
  }
  return undefined
}

/** The row once for each input, with that input set to its usual value. */
export const rowsWithoutEach = (
  names: readonly string[],
  row: InputValues,
  usual: InputValues
): readonly InputValues[] => names.map((name) => ({ ...row, [name]: usual[name] ?? null }))
