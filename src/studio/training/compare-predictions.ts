import type { RowPrediction } from '../../shared/evaluation/evaluation-report.ts'
import type { StudioInput } from '../../shared/rpc/studio-api.ts'
import { readPredictions } from './predictions-file.ts'

export interface PredictionComparison {
  readonly onlyFirstRight: number
  readonly onlySecondRight: number
  readonly rowCount: number
  /** Null for values, which are not right or wrong. */
  readonly pValue: number | null
}

/**
 * Two runs on the rows of one part.
 *
 * Output  which run was not evaluated; undefined where the rows are not the same
 */
export async function compareRuns(
  firstFolder: string,
  secondFolder: string,
  part: StudioInput<'evaluation.compare'>['part']
): Promise<PredictionComparison | { readonly missing: 'first' | 'second' } | undefined> {
  const first = await readPredictions(firstFolder)
  if (first === undefined) return { missing: 'first' }
  const second = await readPredictions(secondFolder)
  if (second === undefined) return { missing: 'second' }
  const isWanted = (row: RowPrediction): boolean => row.part === part && row.target === undefined
  return comparePredictions(first.filter(isWanted), second.filter(isWanted))
}

/** Two models on the same rows; undefined when the rows are not the same. */
function comparePredictions(
  first: readonly RowPrediction[],
  second: readonly RowPrediction[]
): PredictionComparison | undefined {
  const byRow = new Map(second.map((row) => [row.row, row]))
  if (first.length !== second.length || byRow.size !== second.length) return undefined
  let onlyFirstRight = 0
  let onlySecondRight = 0
  let isClasses = first.length > 0
  for (const one of first) {
    const other = byRow.get(one.row)
    if (other === undefined) return undefined
    if (one.probabilities === null || other.probabilities === null) isClasses = false
    const isFirstRight = one.predicted === one.actual
    const isSecondRight = other.predicted === other.actual
    if (isFirstRight && !isSecondRight) onlyFirstRight += 1
    if (!isFirstRight && isSecondRight) onlySecondRight += 1
  }
  if (!isClasses) return { onlyFirstRight: 0, onlySecondRight: 0, rowCount: first.length, pValue: null }
  return {
    onlyFirstRight,
    onlySecondRight,
    rowCount: first.length,
    pValue: exactMcNemar(onlyFirstRight, onlySecondRight)
  }
}

/**
 * How often chance alone would give a lead at least this large, were both models equally good.
 *
 * Input   rows that only the first, and only the second, got right
 * Output  two-sided p, 0 to 1: twice the smaller tail of a fair coin's binomial distribution
 * Source  McNemar (1947), Psychometrika 12:153
 */
export function exactMcNemar(onlyFirst: number, onlySecond: number): number {
  const count = onlyFirst + onlySecond
  if (count === 0) return 1
  let logChoose = 0
  let tail = 0
  for (let hits = 0; hits <= Math.min(onlyFirst, onlySecond); hits += 1) {
    tail += Math.exp(logChoose - count * Math.LN2)
    logChoose += Math.log(count - hits) - Math.log(hits + 1)
  }
  return Math.min(1, 2 * tail)
}
