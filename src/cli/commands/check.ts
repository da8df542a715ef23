import { resolve } from 'node:path'
import { sourceOf, withImported } from '../data-source.ts'
import { openExisting, projectOption, withStudio } from '../open-studio.ts'
import { readRecipe } from '../read-recipe.ts'
import { planOfStart, startLines, startOf, startOptions, withStart } from '../start-from.ts'
import { checkRecipe } from '../../studio/training/check-recipe.ts'
import { ProblemsError, type Command } from './command.ts'

export const check: Command = {
  name: 'check',
  usage: 'RECIPE.json',
  summary: 'Say everything that keeps a recipe from being trained, without training it.',
  minArguments: 1,
  maxArguments: 1,
  options: { ...projectOption, ...startOptions },
  notes: ['A recipe that starts from a run is checked against that run, in the project it is in.'],
  async run([file = ''], options, context) {
    const recipeFile = resolve(file)
    const recipe = await readRecipe(recipeFile)
    return withStudio(context.env, async (studio) => {
      const datasets = await studio.services.datasets()
      const isToStart = typeof options['start-from'] === 'string' || recipe.training.startFrom !== null
      const from = isToStart ? await startOf(await openExisting(studio, options), recipe, options) : undefined
      return withImported(datasets, sourceOf(recipe, recipeFile), context, async (data) => {
        const { recipe: started, plan } = await planOfStart(withStart(recipe, from, options), from, {
          ...{ datasets, folder: data.folder, options }
        })
        const problems = await checkRecipe(started, datasets, data, plan)
        if (problems.length > 0) throw new ProblemsError(problems)
        return {
          document: { problems, ...(plan === undefined ? {} : { startFrom: plan }) },
          lines: ['The recipe can be trained.', ...(plan === undefined ? [] : startLines(plan))]
        }
      })
    })
  }
}
