import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { applySteps, columnRows, type FittedColumnStep } from './fit-table.ts'
import type { Column } from './column.ts'

/** Rows worked on at a time: large enough to be fast, small enough that one-hot columns of a million rows fit. */
const BLOCK_ROWS = 65_536

/** Numbers a typed array of 32-bit floats may hold on every platform. */
const MAX_VALUES = 2 ** 31 - 1

export interface FeatureSource {
  readonly column: Column
  readonly steps: readonly FittedColumnStep[]
}

export interface FeatureMatrix {
  readonly values: Float32Array
  readonly names: readonly string[]
}

/**
 * Applies every column's steps and lays the numbers out as the network reads them.
 *
 * Input     features in column order; the rows to keep, in rising order
 * Output    row-major float32, one row for each kept row
 * Problems  dataset/missing-in-feature   a value is still missing after all steps
 *           dataset/value-too-large      a value is not a 32-bit number
 *           dataset/matrix-too-large     rows × numbers is more than an array can hold
 */
export function assembleFeatures(
  sources: readonly FeatureSource[],
  rows: Uint32Array
): Checked<FeatureMatrix> {
  const namesOf = sources.map(({ column, steps }) =>
    applySteps(columnRows(column, 0, 0), steps).map(({ name }) => name)
  )
  const names = namesOf.flat()
  if (names.length * rows.length > MAX_VALUES) {
    return fail(problem('dataset/matrix-too-large', { rowCount: rows.length, featureCount: names.length }))
  }
  const matrix: FeatureMatrix = { values: new Float32Array(rows.length * names.length), names }
  let offset = 0
  for (const [index, source] of sources.entries()) {
    const written = writeFeature(source, rows, { matrix, offset })
    if (!written.ok) return written
    offset += namesOf[index]?.length ?? 0
  }
  return ok(matrix)
}

interface Place {
  readonly matrix: FeatureMatrix
  readonly offset: number
}

function writeFeature({ column, steps }: FeatureSource, rows: Uint32Array, place: Place): Checked<void> {
  const rowCount = (rows.at(-1) ?? -1) + 1
  const wrong = { missingCount: 0, tooLarge: undefined as number | undefined }
  let done = 0
  for (let start = 0; start < rowCount; start += BLOCK_ROWS) {
    const end = Math.min(start + BLOCK_ROWS, rowCount)
    const from = done
    while (done < rows.length && (rows[done] ?? 0) < end) done += 1
    applySteps(columnRows(column, start, end), steps).forEach((prepared, index) => {
      writeBlock(prepared, { rows, from, to: done, start }, { ...place, offset: place.offset + index }, wrong)
    })
  }
  if (wrong.missingCount > 0) {
    // A one-hot column is missing in all its parts at once.
    const count = wrong.missingCount / applySteps(columnRows(column, 0, 0), steps).length
    return fail(problem('dataset/missing-in-feature', { column: column.name, count }))
  }
  if (wrong.tooLarge === undefined) return ok(undefined)
  return fail(problem('dataset/value-too-large', { column: column.name, value: wrong.tooLarge }))
}

function writeBlock(
  prepared: Column,
  { rows, from, to, start }: { rows: Uint32Array; from: number; to: number; start: number },
  { matrix, offset }: Place,
  wrong: { missingCount: number; tooLarge: number | undefined }
): void {
  const source = 'values' in prepared ? prepared.values : new Float64Array(0)
  const width = matrix.names.length
  for (let sample = from; sample < to; sample += 1) {
    const value = source[(rows[sample] ?? 0) - start] ?? NaN
    matrix.values[sample * width + offset] = value
    if (Number.isNaN(value)) wrong.missingCount += 1
    else if (!Number.isFinite(Math.fround(value))) wrong.tooLarge ??= value
  }
}
