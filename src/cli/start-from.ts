import { unwrap } from '../shared/core/checked.ts'
import { takeReading } from '../shared/dataset/take-reading.ts'
import { setFrozen } from '../shared/network/graph-edits.ts'
import type { Recipe } from '../shared/recipe.ts'
import type { StartPlan } from '../shared/training/start-plan.ts'
import type { DatasetFunctions } from '../studio/projects/dataset-functions.ts'
import type { OpenedProject } from '../studio/projects/projects.ts'
import { planStartOf, readStartingRun, type KnownStart } from '../studio/training/starting-run.ts'
import type { OptionDefinition } from './commands/command.ts'
import { findRun } from './find-run.ts'

/** Options of commands that can start from a run's weights. */
export const startOptions = {
  'start-from': {
    type: 'string',
    value: 'RUN',
    help: 'Start from that run’s best weights wherever a layer has its name, kind and shapes; from random values elsewhere.'
  },
  'take-words': {
    type: 'boolean',
    help: 'With --start-from: read the text by that run’s steps and words, which become part of the recipe.'
  },
  freeze: {
    type: 'boolean',
    help: 'With --start-from: train only the layers that start fresh; those taken over stay as they are.'
  }
} as const satisfies Record<string, OptionDefinition>

type Options = Readonly<Record<string, string | boolean | undefined>>

/** The run that a recipe starts from: the one asked for, or else the recipe's own. Throws  ProblemError  of `readStartingRun` */
export async function startOf(
  opened: OpenedProject,
  recipe: Recipe,
  options: Options
): Promise<KnownStart | undefined> {
  const asked = options['start-from']
  if (typeof asked !== 'string') {
    const { startFrom } = recipe.training
    return startFrom === null ? undefined : readStartingRun(opened, startFrom)
  }
  const { id, name } = findRun(opened, asked)
  return readStartingRun(opened, { runId: id, name })
}

/** The recipe with its start, and that run's words where they are asked for. Throws  ProblemError  of `takeReading` */
export function withStart(recipe: Recipe, from: KnownStart | undefined, options: Options): Recipe {
  if (from === undefined) return recipe
  const training = { ...recipe.training, startFrom: { runId: from.id, name: from.name } }
  const dataset = options['take-words'] === true ? unwrap(takeReading(recipe.dataset, from)) : recipe.dataset
  return { ...recipe, dataset, training }
}

/** What it takes over; with `--freeze` the layers of the recipe that are taken over whole are frozen. */
export async function planOfStart(
  recipe: Recipe,
  from: KnownStart | undefined,
  { datasets, folder, options }: { datasets: DatasetFunctions; folder: string; options: Options }
): Promise<{ readonly recipe: Recipe; readonly plan: StartPlan | undefined }> {
  if (from === undefined) return { recipe, plan: undefined }
  const plan = await planStartOf(recipe, from, datasets, { folder })
  if (options['freeze'] !== true) return { recipe, plan }
  const taken = plan.layers.filter(({ start }) => start === 'taken').map(({ nodeId }) => nodeId)
  return { recipe: { ...recipe, network: setFrozen(recipe.network, taken, true) }, plan }
}

const why: Record<
  NonNullable<StartPlan['layers'][number]['misfit']>,
  (found: string, wanted: string) => string
> = {
  absent: () => 'no layer of this name there',
  'other-kind': (found, wanted) => `${found} there, ${wanted} here`,
  'other-shapes': (found, wanted) => `${found} there, ${wanted} here`,
  longer: (found, wanted) => `the first places, ${wanted} of ${found}`
}

/** The plan as lines of a terminal. */
export function startLines({ run, layers, problem }: StartPlan): string[] {
  const lines = layers.map(({ name, start, misfit, found, wanted }) => {
    const reason = misfit === undefined ? '' : ` (${why[misfit](found ?? '', wanted)})`
    return `  ${name}: ${{ taken: 'takes over', part: 'takes over in part', fresh: 'starts fresh' }[start]}${reason}`
  })
  return [`Starts from ${run.name}`, ...lines, ...(problem === null ? [] : [problem.message])]
}
