import { ProblemError } from '../../shared/core/checked.ts'
import { task as taskSchema, type Task } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { suggestDraft } from '../../studio/projects/suggest-draft.ts'
import { checkRecipe } from '../../studio/training/check-recipe.ts'
import { importHere, requirePath } from '../data-source.ts'
import { openToWork, projectOption, withStudio } from '../open-studio.ts'
import { trainAndWait } from '../train-and-wait.ts'
import { ProblemsError, UsageError, type Command } from './command.ts'

export const quick: Command = {
  name: 'quick',
  usage: 'DATA',
  summary:
    'Train a network chosen from the data: a CSV or text file, or a folder with one sub-folder of images or texts for each class.',
  minArguments: 1,
  maxArguments: 1,
  options: {
    target: {
      type: 'string',
      value: 'COLUMN',
      help: 'The column to predict (default: chosen from the data).'
    },
    also: {
      type: 'string',
      value: 'COLUMN,…',
      help: 'Columns to predict beside it, each by an output of its own.'
    },
    task: {
      type: 'string',
      value: 'TASK',
      help: 'classification, regression, generation, forecast, masked or pairs (default: chosen from the data).'
    },
    ...projectOption
  },
  async run([data = ''], options, context) {
    const path = requirePath(data)
    const target = typeof options['target'] === 'string' ? options['target'] : undefined
    const task = taskOf(options['task'])
    const auxiliaries = typeof options['also'] === 'string' ? options['also'].split(',') : []
    return withStudio(context.env, async (studio) => {
      const opened = await openToWork(studio, options)
      const datasets = await studio.services.datasets()
      const manifest = await importHere(opened, datasets, { path }, context)
      const folder = opened.session.folder.dataset(manifest.id)
      const { dataset, network, training } = await suggestDraft(datasets, folder, manifest, {
        target,
        task,
        auxiliaries
      })
      if (dataset === null) throw new Error('The suggestion has no dataset.')
      if (network.nodes.length === 0)
        throw new ProblemError(await whyNothingSuggested(studio, folder, dataset))
      const recipe: Recipe = { version: 1, dataset, network, training }
      const problems = await checkRecipe(recipe, datasets, { folder, manifest })
      if (problems.length > 0) throw new ProblemsError(problems)
      return trainAndWait(studio, { recipe, manifest }, context)
    })
  }
}

async function whyNothingSuggested(
  studio: Parameters<Parameters<typeof withStudio>[1]>[0],
  folder: string,
  dataset: Recipe['dataset']
) {
  const datasets = await studio.services.datasets()
  const prepared = await datasets.summarizePreparation(folder, dataset)
  const [first] = prepared.ok ? prepared.value.problems : [prepared.problem]
  return first ?? problem('recipe/no-template', {})
}

function taskOf(given: string | boolean | undefined): Task | undefined {
  if (given === undefined) return undefined
  const parsed = taskSchema.safeParse(given)
  if (!parsed.success)
    throw new UsageError(
      `--task is classification, regression, generation, forecast, masked or pairs, not "${String(given)}".`
    )
  return parsed.data
}
