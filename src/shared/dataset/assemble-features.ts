import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { applySteps, columnRows, type FittedColumnStep } from './fit-table.ts'
import type { Column, StepColumn } from './column.ts'
import type { InputPart } from './prepared-data.ts'

/** Rows worked on at a time: large enough to be fast, small enough that one-hot columns of a million rows fit. */
const BLOCK_ROWS = 65_536
/** Of a column whose rows are many numbers, as many rows as make about this many. */
const BLOCK_NUMBERS = 8_000_000

/** Numbers a typed array of 32-bit floats may hold on every platform. */
export const MAX_VALUES = 2 ** 31 - 1

export interface FeatureSource {
  readonly column: Column
  readonly steps: readonly FittedColumnStep[]
}

export interface FeatureMatrix {
  readonly values: Float32Array
  readonly names: readonly string[]
  /** What each token stands for, where the numbers are tokens. */
  readonly words: readonly string[] | null
  readonly inputParts: InputPart[] | undefined
}

/**
 * Features as they stand in a sample: a column of tokens first, so that it and the others are one piece each.
 */
export const inSampleOrder = <Feature extends { readonly steps: readonly FittedColumnStep[] }>(
  features: readonly Feature[]
): readonly Feature[] => [
  ...features.filter(({ steps }) => isOfTokens(steps)),
  ...features.filter(({ steps }) => !isOfTokens(steps))
]

const isOfTokens = (steps: readonly FittedColumnStep[]): boolean =>
  steps.some(({ step: { transform, params } }) => transform.gives?.(params) === 'tokens')

/** The inputs that tokens and other features make beside each other; undefined where there is one kind only. */
export function inputPartsOf(shapes: readonly FeatureShape[]): InputPart[] | undefined {
  const [first, ...others] = shapes
  if (first?.words == null || others.length === 0) return undefined
  const count = others.reduce((sum, { names }) => sum + names.length, 0)
  return [
    { name: 'text', shape: [first.names.length] },
    { name: 'numbers', shape: [count] }
  ]
}

/** What a column's steps make of it, told from none of its rows. */
export interface FeatureShape {
  readonly names: readonly string[]
  readonly words: readonly string[] | null
}

/** The numbers that a column becomes, and what tokens among them stand for. */
export function shapeOfFeature({ column, steps }: FeatureSource): FeatureShape {
  const prepared = applySteps(columnRows(column, 0, 0), steps)
  const [first] = prepared
  return {
    names: prepared.flatMap((one) => (one.kind === 'vector' ? one.elements : [one.name])),
    words: first?.kind === 'vector' || first?.kind === 'tokens' ? first.words : null
  }
}

/**
 * Applies every column's steps and lays the numbers out as the network reads them.
 *
 * Input     features in the order of `inSampleOrder`; the rows to keep, in rising order
 * Output    row-major float32, one row for each kept row
 * Problems  dataset/missing-in-feature   a value is still missing after all steps
 *           dataset/value-too-large      a value is not a 32-bit number
 *           dataset/matrix-too-large     rows × numbers is more than an array can hold
 */
export function assembleFeatures(
  sources: readonly FeatureSource[],
  rows: Uint32Array
): Checked<FeatureMatrix> {
  const shapes = sources.map(shapeOfFeature)
  const names = shapes.flatMap((shape) => shape.names)
  if (names.length * rows.length > MAX_VALUES) {
    return fail(problem('dataset/matrix-too-large', { rowCount: rows.length, featureCount: names.length }))
  }
  const words = shapes[0]?.words ?? null
  const values = new Float32Array(rows.length * names.length)
  const matrix: FeatureMatrix = { values, names, words, inputParts: inputPartsOf(shapes) }
  let offset = 0
  for (const [index, source] of sources.entries()) {
    const width = shapes[index]?.names.length ?? 0
    const written = writeFeature(source, rows, { matrix, offset, width })
    if (!written.ok) return written
    offset += width
  }
  return ok(matrix)
}

interface Place {
  readonly matrix: FeatureMatrix
  readonly offset: number
  /** Numbers that the feature takes in each row. */
  readonly width: number
}

interface Wrong {
  missingCount: number
  tooLarge: number | undefined
}

function writeFeature({ column, steps }: FeatureSource, rows: Uint32Array, place: Place): Checked<void> {
  const rowCount = (rows.at(-1) ?? -1) + 1
  const blockRows = Math.max(1, Math.min(BLOCK_ROWS, Math.floor(BLOCK_NUMBERS / Math.max(1, place.width))))
  const wrong: Wrong = { missingCount: 0, tooLarge: undefined }
  let done = 0
  for (let start = 0; start < rowCount; start += blockRows) {
    const end = Math.min(start + blockRows, rowCount)
    const from = done
    while (done < rows.length && (rows[done] ?? 0) < end) done += 1
    const block = { rows, from, to: done, start }
    let { offset } = place
    for (const prepared of applySteps(columnRows(column, start, end), steps)) {
      offset += writeBlock(prepared, block, { ...place, offset }, wrong)
    }
  }
  if (wrong.missingCount > 0) {
    // A one-hot column is missing in all its parts at once.
    const count = wrong.missingCount / place.width
    return fail(problem('dataset/missing-in-feature', { column: column.name, count }))
  }
  if (wrong.tooLarge === undefined) return ok(undefined)
  return fail(problem('dataset/value-too-large', { column: column.name, value: wrong.tooLarge }))
}

interface Block {
  readonly rows: Uint32Array
  readonly from: number
  readonly to: number
  /** The first row that the prepared column holds. */
  readonly start: number
}

/** Writes one prepared column; answers how many numbers it takes in each row. */
function writeBlock(prepared: StepColumn, block: Block, { matrix, offset }: Place, wrong: Wrong): number {
  if (prepared.kind === 'vector') {
    const { numbers, elements } = prepared
    const { length } = elements
    for (let sample = block.from; sample < block.to; sample += 1) {
      const at = ((block.rows[sample] ?? 0) - block.start) * length
      matrix.values.set(numbers.subarray(at, at + length), sample * matrix.names.length + offset)
    }
    return length
  }
  const source = 'values' in prepared ? prepared.values : new Float64Array(0)
  const width = matrix.names.length
  for (let sample = block.from; sample < block.to; sample += 1) {
    const value = source[(block.rows[sample] ?? 0) - block.start] ?? NaN
    matrix.values[sample * width + offset] = value
    if (Number.isNaN(value)) wrong.missingCount += 1
    else if (!Number.isFinite(Math.fround(value))) wrong.tooLarge ??= value
  }
  return 1
}
