import { resolve } from 'node:path'
import type { Recipe } from '../../shared/recipe.ts'
import { recipe as recipeSchema } from '../../shared/recipe.ts'
import { documentProblems } from '../../shared/document-problems.ts'
import { importHere, sourceOf } from '../data-source.ts'
import { openToWork, projectOption, withStudio } from '../open-studio.ts'
import { readRecipe } from '../read-recipe.ts'
import { setOption, withSettings } from '../recipe-settings.ts'
import { tellForecast } from '../tell-forecast.ts'
import { trainAndWait } from '../train-and-wait.ts'
import { checkRecipe } from '../../studio/training/check-recipe.ts'
import { ProblemsError, UsageError, type Command } from './command.ts'

export const train: Command = {
  name: 'train',
  usage: 'RECIPE.json',
  summary: 'Train a recipe and keep the run in a project.',
  minArguments: 1,
  maxArguments: 1,
  options: {
    ...projectOption,
    epochs: { type: 'string', value: 'N', help: 'Train at most this many epochs instead of the recipe’s.' },
    seed: {
      type: 'string',
      value: 'N',
      help: 'Seed of start values, order and dropout, instead of the recipe’s.'
    },
    ...setOption,
    forecast: {
      type: 'boolean',
      help: 'Do not train: measure some steps, and say how long it will take and how much memory and disk.'
    }
  },
  async run([file = ''], options, context) {
    const recipeFile = resolve(file)
    const recipe = withOverrides(await readRecipe(recipeFile), options)
    const source = sourceOf(recipe, recipeFile)
    return withStudio(context.env, async (studio) => {
      const opened = await openToWork(studio, options)
      const datasets = await studio.services.datasets()
      const manifest = await importHere(opened, datasets, source, context)
      const problems = await checkRecipe(recipe, datasets, {
        folder: opened.session.folder.dataset(manifest.id),
        manifest
      })
      if (problems.length > 0) throw new ProblemsError(problems)
      if (options['forecast'] === true) {
        const data = { datasetFolder: opened.session.folder.dataset(manifest.id) }
        return tellForecast({ recipe, ...data }, studio.services, context)
      }
      return trainAndWait(
        studio,
        { recipe: withSource(recipe, manifest.source.path, manifest.fingerprint), manifest },
        context
      )
    })
  }
}

/** The recipe as the run keeps it: with the data it was really trained on. */
const withSource = (recipe: Recipe, path: string, fingerprint: string): Recipe => ({
  ...recipe,
  dataset: { ...recipe.dataset, source: { ...recipe.dataset.source, path, fingerprint } }
})

function withOverrides(
  recipe: Recipe,
  options: Readonly<Record<string, string | boolean | undefined>>
): Recipe {
  const epochs = wholeNumber(options['epochs'], 'epochs') ?? recipe.training.epochs
  const seed = wholeNumber(options['seed'], 'seed') ?? recipe.training.seed
  const training = withSettings({ ...recipe.training, epochs, seed }, options['set'])
  const changed = { ...recipe, training }
  const parsed = recipeSchema.safeParse(changed)
  if (!parsed.success) throw new ProblemsError(documentProblems(parsed.error, changed, 'the recipe'))
  return parsed.data
}

function wholeNumber(given: string | boolean | undefined, name: string): number | undefined {
  if (typeof given !== 'string') return undefined
  if (!/^\d+$/u.test(given)) throw new UsageError(`--${name} takes a whole number, not "${given}".`)
  return Number(given)
}
