import { stateFiles } from '../../studio/files/home.ts'
import { headlineOf } from '../../studio/training/headline-metrics.ts'
import { runTrainerJob } from '../../studio/training/run-trainer-job.ts'
import { requirePath, withImported } from '../data-source.ts'
import { findModel, readyForModel, sourceFor } from '../model-source.ts'
import { projectOption, withStudio } from '../open-studio.ts'
import { formatTable } from '../table.ts'
import type { Command } from './command.ts'

export const evaluate: Command = {
  name: 'evaluate',
  usage: 'RUN DATA',
  summary: 'Measure a finished run on other data, which must hold the target.',
  minArguments: 2,
  maxArguments: 2,
  options: projectOption,
  async run([name = '', data = ''], options, context) {
    const path = requirePath(data)
    return withStudio(
      context.env,
      async (studio) => {
        const model = await findModel(studio, name, options)
        const datasets = await studio.services.datasets()
        return withImported(datasets, sourceFor(path, model.preparation), context, async ({ folder }) => {
          await readyForModel(datasets, folder, model.preparation, context)
          const job = { kind: 'evaluate', modelFolder: model.folder, datasetFolder: folder } as const
          const logFile = stateFiles(studio.services.homeFolder).trainerLog
          const result = await runTrainerJob(studio.services.startTrainer, job, {
            logFile,
            signal: context.signal
          })
          if (result.kind !== 'evaluate') throw new Error(`An evaluation answered with ${result.kind}.`)
          const rows = Object.entries(headlineOf(result.report)).map(([metric, value]) => [metric, value])
          return {
            document:
              result.auxiliaries === undefined
                ? result.report
                : { ...result.report, auxiliaries: result.auxiliaries },
            lines: [
              `${model.name} on ${result.report.rowCount} rows of ${data}`,
              '',
              ...formatTable(['', 'value'], rows),
              ...(result.auxiliaries ?? []).flatMap((report) => [
                '',
                ...formatTable(
                  ['target' in report ? (report.target ?? '') : '', 'value'],
                  Object.entries(headlineOf(report))
                )
              ])
            ]
          }
        })
      },
      'look'
    )
  }
}
