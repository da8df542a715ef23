import { mainMetric } from '../../studio/training/headline-metrics.ts'
import { ask, openExisting, projectOption, withStudio } from '../open-studio.ts'
import { formatDuration, formatTable } from '../table.ts'
import type { Command } from './command.ts'

export const runs: Command = {
  name: 'runs',
  usage: '',
  summary: 'List the runs of a project.',
  minArguments: 0,
  maxArguments: 0,
  options: projectOption,
  run: (_args, options, { env }) =>
    withStudio(
      env,
      async (studio) => {
        await openExisting(studio, options)
        const { runs: found } = await ask(studio, 'runs.list', {})
        const rows = found.map((run) => {
          const { metric, value } = mainMetric(run)
          const duration = run.durationMs === null ? null : formatDuration(run.durationMs)
          return [run.number, run.name, run.status, run.datasetName, run.epochCount, duration, metric, value]
        })
        const head = ['run', 'name', 'status', 'data', 'epochs', 'time', 'metric', 'test']
        return {
          document: { runs: found },
          lines: found.length === 0 ? ['No runs yet.'] : formatTable(head, rows)
        }
      },
      'look'
    )
}
