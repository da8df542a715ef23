import { fail, ok, type Checked } from '../core/checked.ts'
import { readFittedSteps } from '../dataset/apply-preparation.ts'
import { shapeOfFeature } from '../dataset/assemble-features.ts'
import type { Column, StepColumn, Table, VectorColumn } from '../dataset/column.ts'
import { applySteps, type FittedColumnStep } from '../dataset/fit-table.ts'
import type { FittedPreparation } from '../dataset/prepared-data.ts'
import { PADDING_ID, UNKNOWN_ID } from '../dataset/text/special-tokens.ts'
import type { TextPiece } from '../dataset/text/text-piece.ts'
import { problem } from '../problems/catalogue.ts'

/** A text of one row as the network reads it. */
export interface TextAsRead {
  readonly input: string
  readonly pieces: readonly TextPiece[]
  /** Where the number of each piece stands in the sample. */
  readonly places: readonly number[]
  /** What stands in a sample in the place of a piece that is covered. */
  readonly cover: number
  /** Tokens that did not fit in. */
  readonly cutCount: number
}

/**
 * The texts of a table's only row as the network reads them: tokens in their order, or terms that occur.
 *
 * Problems  those of `readFittedSteps`; dataset/column-missing
 */
export function readTexts(preparation: FittedPreparation, table: Table): Checked<readonly TextAsRead[]> {
  const stepsOf = readFittedSteps(preparation)
  if (!stepsOf.ok) return stepsOf
  const texts: TextAsRead[] = []
  let offset = 0
  for (const { name, kind } of preparation.inputs) {
    const column = table.columns.find((one) => one.name === name)
    if (!column) return fail(problem('dataset/column-missing', { column: name }))
    const steps = stepsOf.value.get(name) ?? []
    if (kind === 'text') texts.push(...readText(column, steps, offset))
    offset += shapeOfFeature({ column, steps }).names.length
  }
  return ok(texts)
}

function readText(column: Column, steps: readonly FittedColumnStep[], offset: number): TextAsRead[] {
  const [prepared] = applySteps(column, steps)
  if (prepared?.kind !== 'vector') return []
  const { words, numbers } = prepared
  const isFiller = words === null ? 0 : PADDING_ID
  const used = Array.from(numbers.keys()).filter((place) => numbers[place] !== isFiller)
  const whole = words === null ? used.length : tokenCount(column, steps)
  return [
    {
      input: column.name,
      pieces: used.map((place) => pieceAt(prepared, place)),
      places: used.map((place) => place + offset),
      cover: words === null ? 0 : UNKNOWN_ID,
      cutCount: Math.max(0, whole - used.length)
    }
  ]
}

function pieceAt({ words, numbers, elements, name }: VectorColumn, place: number): TextPiece {
  const number = numbers[place] ?? 0
  return words === null
    ? {
        text: elements[place]?.slice(name.length + 1) ?? '',
        id: place,
        weight: Number(number.toPrecision(3)),
        isUnknown: false
      }
    : { text: words[number] ?? '', id: number, weight: null, isUnknown: number === UNKNOWN_ID }
}

/** Tokens of the text before it was cut to its length. */
function tokenCount(column: Column, steps: readonly FittedColumnStep[]): number {
  let whole = 0
  for (let count = 1; count <= steps.length; count += 1) {
    const [found]: readonly (StepColumn | undefined)[] = applySteps(column, steps.slice(0, count))
    if (found?.kind === 'tokens') whole = found.sequences[found.rows[0] ?? -1]?.length ?? 0
  }
  return whole
}

/** At most this many runs of pieces are covered, one after the other. */
const MOST_RUNS = 200

/** Neighbouring pieces that are covered together: each for itself, but for long texts. */
export function pieceRuns(pieceCount: number): readonly { readonly from: number; readonly to: number }[] {
  const length = Math.max(1, Math.ceil(pieceCount / MOST_RUNS))
  return Array.from({ length: Math.ceil(pieceCount / length) }, (_, run) => ({
    from: run * length,
    to: Math.min(pieceCount, (run + 1) * length)
  }))
}

/** The sample once for each run, with the pieces of that run covered; one after another. */
export function coverPieces(
  sample: Float32Array,
  { places, cover }: TextAsRead,
  runs: ReturnType<typeof pieceRuns>
): Float32Array {
  const covered = new Float32Array(sample.length * runs.length)
  for (const [index, { from, to }] of runs.entries()) {
    covered.set(sample, index * sample.length)
    for (const place of places.slice(from, to)) covered[index * sample.length + place] = cover
  }
  return covered
}
