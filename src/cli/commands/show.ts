import { showInLine } from '../../shared/dataset/text/show-text.ts'
import type { EpochRecord } from '../../shared/training/run-events.ts'
import { findRun } from '../find-run.ts'
import { ask, openExisting, projectOption, withStudio } from '../open-studio.ts'
import { formatDuration } from '../table.ts'
import { metricLines } from '../train-and-wait.ts'
import type { Command } from './command.ts'

export const show: Command = {
  name: 'show',
  usage: 'RUN',
  summary: 'Show one run: its settings, metrics, epochs and events.',
  minArguments: 1,
  maxArguments: 1,
  options: projectOption,
  run: ([name = ''], options, { env }) =>
    withStudio(
      env,
      async (studio) => {
        const { id } = findRun(await openExisting(studio, options), name)
        const run = await ask(studio, 'runs.get', { id })
        const recipe = await ask(studio, 'runs.recipe', { id })
        const { reports } = await ask(studio, 'evaluation.reports', { runId: id })
        const lines = [
          `Run ${run.number}: ${run.name} (${run.status})`,
          `Data       ${run.datasetName}, ${run.datasetFingerprint.slice(0, 12)}…`,
          `Network    ${run.networkTitle}, ${run.weightCount ?? '–'} weights`,
          `Training   ${run.epochCount} of ${run.plannedEpochs} epochs, best ${run.bestEpoch ?? '–'}, ${formatDuration(run.durationMs ?? 0)}`,
          `Machine    ${run.device ?? '–'}, ${run.engine ?? '–'}`,
          ...(run.problem === null ? [] : [run.problem.message, `  → ${run.problem.fix ?? ''}`]),
          ...metricLines(run.metrics),
          ...sampleLines(run.epochs)
        ]
        return { document: { ...run, recipe, reports }, lines }
      },
      'look'
    )
}

/** What a generator wrote after its epochs; nothing in it is carried out by the terminal. */
function sampleLines(epochs: readonly EpochRecord[]): string[] {
  const lines = epochs.flatMap(({ epoch, sample }) =>
    sample === undefined ? [] : [`Epoch ${epoch}: ${showInLine(sample.prompt + sample.text)}`]
  )
  return lines.length === 0 ? [] : ['', ...lines]
}
