import { measureAccuracy } from './accuracy.ts'
import { averageMacro, averageWeighted, scoreClasses } from './class-scores.ts'
import { countConfusion } from './confusion-matrix.ts'
import type { ClassificationReport } from './evaluation-report.ts'
import { areaUnder, rocCurve, thin } from './roc-curve.ts'

const ROC_POINT_LIMIT = 200

export interface ClassificationResults {
  readonly part: ClassificationReport['part']
  readonly classes: readonly string[]
  /** The training loss over these rows. */
  readonly loss: number
  /** Class indices. */
  readonly actual: ArrayLike<number>
  /** Row by row, one for each class. */
  readonly probabilities: ArrayLike<number>
}

/** The likeliest class of each row; the first of several that are equally likely. */
export function likeliestClasses(probabilities: ArrayLike<number>, classCount: number): Int32Array {
  const rowCount = probabilities.length / classCount
  return Int32Array.from({ length: rowCount }, (_, row) => {
    let best = 0
    for (let index = 1; index < classCount; index += 1) {
      if ((probabilities[row * classCount + index] ?? 0) > (probabilities[row * classCount + best] ?? 0))
        best = index
    }
    return best
  })
}

/**
 * Every figure of a classifier on one part of the data.
 *
 * Throws  RangeError  when there is no row
 */
export function evaluateClassification(results: ClassificationResults): ClassificationReport {
  const { actual, probabilities, classes } = results
  const classCount = classes.length
  const confusion = countConfusion(actual, likeliestClasses(probabilities, classCount), classCount)
  const scores = scoreClasses(confusion)
  const correctCount = confusion.reduce((total, line, index) => total + (line[index] ?? 0), 0)
  const curves = classes.map((_, index) => {
    const given = Float64Array.from(
      { length: actual.length },
      (_, row) => probabilities[row * classCount + index] ?? 0
    )
    return rocCurve(given, (row) => actual[row] === index)
  })
  const areas = curves.map(areaUnder).filter((area) => area !== null)
  return {
    kind: 'classification',
    part: results.part,
    rowCount: actual.length,
    loss: results.loss,
    accuracy: measureAccuracy(correctCount, actual.length),
    macro: averageMacro(scores),
    weighted: averageWeighted(scores),
    macroAuc: areas.length === 0 ? null : areas.reduce((total, area) => total + area, 0) / areas.length,
    classes: classes.map((name, index) => {
      const { support = 0, precision = null, recall = null, f1 = null } = scores[index] ?? {}
      const curve = curves[index] ?? []
      return {
        name,
        support,
        precision,
        recall,
        f1,
        roc: thin(curve, ROC_POINT_LIMIT),
        auc: areaUnder(curve)
      }
    }),
    confusion
  }
}
