import { ProblemError } from '../../shared/core/checked.ts'
import type { PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import { labelsOfTarget } from '../../shared/dataset/target-labels.ts'
import { unscaleTarget } from '../../shared/dataset/prepare.ts'
import { evaluateClassification, likeliestClasses } from '../../shared/evaluation/evaluate-classification.ts'
import { evaluateRegression } from '../../shared/evaluation/evaluate-regression.ts'
import type {
  ClassificationReport,
  RegressionReport,
  RowPrediction
} from '../../shared/evaluation/evaluation-report.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { BatchReader } from '../dataset/batch-reader.ts'
import type { BuiltModel } from '../network/build-model.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import type { Figures } from '../training/fit.ts'
import { countModelHits } from '../training/joint-loss.ts'
import type { Loss } from '../training/losses.ts'
import { measureSequences } from './measure-sequences.ts'
import { probabilitiesOf, readOutputs, splitOutputs, valuesOf, type TargetOutputs } from './predict.ts'

/** A model with labelled data to measure it on. */
export interface Measurable {
  readonly model: BuiltModel
  readonly reader: BatchReader
  readonly loss: Loss
  /** Of several targets, the loss of each by itself. */
  readonly losses?: readonly Loss[] | undefined
  readonly target: PreparedTarget
  /** All labels; `rows` index into them. */
  readonly labels: Float32Array
  readonly batchSize: number
}

/** One part of the data: indices of its samples, and the rows of the imported dataset they come from. */
export interface MeasuredPart {
  readonly part: RowPrediction['part']
  readonly rows: Uint32Array
  readonly rowIndices: Uint32Array
  readonly signal?: AbortSignal | undefined
}

/** Loss with penalties, and accuracy or mean absolute error, of some rows. Throws  the signal's reason, when it is aborted */
export async function measureRows(
  measurable: Measurable,
  rows: Uint32Array,
  signal?: AbortSignal
): Promise<Figures> {
  if (measurable.target.stepCount !== undefined) return measureSequences(measurable, rows, signal)
  const outputs = await readOutputs(measurable.model, measurable.reader, rows, { ...measurable, signal })
  return figuresOf(measurable, rows, outputs)
}

/** Loss with penalties, and the figure shown beside it, of outputs that are known. */
export function figuresOf(measurable: Measurable, rows: Uint32Array, outputs: Float32Array): Figures {
  const { model, reader, loss, target } = measurable
  return tf.tidy(() => {
    const tensor = tf.tensor2d(outputs, [rows.length, outputs.length / rows.length])
    const labels = reader.labels(rows)
    const penalties = model.penalties().map(readNumber)
    const score = readNumber(countModelHits(model, target)(tensor, labels)) / rows.length
    return { loss: penalties.reduce((sum, value) => sum + value, readNumber(loss(tensor, labels))), score }
  })
}

const readNumber = (scalar: tf.Scalar): number => scalar.dataSync()[0] ?? NaN

interface MeasuredTarget {
  readonly report: ClassificationReport | RegressionReport
  readonly predictions: RowPrediction[]
}

/** What is known of one target of a part, and what the model gives for it. */
interface LabelledOutputs extends TargetOutputs, Omit<MeasuredPart, 'signal'> {
  readonly labels: Float32Array
}

/**
 * Every figure of one part, and the prediction of each of its rows; of several targets, reports of the others beside it.
 *
 * Problems  evaluation/not-finite   the model answers some row with no number
 * Throws    the signal's reason, when it is aborted
 */
export async function evaluatePart(
  measurable: Measurable,
  { signal, ...measured }: MeasuredPart
): Promise<MeasuredTarget & { auxiliaries: MeasuredTarget[] }> {
  const { model, reader, target, labels } = measurable
  const { rows } = measured
  const outputs = await readOutputs(model, reader, rows, { ...measurable, signal })
  if (!outputs.every(Number.isFinite)) throw new ProblemError(problem('evaluation/not-finite', {}))
  const { loss } = figuresOf(measurable, rows, outputs)
  const [main, ...others] = splitOutputs(outputs, model, target, rows.length).map(
    (given, index): LabelledOutputs => ({
      ...measured,
      ...given,
      labels: labelsOfTarget(labels, target, index)
    })
  )
  if (main === undefined) throw new Error('A model has a target.')
  const auxiliaries = others.map((given, index): MeasuredTarget => {
    const lossOf = measurable.losses?.[index + 1]
    if (lossOf === undefined) throw new Error(`There is no loss for ${given.target.name}.`)
    const own = measureTarget(given, lossOfTarget(lossOf, given))
    const { name } = given.target
    return {
      report: { ...own.report, target: name },
      predictions: own.predictions.map((prediction) => ({ ...prediction, target: name }))
    }
  })
  return { ...measureTarget(main, loss), auxiliaries }
}

function lossOfTarget(lossOf: Loss, { target, rows, labels, outputs }: LabelledOutputs): number {
  return tf.tidy(() => {
    const truth = Float32Array.from(rows, (row) => labels[row] ?? 0)
    const type = target.classes === null ? 'float32' : 'int32'
    const given = tf.tensor2d(outputs, [rows.length, outputs.length / rows.length])
    return readNumber(lossOf(given, tf.tensor1d(truth).cast(type)))
  })
}

function measureTarget(
  { target, head, labels, outputs, part, rows, rowIndices }: LabelledOutputs,
  loss: number
): MeasuredTarget {
  const rowOf = (index: number): number => rowIndices[rows[index] ?? 0] ?? 0
  if (target.classes === null) {
    const actual = Float64Array.from(rows, (row) => unscaleTarget(labels[row] ?? 0, target))
    const predicted = valuesOf(outputs, target)
    return {
      report: evaluateRegression({ part, loss, actual, predicted }),
      predictions: Array.from(rows, (_, index) => ({
        row: rowOf(index),
        part,
        actual: actual[index] ?? null,
        predicted: predicted[index] ?? 0,
        probabilities: null
      }))
    }
  }
  const classCount = target.classes.length
  const actual = Int32Array.from(rows, (row) => labels[row] ?? 0)
  const probabilities = probabilitiesOf(outputs, head, { rowCount: rows.length, classCount })
  const predicted = likeliestClasses(probabilities, classCount)
  return {
    report: evaluateClassification({ part, loss, classes: target.classes, actual, probabilities }),
    predictions: Array.from(rows, (_, index) => ({
      row: rowOf(index),
      part,
      actual: actual[index] ?? null,
      predicted: predicted[index] ?? 0,
      probabilities: shorten(probabilities.subarray(index * classCount, (index + 1) * classCount))
    }))
  }
}

/** float32 holds seven digits; more in a file would be noise. */
export const shorten = (values: Float32Array): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(7)))
