import { join } from 'node:path'
import type { CommandContext } from '../src/cli/commands/command.ts'
import { importHere } from '../src/cli/data-source.ts'
import { openToWork } from '../src/cli/open-studio.ts'
import { planOfStart } from '../src/cli/start-from.ts'
import { trainAndWait } from '../src/cli/train-and-wait.ts'
import { unwrap } from '../src/shared/core/checked.ts'
import type { DatasetManifest } from '../src/shared/dataset/dataset-manifest.ts'
import { takeReading } from '../src/shared/dataset/take-reading.ts'
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
import { readStartingRun, type KnownStart } from '../src/studio/training/starting-run.ts'
import type { Example } from './example.ts'

export interface TrainedExample {
  readonly run: RunSummary
  readonly reports: readonly EvaluationReport[]
  readonly data: TemplateData
}

/**
 * Trains one example as the command line trains a recipe: import, prepare, build, check, train, measure. What it starts
 * from is trained first, where the project does not hold it yet.
 *
 * Input   projectFolder: where the run is kept; made when it is not there
 * Throws  Error   the data or the recipe are refused, or the run ends without figures
 */
export async function trainExample(
  studio: Studio,
  example: Example,
  where: CommandContext & { readonly projectFolder: string }
): Promise<TrainedExample> {
  const { projectFolder, ...context } = where
  const from = await startOf(studio, example, where)
  const weights = example.startFrom?.takes === 'words' ? undefined : from
  const opened = await openToWork(studio, { project: projectFolder })
  const datasets = await studio.services.datasets()
  const source = { path: join(shippedSampleFolder(), example.sample) }
  const manifest = await importHere(opened, datasets, source, context)
  const folder = opened.session.folder.dataset(manifest.id)
  const { recipe: drawn, data } = await recipeOf(example, datasets, { folder, manifest, from, weights })
  const options = { freeze: example.startFrom?.takes === 'frozen' }
  const { recipe, plan } = await planOfStart(drawn, weights, { datasets, folder, options })
  const [problem] = await checkRecipe(recipe, datasets, { folder, manifest }, plan)
  if (problem !== undefined) throw new Error(`${example.key}: ${problem.message}`)
  await trainAndWait(studio, { recipe, manifest, plan, name: example.key }, context)
  const run = readSummaries(opened.session.store).at(-1)
  if (run?.status !== 'completed')
    throw new Error(`${example.key}: ${run?.problem?.message ?? `the run is ${run?.status ?? 'missing'}`}`)
  const reports = (await readReports(opened.session.folder.run(run.id))) ?? []
  return { run, reports, data }
}

/** The run of the example that this one starts from. */
async function startOf(
  studio: Studio,
  { startFrom }: Example,
  where: CommandContext & { readonly projectFolder: string }
): Promise<KnownStart | undefined> {
  if (startFrom === undefined) return undefined
  const { example } = startFrom
  const { session } = await openToWork(studio, { project: where.projectFolder })
  const isIt = ({ name, status }: RunSummary): boolean => name === example.key && status === 'completed'
  const known = readSummaries(session.store).find(isIt)
  const run = known ?? (await trainExample(studio, example, where)).run
  const opened = await openToWork(studio, { project: where.projectFolder })
  return readStartingRun(opened, { runId: run.id, name: run.name })
}

interface ExampleData {
  readonly folder: string
  readonly manifest: DatasetManifest
  /** Whose words it reads. */
  readonly from: KnownStart | undefined
  readonly weights: KnownStart | undefined
}

/** The recipe of an example on its imported data. */
async function recipeOf(
  { key, template, target, task, prepare, training }: Example,
  datasets: DatasetFunctions,
  { folder, manifest, from, weights }: ExampleData
): Promise<{ readonly recipe: Recipe; readonly data: TemplateData }> {
  const suggested = unwrap(await datasets.suggestDataset(folder, { target, task }))
  const own = prepare?.(suggested) ?? suggested
  const dataset = from === undefined ? own : unwrap(takeReading(own, from))
  const prepared = unwrap(await datasets.summarizePreparation(folder, dataset))
  const data = templateDataOf(manifest, dataset, prepared)
  if (data === undefined || !template.fits(data))
    throw new Error(`${key}: the template ${template.key} does not fit the data ${manifest.name}.`)
  const network = template.build(data)
  const startFrom = weights === undefined ? null : { runId: weights.id, name: weights.name }
  const plan = { ...planOf(template, data, training), startFrom }
  return { recipe: { version: 1, dataset, network, training: plan }, data }
}

const planOf = (
  template: NetworkTemplate,
  data: TemplateData,
  changed: Example['training']
): Recipe['training'] => ({ ...defaultTraining, ...template.suggestTraining(data), ...changed })
