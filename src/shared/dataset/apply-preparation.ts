import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { assembleFeatures, type FeatureSource } from './assemble-features.ts'
import type { Column, Table } from './column.ts'
import { convertColumn } from './column-kinds.ts'
import { applySteps, type FittedColumnStep } from './fit-table.ts'
import type { FittedPreparation, PreparedTarget } from './prepared-data.ts'
import { isTokenColumn } from './text/map-texts.ts'
import { isColumnStep, resolveStep } from './transforms/catalogue.ts'

/**
 * Raw rows as the network's input, with what the training rows taught and nothing of these rows.
 *
 * Output    row-major float32, one row for each row of the table; columns that training did not use are not looked at
 * Problems  dataset/column-missing       the table lacks a column that training used
 *           dataset/missing-in-feature   a value is missing and no step fills it
 *           dataset/not-a-number         a column that was numbers holds something else
 *           dataset/no-word-cutter       training cut words with jieba, which is not there
 *           dataset/preparation-damaged  the fitted state does not belong to its step
 */
export function applyPreparation(preparation: FittedPreparation, table: Table): Checked<Float32Array> {
  const stepsOf = readFittedSteps(preparation)
  if (!stepsOf.ok) return stepsOf
  const sources: FeatureSource[] = []
  for (const { name, kind } of preparation.inputs) {
    const raw = table.columns.find((column) => column.name === name)
    if (!raw) return fail(problem('dataset/column-missing', { column: name }))
    const column = convertColumn(raw, kind)
    if (!column.ok) return column
    sources.push({ column: column.value, steps: stepsOf.value.get(name) ?? [] })
  }
  const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row)
  const matrix = assembleFeatures(sources, rows)
  return matrix.ok ? ok(matrix.value.values) : matrix
}

/**
 * One text as the tokens that the preparation of a generator makes of it.
 *
 * Problems  those of applyPreparation
 */
export function tokensOfText(preparation: FittedPreparation, text: string): Checked<Int32Array> {
  const stepsOf = readFittedSteps(preparation)
  if (!stepsOf.ok) return stepsOf
  const name = preparation.inputs[0]?.name ?? ''
  const column: Column = { kind: 'text', name, codes: Int32Array.of(0), categories: [text] }
  const [prepared] = applySteps(column, stepsOf.value.get(name) ?? [])
  return ok((prepared && isTokenColumn(prepared) ? prepared.sequences[0] : undefined) ?? new Int32Array(0))
}

/** The steps of each column with what they learned, by the column's name. */
export function readFittedSteps(preparation: FittedPreparation): Checked<Map<string, FittedColumnStep[]>> {
  const stepsOf = new Map<string, FittedColumnStep[]>()
  for (const [index, { step, fitted }] of preparation.steps.entries()) {
    const resolved = resolveStep(step)
    if (!resolved.ok) return resolved
    if (!isColumnStep(resolved.value)) continue
    const lack = resolved.value.transform.lacks?.(resolved.value.params)
    if (lack) return fail(lack)
    for (const { column, state } of fitted) {
      const parsed = resolved.value.transform.fittedSchema.safeParse(state)
      if (!parsed.success) return fail(problem('dataset/preparation-damaged', { step: step.kind, column }))
      const steps = stepsOf.get(column) ?? []
      steps.push({ index, step: resolved.value, state: parsed.data })
      stepsOf.set(column, steps)
    }
  }
  return ok(stepsOf)
}

/** A value the network predicted, in the target's own units. */
export const unscaleTarget = (value: number, { scaling }: Pick<PreparedTarget, 'scaling'>): number =>
  scaling ? value * scaling.standardDeviation + scaling.mean : value
