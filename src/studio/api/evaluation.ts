import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { RowPrediction } from '../../shared/evaluation/evaluation-report.ts'
import type { RunId } from '../../shared/core/ids.ts'
import { comparePredictions } from '../training/compare-predictions.ts'
import { readPredictions, readReports } from '../training/run-files.ts'
import type { Services } from '../services.ts'
import type { Handlers, StageMethods } from './handler.ts'
import { requireRun } from './runs.ts'

/** Throws  ProblemError  evaluation/no-report */
async function predictionsOf(id: RunId, { projects }: Services): Promise<readonly RowPrediction[]> {
  const opened = projects.require()
  const run = requireRun(opened, id)
  const predictions = await readPredictions(opened.session.folder.run(id))
  if (predictions === undefined) throw new ProblemError(problem('evaluation/no-report', { run: run.name }))
  return predictions
}

const confidence = ({ probabilities, predicted }: RowPrediction): number => probabilities?.[predicted] ?? 0

/** How far off, for values; classes are ordered by confidence. */
const error = ({ actual, predicted }: RowPrediction): number =>
  actual === null ? 0 : Math.abs(predicted - actual)

export const evaluationHandlers: Handlers<StageMethods<'evaluation'>> = {
  'evaluation.reports': async ({ runId }, { projects }) => {
    const opened = projects.require()
    requireRun(opened, runId)
    return { reports: (await readReports(opened.session.folder.run(runId))) ?? [] }
  },
  'evaluation.rows': async ({ runId, part, actual, predicted, onlyMistakes, offset, limit }, services) => {
    const rows = (await predictionsOf(runId, services))
      .filter((row) => row.part === part)
      .filter((row) => actual === null || row.actual === actual)
      .filter((row) => predicted === null || row.predicted === predicted)
      .filter((row) => !onlyMistakes || row.actual !== row.predicted)
      .sort((a, b) => (a.probabilities === null ? error(b) - error(a) : confidence(b) - confidence(a)))
    return { rowCount: rows.length, rows: rows.slice(offset, offset + limit) }
  },
  'evaluation.compare': async ({ first, second, part }, services) => {
    const opened = services.projects.require()
    const [firstRun, secondRun] = [requireRun(opened, first), requireRun(opened, second)]
    const firstRows = (await predictionsOf(first, services)).filter((row) => row.part === part)
    const secondRows = (await predictionsOf(second, services)).filter((row) => row.part === part)
    const isSameData = firstRun.datasetFingerprint === secondRun.datasetFingerprint
    const compared = isSameData ? comparePredictions(firstRows, secondRows) : undefined
    if (compared === undefined) {
      throw new ProblemError(
        problem('project/different-data', { first: firstRun.name, second: secondRun.name })
      )
    }
    return compared
  }
}
