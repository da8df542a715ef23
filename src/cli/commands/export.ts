import { resolve } from 'node:path'
import { exportFormat } from '../../shared/export/export-manifest.ts'
import { createExport } from '../../studio/training/create-export.ts'
import { findRun } from '../find-run.ts'
import { openExisting, projectOption, withStudio } from '../open-studio.ts'
import { UsageError, type Command } from './command.ts'

export const exportRun: Command = {
  name: 'export',
  usage: 'RUN --format FORMAT --out DIR',
  summary: 'Export a run’s best model into an empty folder, and check the written file.',
  minArguments: 1,
  maxArguments: 1,
  options: {
    format: { type: 'string', value: 'FORMAT', help: `One of ${exportFormat.options.join(', ')}.` },
    out: { type: 'string', value: 'DIR', help: 'The folder to write; new or empty.' },
    ...projectOption
  },
  async run([name = ''], options, { env, progress, signal }) {
    const format = exportFormat.safeParse(options['format'])
    if (!format.success) throw new UsageError(`--format is one of ${exportFormat.options.join(', ')}.`)
    if (typeof options['out'] !== 'string') throw new UsageError('--out names the folder to write.')
    const outFolder = resolve(options['out'])
    return withStudio(env, async (studio) => {
      const opened = await openExisting(studio, options)
      const run = findRun(opened, name)
      const record = await createExport(
        {
          session: opened.session,
          run,
          format: format.data,
          chosenFolder: outFolder,
          isExact: true,
          signal,
          onProgress: (doneShare, text) => progress.show(doneShare, text.en)
        },
        studio.services
      )
      const { rowCount, largestDeviation } = record.proof
      return {
        document: { ...record, folder: outFolder },
        lines: [
          `Run ${run.number} is in ${outFolder} (${format.data}, ${(record.sizeBytes / 1e6).toFixed(2)} MB).`,
          `Loaded again on ${rowCount} rows: the largest deviation of any output is ${largestDeviation === 0 ? '0' : largestDeviation.toExponential(1)}.`
        ]
      }
    })
  }
}
