import { fail, ok, unwrap, type Checked } from '../../shared/core/checked.ts'
import { convertColumn, isMissing } from '../../shared/dataset/column-kinds.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { AuxiliaryTarget, PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import { joinLabels, targetsOf } from '../../shared/dataset/target-labels.ts'
import type { EvaluationReport } from '../../shared/evaluation/evaluation-report.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import { createBatchReader } from '../dataset/batch-reader.ts'
import { readDatasetManifest } from '../dataset/read-dataset.ts'
import { createModelLoss } from '../training/joint-loss.ts'
import { createLoss } from '../training/losses.ts'
import { evaluatePart } from './evaluate.ts'
import { measureForecasts } from './measure-forecasts.ts'
import { evaluatePairsOn } from './measure-pairs.ts'
import { openModel, type OpenedModel } from './open-model.ts'
import { predictionBatchSize } from './predict.ts'
import { readInputs, type Inputs } from './read-inputs.ts'
import { readSeries } from './read-series.ts'

interface Evaluated {
  readonly report: EvaluationReport
  /** Of the targets beside the main one. */
  readonly auxiliaries?: EvaluationReport[]
}

/** A finished run measured on other data: one report, part 'all'. Rows without an answer are left out. */
export async function evaluateOn(job: Extract<TrainerJob, { kind: 'evaluate' }>): Promise<Evaluated> {
  const { model, preparation, training } = unwrap(await openModel(job.modelFolder))
  const manifest = unwrap(await readDatasetManifest(job.datasetFolder))
  if (preparation.task === 'forecast')
    return { report: await evaluateSeriesOn(job, { model, preparation, training }) }
  if (preparation.task === 'pairs')
    return { report: await evaluatePairsOn(job.datasetFolder, { model, preparation, training }) }
  const inputs = unwrap(await readInputs(job.datasetFolder, manifest, preparation))
  const { target, sampleShape } = preparation
  const { labels, rows } = unwrap(readAllLabels(inputs, manifest, target))
  const reader = createBatchReader({ samples: inputs.samples, labels, sampleShape, target })
  const batchSize = predictionBatchSize(inputs.samples.sampleSize)
  const rowIndices = Uint32Array.from({ length: inputs.rowCount }, (_, row) => row)
  const { report, auxiliaries } = await evaluatePart(
    { model, reader, ...createModelLoss(training, model, target), target, labels, batchSize },
    { part: 'all', rows, rowIndices }
  )
  return auxiliaries.length === 0
    ? { report }
    : { report, auxiliaries: auxiliaries.map((auxiliary) => auxiliary.report) }
}

/** Every window of other rows of the same series, measured by the same errors of repeating a season. */
async function evaluateSeriesOn(
  job: Extract<TrainerJob, { kind: 'evaluate' }>,
  { model, preparation, training }: Pick<OpenedModel, 'model' | 'preparation' | 'training'>
): Promise<EvaluationReport> {
  const data = unwrap(await readSeries(job.datasetFolder, preparation))
  const { target, sampleShape } = preparation
  const { samples, labels } = data
  const measurable = {
    model,
    reader: createBatchReader({ samples, labels, sampleShape, target }),
    loss: createLoss(training.loss, model.head, { options: training.lossOptions }),
    target,
    labels,
    batchSize: predictionBatchSize(samples.sampleSize)
  }
  const rows = Uint32Array.from(data.series.ofSample.keys())
  return measureForecasts(measurable, { ...data, preparation }, { part: 'all', rows })
}

interface Labels {
  /** One for each row, on the scale the network learned on; meaningless where there is none. */
  readonly labels: Float32Array
  /** Rows that have one. */
  readonly rows: Uint32Array
}

/** The answers of all targets, sample by sample; rows that lack one of them are left out. */
function readAllLabels(inputs: Inputs, manifest: DatasetManifest, target: PreparedTarget): Checked<Labels> {
  const read: Labels[] = []
  for (const one of targetsOf(target)) {
    const own = readLabels(inputs, manifest, one)
    if (!own.ok) return own
    read.push(own.value)
  }
  const [first, ...others] = read
  if (first === undefined) return noLabels(target)
  const known = others.map(({ rows }) => new Set(rows))
  const rows = first.rows.filter((row) => known.every((one) => one.has(row)))
  return rows.length === 0
    ? noLabels(target)
    : ok({ labels: joinLabels(read.map(({ labels }) => labels)), rows })
}

const noLabels = ({ name }: Pick<PreparedTarget, 'name'>): Checked<never> =>
  fail(problem('evaluation/no-labelled-rows', { column: name }))

/** The answers of other data, in the codes and on the scale of the training data. */
function readLabels({ table }: Inputs, manifest: DatasetManifest, target: AuxiliaryTarget): Checked<Labels> {
  if (manifest.kind === 'images') {
    const names = manifest.images.map(({ classIndex }) => manifest.classes[classIndex])
    return encodeClasses(names, target)
  }
  const raw = table?.columns.find(({ name }) => name === target.name)
  if (raw === undefined) return fail(problem('dataset/column-missing', { column: target.name }))
  const column = convertColumn(raw, target.classes === null ? 'number' : 'category')
  if (!column.ok) return column
  if ('codes' in column.value) {
    const { codes, categories } = column.value
    return encodeClasses(
      Array.from(codes, (code) => categories[code]),
      target
    )
  }
  const { values } = column.value
  const { mean, standardDeviation } = target.scaling ?? { mean: 0, standardDeviation: 1 }
  const labels = Float32Array.from(values, (value) => (value - mean) / standardDeviation)
  const known = column.value
  return withRows(labels, (row) => !isMissing(known, row), target)
}

function encodeClasses(names: readonly (string | undefined)[], target: AuxiliaryTarget): Checked<Labels> {
  const codes = new Map((target.classes ?? []).map((name, code) => [name, code]))
  const unknown = names.filter((name) => name !== undefined && !codes.has(name))
  const [example] = unknown
  if (example !== undefined) {
    const values = { column: target.name, class: example, count: unknown.length }
    return fail(problem('evaluation/unknown-class', values))
  }
  const labels = Float32Array.from(names, (name) => (name === undefined ? 0 : (codes.get(name) ?? 0)))
  return withRows(labels, (row) => names[row] !== undefined, target)
}

function withRows(
  labels: Float32Array,
  hasLabel: (row: number) => boolean,
  target: AuxiliaryTarget
): Checked<Labels> {
  const rows = Uint32Array.from(labels.keys()).filter(hasLabel)
  return rows.length === 0 ? noLabels(target) : ok({ labels, rows })
}
