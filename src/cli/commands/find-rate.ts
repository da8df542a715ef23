import { resolve } from 'node:path'
import { stateFiles } from '../../studio/files/home.ts'
import { checkRecipe } from '../../studio/training/check-recipe.ts'
import { findLearningRate } from '../../studio/training/probe-training.ts'
import { sourceOf, withImported } from '../data-source.ts'
import { withStudio } from '../open-studio.ts'
import { readRecipe } from '../read-recipe.ts'
import { formatTable } from '../table.ts'
import { ProblemsError, type Command } from './command.ts'

/** About so many of the points are printed. */
const ROWS = 20

export const findRate: Command = {
  name: 'find-rate',
  usage: 'RECIPE.json',
  summary: 'Try rising learning rates for some steps, and suggest the one to begin with.',
  minArguments: 1,
  maxArguments: 1,
  options: {},
  async run([file = ''], _options, context) {
    const recipeFile = resolve(file)
    const recipe = await readRecipe(recipeFile)
    return withStudio(context.env, async (studio) => {
      const datasets = await studio.services.datasets()
      const sweep = await withImported(datasets, sourceOf(recipe, recipeFile), context, async (data) => {
        const problems = await checkRecipe(recipe, datasets, data)
        if (problems.length > 0) throw new ProblemsError(problems)
        return findLearningRate(
          {
            recipe,
            datasetFolder: data.folder,
            logFile: stateFiles(studio.services.homeFolder).trainerLog,
            signal: context.signal,
            onProgress: (doneShare) => context.progress.show(doneShare, 'Trying learning rates')
          },
          studio.services
        )
      })
      const every = Math.max(1, Math.floor(sweep.points.length / ROWS))
      const rows = sweep.points
        .filter((_, index) => index % every === 0)
        .map(({ rate, smoothLoss }) => [rate.toExponential(1), smoothLoss])
      return {
        document: sweep,
        lines: [
          sweep.suggestion === null
            ? 'The loss does not fall at any learning rate.'
            : `Begin with a learning rate of ${sweep.suggestion}: there the loss falls fastest.`,
          '',
          ...formatTable(['rate', 'loss'], rows)
        ]
      }
    })
  }
}
