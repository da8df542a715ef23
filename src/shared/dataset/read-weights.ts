import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { Column } from './column.ts'
import type { FittedTable } from './fit-table.ts'

/**
 * How much each kept row counts in learning, as its column says; undefined where no column does.
 *
 * Problems  dataset/weight-negative    a number below 0
 *           dataset/value-too-large    a number that is no 32-bit one
 *           dataset/weights-all-zero   no training row counts
 */
export function readWeights(
  column: Column | undefined,
  { keptRows, parts }: Pick<FittedTable, 'keptRows' | 'parts'>
): Checked<Float32Array | undefined> {
  if (column === undefined) return ok(undefined)
  const values = 'values' in column ? column.values : new Float64Array(0)
  const weightOf = (row: number): number => Math.fround(values[row] ?? NaN)
  const negative = keptRows.filter((row) => weightOf(row) < 0)
  const [first] = negative
  if (first !== undefined) {
    const found = { column: column.name, value: values[first] ?? NaN, count: negative.length }
    return fail(problem('dataset/weight-negative', found))
  }
  const tooLarge = keptRows.find((row) => !Number.isFinite(weightOf(row)))
  if (tooLarge !== undefined) {
    return fail(
      problem('dataset/value-too-large', { column: column.name, value: values[tooLarge] ?? Infinity })
    )
  }
  if (parts.train.every((row) => weightOf(row) === 0))
    return fail(problem('dataset/weights-all-zero', { column: column.name }))
  return ok(Float32Array.from(keptRows, weightOf))
}
