import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import { readReports } from '../training/run-files.ts'
import type { Handlers, StageMethods } from './handler.ts'
import { requireRun } from './runs.ts'

const noReport = ({ name }: RunSummary): ProblemError =>
  new ProblemError(problem('evaluation/no-report', { run: name }))

export const evaluationHandlers: Handlers<StageMethods<'evaluation'>> = {
  'evaluation.reports': async ({ runId }, { projects }) => {
    const opened = projects.require()
    requireRun(opened, runId)
    return { reports: (await readReports(opened.session.folder.run(runId))) ?? [] }
  },
  'evaluation.rows': async ({ runId, ...query }, { projects, dataWorker }) => {
    const opened = projects.require()
    const run = requireRun(opened, runId)
    const page = await dataWorker.call('readPredictionRows', [opened.session.folder.run(runId), query])
    if (page === undefined) throw noReport(run)
    return page
  },
  'evaluation.compare': async ({ first, second, part }, { projects, dataWorker }) => {
    const opened = projects.require()
    const [firstRun, secondRun] = [requireRun(opened, first), requireRun(opened, second)]
    const { folder } = opened.session
    const compared = await dataWorker.call('compareRuns', [folder.run(first), folder.run(second), part])
    if (compared !== undefined && 'missing' in compared)
      throw noReport(compared.missing === 'first' ? firstRun : secondRun)
    if (compared === undefined || firstRun.datasetFingerprint !== secondRun.datasetFingerprint) {
      throw new ProblemError(
        problem('project/different-data', { first: firstRun.name, second: secondRun.name })
      )
    }
    return compared
  }
}
