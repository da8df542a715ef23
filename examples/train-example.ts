import { join } from 'node:path'
import type { CommandContext } from '../src/cli/commands/command.ts'
import { importHere } from '../src/cli/data-source.ts'
import { openToWork } from '../src/cli/open-studio.ts'
import { trainAndWait } from '../src/cli/train-and-wait.ts'
import { unwrap } from '../src/shared/core/checked.ts'
import type { DatasetManifest } from '../src/shared/dataset/dataset-manifest.ts'
import type { EvaluationReport } from '../src/shared/evaluation/evaluation-report.ts'
import type { NetworkTemplate, TemplateData } from '../src/shared/network/templates/catalogue.ts'
import type { Recipe } from '../src/shared/recipe.ts'
import type { RunSummary } from '../src/shared/training/trained-run.ts'
import { defaultTraining } from '../src/shared/training/training-spec.ts'
import { shippedSampleFolder } from '../src/studio/files/home.ts'
import type { DatasetFunctions } from '../src/studio/projects/dataset-functions.ts'
import { templateDataOf } from '../src/studio/projects/suggest-draft.ts'
import type { Studio } from '../src/studio/studio.ts'
import { checkRecipe } from '../src/studio/training/check-recipe.ts'
import { readReports } from '../src/studio/training/run-files.ts'
import { readSummaries } from '../src/studio/training/run-summary.ts'
import type { Example } from './example.ts'

export interface TrainedExample {
  readonly run: RunSummary
  readonly reports: readonly EvaluationReport[]
  readonly data: TemplateData
}

/**
 * Trains one example as the command line trains a recipe: import, prepare, build, check, train, measure.
 *
 * Input   projectFolder: where the run is kept; made when it is not there
 * Throws  Error   the data or the recipe are refused, or the run ends without figures
 */
export async function trainExample(
  studio: Studio,
  example: Example,
  { projectFolder, ...context }: CommandContext & { readonly projectFolder: string }
): Promise<TrainedExample> {
  const opened = await openToWork(studio, { project: projectFolder })
  const datasets = await studio.services.datasets()
  const source = { path: join(shippedSampleFolder(), example.sample) }
  const manifest = await importHere(opened, datasets, source, context)
  const folder = opened.session.folder.dataset(manifest.id)
  const { recipe, data } = await recipeOf(example, datasets, { folder, manifest })
  const [problem] = await checkRecipe(recipe, datasets, { folder, manifest })
  if (problem !== undefined) throw new Error(`${example.key}: ${problem.message}`)
  await trainAndWait(studio, { recipe, manifest }, context)
  const run = readSummaries(opened.session.store).at(-1)
  if (run?.status !== 'completed')
    throw new Error(`${example.key}: ${run?.problem?.message ?? `the run is ${run?.status ?? 'missing'}`}`)
  const reports = (await readReports(opened.session.folder.run(run.id))) ?? []
  return { run, reports, data }
}

/** The recipe of an example on its imported data. */
async function recipeOf(
  { key, template, target, task, prepare, training }: Example,
  datasets: DatasetFunctions,
  { folder, manifest }: { readonly folder: string; readonly manifest: DatasetManifest }
): Promise<{ readonly recipe: Recipe; readonly data: TemplateData }> {
  const suggested = unwrap(await datasets.suggestDataset(folder, { target, task }))
  const dataset = prepare?.(suggested) ?? suggested
  const prepared = unwrap(await datasets.summarizePreparation(folder, dataset))
  const data = templateDataOf(manifest, dataset, prepared)
  if (data === undefined || !template.fits(data))
    throw new Error(`${key}: the template ${template.key} does not fit the data ${manifest.name}.`)
  const network = template.build(data)
  return { recipe: { version: 1, dataset, network, training: planOf(template, data, training) }, data }
}

const planOf = (
  template: NetworkTemplate,
  data: TemplateData,
  changed: Example['training']
): Recipe['training'] => ({ ...defaultTraining, ...template.suggestTraining(data), ...changed })
