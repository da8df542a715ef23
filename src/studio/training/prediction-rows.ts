import type { RowPrediction } from '../../shared/evaluation/evaluation-report.ts'
import type { StudioInput, StudioOutput } from '../../shared/rpc/studio-api.ts'
import { readPredictions } from './predictions-file.ts'

type RowsQuery = Omit<StudioInput<'evaluation.rows'>, 'runId'>

/** The rows of the last question, in order: pages are asked for one after the other while the person scrolls. */
let last: { readonly key: string; readonly of: object; readonly rows: readonly RowPrediction[] } | undefined

/** One page of the rows behind a figure; undefined where the run was not evaluated. */
export async function readPredictionRows(
  runFolder: string,
  { offset, limit, ...wanted }: RowsQuery
): Promise<StudioOutput<'evaluation.rows'> | undefined> {
  const predictions = await readPredictions(runFolder)
  if (predictions === undefined) return undefined
  const key = JSON.stringify(wanted)
  if (last?.key !== key || last.of !== predictions) {
    last = { key, of: predictions, rows: orderRows(predictions, wanted) }
  }
  return { rowCount: last.rows.length, rows: last.rows.slice(offset, offset + limit) }
}

function orderRows(
  predictions: readonly RowPrediction[],
  { part, target, actual, predicted, onlyMistakes }: Omit<RowsQuery, 'offset' | 'limit'>
): readonly RowPrediction[] {
  return predictions
    .filter(
      (row) =>
        row.part === part &&
        row.target === target &&
        (actual === null || row.actual === actual) &&
        (predicted === null || row.predicted === predicted) &&
        (!onlyMistakes || row.actual !== row.predicted)
    )
    .sort((a, b) => (a.probabilities === null ? error(b) - error(a) : confidence(b) - confidence(a)))
}

const confidence = ({ probabilities, predicted }: RowPrediction): number => probabilities?.[predicted] ?? 0

/** How far off, for values; classes are ordered by confidence. */
const error = ({ actual, predicted }: RowPrediction): number =>
  actual === null ? 0 : Math.abs(predicted - actual)
