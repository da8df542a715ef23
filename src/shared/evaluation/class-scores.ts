/** Precision, recall and F1 of one class; null where the denominator is 0. */
export interface ClassScores {
  /** Rows whose true class this is. */
  readonly support: number
  /** Of the rows predicted as this class, the share that are. */
  readonly precision: number | null
  /** Of the rows that are this class, the share that were predicted so. */
  readonly recall: number | null
  readonly f1: number | null
}

export interface AverageScores {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/**
 * Precision, recall and F1 of each class.
 *
 * Input   confusion[actual][predicted], in rows
 * Output  f1 = 2 · hits / (rows of the class + rows predicted as it), as scikit-learn has it
 */
export function scoreClasses(confusion: readonly (readonly number[])[]): ClassScores[] {
  return confusion.map((line, index) => {
    const hits = line[index] ?? 0
    const support = sum(line)
    const predictedCount = sum(confusion.map((other) => other[index] ?? 0))
    return {
      support,
      precision: ratio(hits, predictedCount),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, support + predictedCount)
    }
  })
}

/** Mean over the classes, each counted equally; an undefined score counts 0 (scikit-learn's `zero_division=0`). */
export const averageMacro = (scores: readonly ClassScores[]): AverageScores =>
  average(scores, () => 1 / Math.max(1, scores.length))

/** Mean over the classes, each counted by its rows; an undefined score counts 0. */
export function averageWeighted(scores: readonly ClassScores[]): AverageScores {
  const rowCount = sum(scores.map((score) => score.support))
  return average(scores, (score) => (rowCount === 0 ? 0 : score.support / rowCount))
}

function average(scores: readonly ClassScores[], weightOf: (score: ClassScores) => number): AverageScores {
  const mean = (name: 'precision' | 'recall' | 'f1'): number =>
    sum(scores.map((score) => (score[name] ?? 0) * weightOf(score)))
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') }
}
