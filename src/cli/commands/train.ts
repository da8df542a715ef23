import { resolve } from 'node:path'
import type { Recipe } from '../../shared/recipe.ts'
import { recipe as recipeSchema } from '../../shared/recipe.ts'
import { documentProblems } from '../../shared/document-problems.ts'
import { importHere, sourceOf } from '../data-source.ts'
import { findRun } from '../find-run.ts'
import { openExisting, openToWork, projectOption, withStudio } from '../open-studio.ts'
import { readRecipe } from '../read-recipe.ts'
import { setOption, withSettings } from '../recipe-settings.ts'
import { planOfStart, startLines, startOf, startOptions, withStart } from '../start-from.ts'
import { tellForecast } from '../tell-forecast.ts'
import { continueAndWait, trainAndWait } from '../train-and-wait.ts'
import { checkRecipe } from '../../studio/training/check-recipe.ts'
import {
  ProblemsError,
  UsageError,
  type Command,
  type CommandContext,
  type CommandResult
} from './command.ts'

export const train: Command = {
  name: 'train',
  usage: 'RECIPE.json | --resume RUN',
  summary: 'Train a recipe and keep the run in a project, or go on with a run that ended before its time.',
  minArguments: 0,
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
    },
    ...startOptions,
    resume: {
      type: 'string',
      value: 'RUN',
      help: 'Go on with a run that was paused, interrupted or stopped, exactly as if it had not ended.'
    }
  },
  notes: [
    'Ctrl-C ends a training at the next step: the best model is kept and measured, and so is the place where the',
    'training was, from which --resume goes on. A training that was killed goes on from its last checkpoint.'
  ],
  async run([file], options, context) {
    if (typeof options['resume'] === 'string') return resume(file, options['resume'], options, context)
    if (file === undefined) throw new UsageError('Expected: RECIPE.json, or --resume RUN')
    const recipeFile = resolve(file)
    const recipe = withOverrides(await readRecipe(recipeFile), options)
    const source = sourceOf(recipe, recipeFile)
    return withStudio(context.env, async (studio) => {
      const opened = await openToWork(studio, options)
      const from = await startOf(opened, recipe, options)
      const datasets = await studio.services.datasets()
      const manifest = await importHere(opened, datasets, source, context)
      const folder = opened.session.folder.dataset(manifest.id)
      const started = await planOfStart(withStart(recipe, from, options), from, { datasets, folder, options })
      const problems = await checkRecipe(started.recipe, datasets, { folder, manifest }, started.plan)
      if (problems.length > 0) throw new ProblemsError(problems)
      if (options['forecast'] === true)
        return tellForecast({ recipe: started.recipe, datasetFolder: folder }, studio.services, context)
      for (const line of started.plan === undefined ? [] : startLines(started.plan))
        context.progress.line(line)
      return trainAndWait(
        studio,
        {
          ...started,
          recipe: withSource(started.recipe, manifest.source.path, manifest.fingerprint),
          manifest
        },
        context
      )
    })
  }
}

async function resume(
  file: string | undefined,
  name: string,
  options: Readonly<Record<string, string | boolean | undefined>>,
  context: CommandContext
): Promise<CommandResult> {
  const other = ['epochs', 'seed', 'set', 'forecast', ...Object.keys(startOptions)].find(
    (option) => options[option] !== undefined
  )
  if (file !== undefined || other !== undefined) {
    const found = other === undefined ? 'RECIPE.json' : `--${other}`
    throw new UsageError(`--resume goes on with the run’s own recipe: ${found} cannot stand beside it.`)
  }
  return withStudio(context.env, async (studio) => {
    const run = findRun(await openExisting(studio, options), name)
    return continueAndWait(studio, run.id, context)
  })
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
