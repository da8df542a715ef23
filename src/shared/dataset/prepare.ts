import { fail, ok, type Checked, type Problem } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { assembleFeatures, inSampleOrder, type FeatureMatrix } from './assemble-features.ts'
import type { Column, ColumnRole, Table } from './column.ts'
import type { TableManifest } from './dataset-manifest.ts'
import { isSelfSupervised, type DatasetSpec } from './dataset-spec.ts'
import { describeSteps } from './describe-steps.ts'
import { fitTable, type FittedColumn, type FittedTable } from './fit-table.ts'
import { planTable, type TablePlan } from './plan-table.ts'
import type { FittedPreparation, PreparedData } from './prepared-data.ts'
import { prepareForecast } from './prepare-forecast.ts'
import { preparePairs } from './prepare-pairs.ts'
import { prepareSelfSupervised } from './prepare-self-supervised.ts'
import { readWeights } from './read-weights.ts'
import type { ReadTarget } from './read-target.ts'
import { readTargets } from './read-targets.ts'

export { applyPreparation, unscaleTarget } from './apply-preparation.ts'
export { imageSizeOf, pixelScaleOf, prepareImages } from './prepare-images.ts'
export { tableAfterSteps } from './table-after-steps.ts'

/**
 * A table ready to train on, with everything fitted on the training part only.
 *
 * Input     the imported table; the manifest is named so that both preparations are called alike
 * Output    float32 samples of the kept rows, their labels, and the three parts
 * Problems  every problem of planTable, fitTable, readTargets, readWeights and assembleFeatures; the first one found
 */
export function prepareTable(
  table: Table,
  _manifest: TableManifest,
  spec: DatasetSpec
): Checked<PreparedData> {
  const plan = planTable(table, spec)
  const [planProblem] = plan.problems
  if (planProblem) return fail(planProblem.problem)
  if (!plan.target && !isSelfSupervised(spec.task)) return fail(problem('dataset/no-target', {}))
  const fitted = fitTable(plan, spec, table.rowCount)
  const [fitProblem] = fitted.problems
  if (fitProblem) return fail(fitProblem.problem)
  if (!plan.target) return prepareSelfSupervised(fitted, spec, noteTexts(fitted))
  if (spec.task === 'forecast') return prepareForecast(fitted, spec)
  if (spec.task === 'pairs') return preparePairs(fitted, spec, noteRowsLeftOut(fitted, plan))

  const features = inSampleOrder(fitted.columns.filter(({ planned }) => planned.role === 'feature'))
  const sources = features.map(({ planned, steps }) => ({ column: planned.column, steps }))
  const target = readTargets(plan, fitted)
  if (!target.ok) return target
  const weights = readWeights(plan.weight?.column, fitted)
  if (!weights.ok) return weights
  const matrix = assembleFeatures(sources, fitted.keptRows)
  if (!matrix.ok) return matrix
  return ok({
    preparation: describePreparation(spec, {
      features,
      fitted,
      target: target.value,
      matrix: matrix.value
    }),
    samples: { kind: 'float32', values: matrix.value.values, sampleSize: matrix.value.names.length },
    labels: target.value.labels,
    ...(weights.value === undefined ? {} : { weights: weights.value }),
    parts: partsOfSamples(fitted, table.rowCount),
    rowIndices: fitted.keptRows,
    notes: [...noteRowsLeftOut(fitted, plan), ...noteTexts(fitted)]
  })
}

interface Found {
  readonly features: readonly FittedColumn[]
  readonly fitted: FittedTable
  readonly target: ReadTarget
  readonly matrix: FeatureMatrix
}

function describePreparation(
  spec: DatasetSpec,
  { features, fitted, target, matrix }: Found
): FittedPreparation {
  const columns = [...features, ...fitted.columns.filter(({ planned }) => isAnswer(planned.role))]
  return {
    version: 1,
    kind: 'table',
    task: spec.task,
    inputs: features.map(({ planned: { column } }) => ({
      name: column.name,
      kind: column.kind,
      categories: column.kind === 'category' ? seenCategories(column, fitted.parts.train) : null
    })),
    steps: describeSteps(spec, columns),
    featureNames: [...matrix.names],
    sampleShape: [matrix.names.length],
    ...(matrix.inputParts && { inputParts: matrix.inputParts }),
    words: matrix.words === null ? null : [...matrix.words],
    target: target.target
  }
}

const isAnswer = (role: ColumnRole): boolean => role === 'target' || role === 'auxiliary'

function seenCategories(column: Extract<Column, { codes: Int32Array }>, rows: Uint32Array): string[] {
  const seen = new Uint8Array(column.categories.length)
  for (const row of rows) {
    const code = column.codes[row] ?? -1
    if (code >= 0) seen[code] = 1
  }
  return column.categories.filter((_, code) => seen[code] === 1)
}

/** From row numbers of the table to positions among the kept rows. */
function partsOfSamples({ parts, keptRows }: FittedTable, rowCount: number): PreparedData['parts'] {
  const sampleOfRow = new Uint32Array(rowCount)
  keptRows.forEach((row, sample) => {
    sampleOfRow[row] = sample
  })
  const place = (rows: Uint32Array): Uint32Array => rows.map((row) => sampleOfRow[row] ?? 0)
  return { train: place(parts.train), validation: place(parts.validation), test: place(parts.test) }
}

/** Rows that are not used are said, never left out in silence. */
export function noteRowsLeftOut(fitted: FittedTable, { target, auxiliaries, weight }: TablePlan): Problem[] {
  const { unlabelledCount, incompleteCount = 0, unweightedCount, droppedCount } = fitted
  const columns = auxiliaries.map(({ column }) => column.name).join(', ')
  return [
    ...(unlabelledCount > 0 && target
      ? [problem('dataset/rows-without-target', { column: target.column.name, count: unlabelledCount })]
      : []),
    ...(incompleteCount > 0
      ? [problem('dataset/rows-without-auxiliary', { columns, count: incompleteCount })]
      : []),
    ...(unweightedCount > 0 && weight
      ? [problem('dataset/rows-without-weight', { column: weight.column.name, count: unweightedCount })]
      : []),
    ...(droppedCount > 0 ? [problem('dataset/rows-dropped', { count: droppedCount })] : [])
  ]
}

/** Texts without a word are used as they are, which is hardly what the person means. */
export function noteTexts({ columns, keptRows }: FittedTable): Problem[] {
  return columns.flatMap(({ planned: { column, role } }) => {
    if (role !== 'feature' || column.kind !== 'text') return []
    const isEmpty = column.categories.map((text) => text.trim() === '')
    let count = 0
    for (const row of keptRows) count += isEmpty[column.codes[row] ?? -1] === false ? 0 : 1
    return count > 0 ? [problem('dataset/empty-texts', { column: column.name, count })] : []
  })
}
