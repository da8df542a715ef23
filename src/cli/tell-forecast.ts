import type { Recipe } from '../shared/recipe.ts'
import type { Services } from '../studio/services.ts'
import { stateFiles } from '../studio/files/home.ts'
import { forecastTraining } from '../studio/training/probe-training.ts'
import type { CommandContext, CommandResult } from './commands/command.ts'
import { formatDuration } from './table.ts'

const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${Math.round(bytes / 1e6)} MB`

/** What `train --forecast` answers. */
export async function tellForecast(
  asked: { readonly recipe: Recipe; readonly datasetFolder: string },
  services: Services,
  { progress, signal }: CommandContext
): Promise<CommandResult> {
  const found = await forecastTraining(
    {
      ...asked,
      logFile: stateFiles(services.homeFolder).trainerLog,
      signal,
      onProgress: (doneShare) => progress.show(doneShare, 'Measuring some steps')
    },
    services
  )
  const { epochs } = asked.recipe.training
  return {
    document: found,
    lines: [
      `About ${formatDuration(found.epochMs)} an epoch, at most ${formatDuration(found.totalMs)} for ${epochs} epochs.`,
      `Memory about ${size(found.memoryBytes)}, checkpoints at most ${size(found.checkpointBytes)}.`,
      `Engine: ${found.engine}, ${found.stepsPerEpoch} steps an epoch.`
    ]
  }
}
