import { fail, ok, type Checked, type Problem } from '../core/checked.ts'
import type { ParamValues } from '../core/params.ts'
import { problem } from '../problems/catalogue.ts'
import type { TokenColumn } from './column.ts'
import type { DatasetSpec } from './dataset-spec.ts'
import { describeSteps } from './describe-steps.ts'
import { applySteps, type FittedColumn, type FittedTable } from './fit-table.ts'
import type { DataPart, FittedPreparation, PreparedData } from './prepared-data.ts'
import { dataParts } from './split.ts'
import { isTokenColumn } from './text/map-texts.ts'
import { tokenWindows } from './transforms/token-windows.ts'

type Windows = ParamValues<typeof tokenWindows.params>

/**
 * A text ready to learn what comes next in it.
 *
 * Input     a table whose one feature is a text with a step of windows, as planTable found it to be
 * Output    the tokens of the training rows, then of validation and test, each window asking for the token after each
 *           of its own; windows never reach over the end of a part
 * Problems  dataset/text-too-short   a part with a share holds less than one window
 */
export function prepareGeneration(
  fitted: FittedTable,
  spec: DatasetSpec,
  notes: readonly Problem[]
): Checked<PreparedData> {
  const feature = fitted.columns.find(({ planned }) => planned.role === 'feature')
  const [column] = feature ? applySteps(feature.planned.column, feature.steps) : []
  if (!feature || !column || !isTokenColumn(column)) return fail(problem('dataset/one-text-needed', {}))
  const windows = windowsOf(feature)
  const streams = dataParts.map((part) => ({ part, ...joinRows(column, fitted.parts[part]) }))
  for (const { part, tokens } of streams) {
    const isNeeded = part === 'train' || spec.split[part] > 0
    if (isNeeded && tokens.length <= windows.length) {
      const values = { column: column.name, part, found: tokens.length, needed: windows.length + 1 }
      return fail(problem('dataset/text-too-short', values))
    }
  }
  return ok({
    ...placeWindows(streams, windows),
    preparation: describe(feature, column, spec, windows),
    notes
  })
}

function windowsOf({ steps }: FittedColumn): Windows {
  const found = steps.find(({ step }) => step.transform.kind === tokenWindows.kind)
  // The catalogue's definitions keep their own params types; these are its params, checked by resolveStep.
  return found?.step.params as unknown as Windows
}

interface Stream {
  readonly part: DataPart
  readonly tokens: Float32Array
  /** For each token the row that it comes from. */
  readonly rows: Uint32Array
}

function joinRows(column: TokenColumn, rows: Uint32Array): Omit<Stream, 'part'> {
  const sequenceOf = (row: number): Int32Array =>
    column.sequences[column.rows[row] ?? -1] ?? new Int32Array(0)
  const length = rows.reduce((sum, row) => sum + sequenceOf(row).length, 0)
  const joined = { tokens: new Float32Array(length), rows: new Uint32Array(length) }
  let at = 0
  for (const row of rows) {
    const sequence = sequenceOf(row)
    joined.tokens.set(sequence, at)
    joined.rows.fill(row, at, at + sequence.length)
    at += sequence.length
  }
  return joined
}

function placeWindows(
  streams: readonly Stream[],
  { length, stride }: Windows
): Pick<PreparedData, 'samples' | 'labels' | 'parts' | 'rowIndices'> {
  const values = new Float32Array(streams.reduce((sum, { tokens }) => sum + tokens.length, 0))
  const starts: number[] = []
  const rowIndices: number[] = []
  const parts: Record<DataPart, Uint32Array> = {
    train: new Uint32Array(),
    validation: new Uint32Array(),
    test: new Uint32Array()
  }
  let offset = 0
  for (const { part, tokens, rows } of streams) {
    values.set(tokens, offset)
    const own = windowStarts(tokens.length, length, part === 'train' ? stride : length)
    parts[part] = Uint32Array.from(own, (_, index) => starts.length + index)
    for (const start of own) {
      starts.push(offset + start)
      rowIndices.push(rows[start] ?? 0)
    }
    offset += tokens.length
  }
  return {
    samples: { kind: 'windows', values, starts: Uint32Array.from(starts), sampleSize: length },
    labels: values.subarray(1),
    parts,
    rowIndices: Uint32Array.from(rowIndices)
  }
}

/** Starts of the windows of a stream; the last one is moved back so that it ends with the stream. */
function windowStarts(tokenCount: number, length: number, stride: number): number[] {
  const last = tokenCount - length - 1
  if (last < 0) return []
  const starts: number[] = []
  for (let start = 0; start < last; start += stride) starts.push(start)
  return [...starts, last]
}

function describe(
  feature: FittedColumn,
  column: TokenColumn,
  spec: DatasetSpec,
  { length }: Windows
): FittedPreparation {
  const { name, kind } = feature.planned.column
  return {
    version: 1,
    kind: 'table',
    task: 'generation',
    inputs: [{ name, kind, categories: null }],
    steps: describeSteps(spec, [feature]),
    featureNames: [],
    sampleShape: [length],
    words: [...column.words],
    target: { name, classes: [...column.words], scaling: null, stepCount: length }
  }
}
