import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { Column } from './column.ts'
import type { FittedColumn } from './fit-table.ts'
import type { PreparedTarget } from './prepared-data.ts'
import { standardize } from './transforms/standardize.ts'

/** More classes than this are a sign that the column is an id. */
export const MAX_CLASSES = 1000

export interface ReadTarget {
  readonly target: PreparedTarget
  /** One label for each kept row: a class code, or a value (scaled where a step scales it). */
  readonly labels: Float32Array
}

/**
 * The target of the kept rows as the network learns it.
 *
 * Problems  dataset/one-class          a classification with fewer than two classes
 *           dataset/too-many-classes   more than 1,000
 *           dataset/constant-target    a regression whose target never changes
 */
export function readTarget(fitted: FittedColumn | undefined, rows: Uint32Array): Checked<ReadTarget> {
  const column = fitted?.planned.column
  if (!fitted || !column) return fail(problem('dataset/no-target', {}))
  return 'codes' in column ? readClasses(column, rows) : readValues(column, fitted, rows)
}

function readClasses(column: Extract<Column, { codes: Int32Array }>, rows: Uint32Array): Checked<ReadTarget> {
  const classOfCode = new Int32Array(column.categories.length).fill(-1)
  for (const row of rows) classOfCode[column.codes[row] ?? 0] = 0
  const classes = column.categories.filter((_, code) => classOfCode[code] === 0)
  if (classes.length < 2) {
    return fail(problem('dataset/one-class', { column: column.name, class: classes[0] ?? '' }))
  }
  if (classes.length > MAX_CLASSES) {
    const values = { column: column.name, count: classes.length, limit: MAX_CLASSES }
    return fail(problem('dataset/too-many-classes', values))
  }
  let next = 0
  for (let code = 0; code < classOfCode.length; code += 1) {
    if (classOfCode[code] !== 0) continue
    classOfCode[code] = next
    next += 1
  }
  const labels = Float32Array.from(rows, (row) => classOfCode[column.codes[row] ?? 0] ?? 0)
  return ok({ target: { name: column.name, classes, scaling: null }, labels })
}

function readValues(
  column: Extract<Column, { values: Float64Array }>,
  fitted: FittedColumn,
  rows: Uint32Array
): Checked<ReadTarget> {
  const first = column.values[rows[0] ?? 0] ?? NaN
  if (rows.every((row) => column.values[row] === first)) {
    return fail(problem('dataset/constant-target', { column: column.name, value: first }))
  }
  const state = standardize.fittedSchema.safeParse(fitted.steps[0]?.state)
  const scaling = state.success ? state.data : null
  const { mean, standardDeviation } = scaling ?? { mean: 0, standardDeviation: 1 }
  const labels = Float32Array.from(rows, (row) => ((column.values[row] ?? NaN) - mean) / standardDeviation)
  return ok({ target: { name: column.name, classes: null, scaling }, labels })
}
