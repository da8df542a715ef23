import { resolve } from 'node:path'
import { sourceOf, withImported } from '../data-source.ts'
import { withStudio } from '../open-studio.ts'
import { readRecipe } from '../read-recipe.ts'
import { checkRecipe } from '../../studio/training/check-recipe.ts'
import { ProblemsError, type Command } from './command.ts'

export const check: Command = {
  name: 'check',
  usage: 'RECIPE.json',
  summary: 'Say everything that keeps a recipe from being trained, without training it.',
  minArguments: 1,
  maxArguments: 1,
  options: {},
  async run([file = ''], _options, context) {
    const recipeFile = resolve(file)
    const recipe = await readRecipe(recipeFile)
    return withStudio(context.env, async (studio) => {
      const datasets = await studio.services.datasets()
      const problems = await withImported(datasets, sourceOf(recipe, recipeFile), context, (data) =>
        checkRecipe(recipe, datasets, data)
      )
      if (problems.length > 0) throw new ProblemsError(problems)
      return { document: { problems }, lines: ['The recipe can be trained.'] }
    })
  }
}
