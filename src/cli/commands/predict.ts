import { resolve } from 'node:path'
import type { TrainerResult } from '../../shared/rpc/trainer-protocol.ts'
import { stateFiles } from '../../studio/files/home.ts'
import { runTrainerJob } from '../../studio/training/run-trainer-job.ts'
import { requirePath, withImported } from '../data-source.ts'
import { findModel, readyForModel, sourceFor } from '../model-source.ts'
import { projectOption, withStudio } from '../open-studio.ts'
import { formatNumber, formatTable } from '../table.ts'
import type { Command } from './command.ts'

const shownRows = 20

type Predicted = Extract<TrainerResult, { kind: 'predict' }>['predictions'][number]

export const predict: Command = {
  name: 'predict',
  usage: 'RUN|EXPORT DATA',
  summary:
    'Predict raw rows or images, or how series go on after their last rows, with a run or with the folder of an export.',
  minArguments: 2,
  maxArguments: 2,
  options: {
    out: { type: 'string', value: 'FILE.csv', help: 'Write all predictions to a CSV file.' },
    ...projectOption
  },
  async run([name = '', data = ''], options, context) {
    const path = requirePath(data)
    const outFile = typeof options['out'] === 'string' ? resolve(options['out']) : null
    return withStudio(
      context.env,
      async (studio) => {
        const model = await findModel(studio, name, options)
        const datasets = await studio.services.datasets()
        return withImported(datasets, sourceFor(path, model.preparation), context, async ({ folder }) => {
          await readyForModel(datasets, folder, model.preparation, context)
          const job = { kind: 'predict', modelFolder: model.folder, datasetFolder: folder, outFile } as const
          const result = await runTrainerJob(studio.services.startTrainer, job, {
            logFile: stateFiles(studio.services.homeFolder).trainerLog,
            signal: context.signal,
            onProgress: (doneShare) => context.progress.show(doneShare, 'Predicting')
          })
          if (result.kind !== 'predict') throw new Error(`A prediction answered with ${result.kind}.`)
          const { rowCount, predictions } = result
          return { document: { rowCount, predictions, file: outFile }, lines: linesOf(result, outFile) }
        })
      },
      'look'
    )
  }
}

function linesOf(
  { rowCount, predictions }: Extract<TrainerResult, { kind: 'predict' }>,
  outFile: string | null
): string[] {
  if (outFile !== null) return [`${rowCount} predictions are in ${outFile}.`]
  if (predictions[0]?.time !== undefined) return linesOfForecast(predictions)
  const rows = predictions
    .slice(0, shownRows)
    .map(({ row, auxiliaries = [], ...main }) => [row + 1, ...[main, ...auxiliaries].flatMap(cellsOf)])
  const beside = (predictions[0]?.auxiliaries ?? []).flatMap(({ target }) => [target, ''])
  const more =
    rowCount > rows.length
      ? [`… and ${rowCount - rows.length} more; --out FILE.csv or --json gives all.`]
      : []
  return [...formatTable(['row', 'prediction', '', ...beside], rows), ...more]
}

/** What is predicted, and its likeliest classes. */
const cellsOf = ({ label, probabilities }: Pick<Predicted, 'label' | 'probabilities'>): string[] => [
  typeof label === 'number' ? formatNumber(label) : label,
  Object.entries(probabilities ?? {})
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([name, share]) => `${name} ${(share * 100).toFixed(1)} %`)
    .join(', ')
]

/** Each series by itself, all of its horizon. */
function linesOfForecast(predictions: Extract<TrainerResult, { kind: 'predict' }>['predictions']): string[] {
  const hasNames = predictions.some(({ series }) => typeof series === 'string')
  const shown = predictions.slice(0, 10 * shownRows)
  const hasBand = predictions.some(({ low }) => low !== undefined)
  const rows = shown.map(({ time = '', series, label, low, high }) => [
    time,
    ...(hasNames ? [series ?? ''] : []),
    typeof label === 'number' ? formatNumber(label) : label,
    ...(hasBand ? [low, high].map((edge) => (edge === undefined ? '' : formatNumber(edge))) : [])
  ])
  const more = predictions.length - shown.length
  return [
    ...formatTable(
      ['time', ...(hasNames ? ['series'] : []), 'forecast', ...(hasBand ? ['80 % from', 'to'] : [])],
      rows
    ),
    ...(more > 0 ? [`… and ${more} more; --out FILE.csv or --json gives all.`] : [])
  ]
}
