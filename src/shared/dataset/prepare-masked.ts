import { fail, ok, type Checked, type Problem } from '../core/checked.ts'
import type { ParamValues } from '../core/params.ts'
import { problem } from '../problems/catalogue.ts'
import { assembleFeatures, MAX_VALUES } from './assemble-features.ts'
import type { DatasetSpec } from './dataset-spec.ts'
import { describeSteps } from './describe-steps.ts'
import type { FittedColumn, FittedTable } from './fit-table.ts'
import type { DataPart, FittedPreparation, PreparedData } from './prepared-data.ts'
import { dataParts } from './split.ts'
import { maskText } from './text/mask-tokens.ts'
import { maskIdOf } from './text/special-tokens.ts'
import { maskTokens } from './transforms/mask-tokens.ts'

type Masking = ParamValues<typeof maskTokens.params>

/**
 * Texts with hidden words, ready to learn to guess them. What is hidden is decided here, once and for all, so that every
 * epoch, every engine and a run that goes on see the same.
 *
 * Input     a table whose one feature is a text of tokens of one length with a step that masks, as planTable found it
 * Output    `copies` of the training rows, each hidden otherwise, then validation and test once; a label for each token,
 *           −1 where it is not to be guessed
 * Problems  dataset/no-mask-token      the vocabulary keeps no token for the mask
 *           dataset/nothing-to-mask    no training text holds a known word
 *           dataset/matrix-too-large   copies × rows × length is more than an array can hold
 */
export function prepareMasked(
  fitted: FittedTable,
  spec: DatasetSpec,
  notes: readonly Problem[]
): Checked<PreparedData> {
  const feature = fitted.columns.find(({ planned }) => planned.role === 'feature')
  if (!feature) return fail(problem('dataset/one-text-needed', {}))
  const { column } = feature.planned
  const matrix = assembleFeatures([{ column, steps: feature.steps }], fitted.keptRows)
  if (!matrix.ok) return matrix
  const { words, names, values } = matrix.value
  if (words === null || maskIdOf(words) === undefined)
    return fail(problem('dataset/no-mask-token', { column: column.name }))
  const masked = maskParts(fitted, {
    ...{ values, words, length: names.length },
    ...{ masking: maskingOf(feature), seed: spec.split.seed }
  })
  if (masked === undefined) {
    const rowCount = fitted.parts.train.length * maskingOf(feature).copies
    return fail(problem('dataset/matrix-too-large', { rowCount, featureCount: names.length }))
  }
  if (!masked.labels.some((label) => label >= 0))
    return fail(problem('dataset/nothing-to-mask', { column: column.name }))
  const { samples, labels, parts, rowIndices } = masked
  return ok({
    samples: { kind: 'float32', values: samples, sampleSize: names.length },
    labels,
    parts,
    rowIndices,
    preparation: describe(feature, spec, { names, words }),
    notes
  })
}

function maskingOf({ steps }: FittedColumn): Masking {
  const found = steps.find(({ step }) => step.transform.kind === maskTokens.kind)
  // The catalogue's definitions keep their own params types; these are its params, checked by resolveStep.
  return found?.step.params as unknown as Masking
}

interface Texts {
  /** Tokens of the kept rows, one row after another. */
  readonly values: Float32Array
  readonly words: readonly string[]
  readonly length: number
  readonly masking: Masking
  readonly seed: number
}

/** Undefined where they are more than an array can hold. */
function maskParts(
  { parts: rowsOf, keptRows }: FittedTable,
  { values, words, length, masking, seed }: Texts
): (Pick<PreparedData, 'labels' | 'parts' | 'rowIndices'> & { samples: Float32Array }) | undefined {
  const copiesOf = (part: DataPart): number => (part === 'train' ? masking.copies : 1)
  const count = dataParts.reduce((sum, part) => sum + rowsOf[part].length * copiesOf(part), 0)
  if (count * length > MAX_VALUES) return undefined
  const placeOfRow = new Map(Array.from(keptRows, (row, place) => [row, place]))
  const samples = new Float32Array(count * length)
  const labels = new Float32Array(count * length)
  const rowIndices = new Uint32Array(count)
  const parts = { train: new Uint32Array(), validation: new Uint32Array(), test: new Uint32Array() }
  let sample = 0
  for (const part of dataParts) {
    const start = sample
    for (let copy = 0; copy < copiesOf(part); copy += 1) {
      for (const row of rowsOf[part]) {
        const from = (placeOfRow.get(row) ?? 0) * length
        const masked = maskText(values.subarray(from, from + length), { ...masking, seed, copy, row, words })
        samples.set(masked.shown, sample * length)
        labels.set(masked.labels, sample * length)
        rowIndices[sample] = row
        sample += 1
      }
    }
    parts[part] = Uint32Array.from({ length: sample - start }, (_, index) => start + index)
  }
  return { samples, labels, parts, rowIndices }
}

function describe(
  feature: FittedColumn,
  spec: DatasetSpec,
  { names, words }: { readonly names: readonly string[]; readonly words: readonly string[] }
): FittedPreparation {
  const { name, kind } = feature.planned.column
  return {
    version: 1,
    kind: 'table',
    task: 'masked',
    inputs: [{ name, kind, categories: null }],
    steps: describeSteps(spec, [feature]),
    featureNames: [...names],
    sampleShape: [names.length],
    words: [...words],
    target: { name, classes: [...words], scaling: null, stepCount: names.length, hasUncounted: true }
  }
}
