import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import type { RunId } from '../../shared/core/ids.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { takeReading } from '../../shared/dataset/take-reading.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import type { DatasetFunctions } from '../projects/dataset-functions.ts'
import type { OpenedProject } from '../projects/projects.ts'
import { readDetail, readSummaries, readSummary } from '../training/run-summary.ts'
import { checkRecipe } from '../training/check-recipe.ts'
import { planStartOf, readStartingRun } from '../training/starting-run.ts'
import { branchRun, startRun, type RunRequest } from '../training/start-run.ts'
import type { Handlers, StageMethods } from './handler.ts'

/** The run as it is this instant. Throws  ProblemError  project/unknown-run */
export function requireRun({ session, queue }: OpenedProject, id: RunId): RunSummary {
  session.writer.flush()
  const run = queue.live?.id === id ? queue.live : readSummary(session.store, id)
  if (run === undefined) throw new ProblemError(problem('project/unknown-run', { run: id }))
  return run
}

/** What the command line also asks before it trains. Throws  ProblemError  the first of what checkRecipe finds */
export async function requireTrainable(
  opened: OpenedProject,
  { datasetId, recipe }: Pick<RunRequest, 'datasetId' | 'recipe'>,
  datasets: DatasetFunctions
): Promise<void> {
  const { session } = opened
  if (session.store.datasets.get(datasetId) === undefined)
    throw new ProblemError(problem('project/unknown-dataset', { id: datasetId }))
  const folder = session.folder.dataset(datasetId)
  const manifest = unwrap(await datasets.readManifest(folder))
  const { startFrom } = recipe.training
  const plan =
    startFrom === null
      ? undefined
      : await planStartOf(recipe, await readStartingRun(opened, startFrom), datasets, { folder })
  const [first] = await checkRecipe(recipe, datasets, { folder, manifest }, plan)
  if (first !== undefined) throw new ProblemError(first)
}

/** The recipe with the run that was named beside it. */
function withStart(opened: OpenedProject, recipe: Recipe, weightsFrom: RunId | undefined): Recipe {
  if (weightsFrom === undefined) return recipe
  const { name } = requireRun(opened, weightsFrom)
  return { ...recipe, training: { ...recipe.training, startFrom: { runId: weightsFrom, name } } }
}

export const runHandlers: Handlers<StageMethods<'runs'>> = {
  'runs.startPlan': async ({ id, datasetId, recipe }, { projects, datasets }) => {
    const opened = projects.require()
    const from = await readStartingRun(opened, { runId: id, name: id })
    return planStartOf(recipe, from, await datasets(), { folder: opened.session.folder.dataset(datasetId) })
  },
  'runs.takeWords': async ({ id, dataset }, { projects }) =>
    unwrap(takeReading(dataset, await readStartingRun(projects.require(), { runId: id, name: id }))),
  'runs.start': async ({ weightsFrom, ...asked }, { projects, emit, datasets }) => {
    const recipe = withStart(projects.requireWritable(), asked.recipe, weightsFrom)
    const request = { ...asked, recipe }
    await requireTrainable(projects.requireWritable(), request, await datasets())
    const run = startRun(projects.requireWritable(), request)
    emit({ type: 'run-changed', run })
    return run
  },
  'runs.stop': ({ id }, { projects }) => {
    const opened = projects.requireWritable()
    opened.queue.stop(id)
    return requireRun(opened, id)
  },
  'runs.pause': ({ id }, { projects }) => {
    const opened = projects.requireWritable()
    opened.queue.pause(id)
    return requireRun(opened, id)
  },
  'runs.continue': ({ id }, { projects }) => {
    const opened = projects.requireWritable()
    const { name } = requireRun(opened, id)
    const isContinued = opened.queue.continue(id) || opened.queue.isBusy(id)
    if (!isContinued) throw new ProblemError(problem('project/run-has-ended', { run: name }))
    return requireRun(opened, id)
  },
  'runs.branch': ({ id, batchSize, name }, { projects, emit }) => {
    const opened = projects.requireWritable()
    const parent = requireRun(opened, id)
    const run = branchRun(opened, parent, { batchSize, name })
    emit({ type: 'run-changed', run })
    return run
  },
  'runs.unfinished': (_input, { projects }) => ({ ids: [...projects.require().unfinished] }),
  'runs.settleUnfinished': ({ continues }, { projects }) => {
    projects.settleUnfinished(continues)
    return {}
  },
  'runs.list': (_input, { projects }) => {
    const { session, queue } = projects.require()
    session.writer.flush()
    const { live } = queue
    return { runs: readSummaries(session.store).map((run) => (run.id === live?.id ? live : run)) }
  },
  'runs.get': ({ id }, { projects }) => {
    const opened = projects.require()
    return readDetail(opened.session.store, requireRun(opened, id))
  },
  'runs.recipe': ({ id }, { projects }) => {
    const found = projects.require().session.store.runs.recipe(id)
    if (found === undefined) throw new ProblemError(problem('project/unknown-run', { run: id }))
    return found
  },
  'runs.update': ({ id, name, tags, note }, { projects, emit }) => {
    const opened = projects.requireWritable()
    requireRun(opened, id)
    opened.session.store.runs.change(id, {
      ...(name === undefined ? {} : { name }),
      ...(tags === undefined ? {} : { tags }),
      ...(note === undefined ? {} : { note })
    })
    opened.queue.describe(id, { name, tags, note })
    const run = requireRun(opened, id)
    emit({ type: 'run-changed', run })
    return run
  },
  'runs.delete': ({ id }, { projects, emit }) => {
    const opened = projects.requireWritable()
    const run = requireRun(opened, id)
    if (opened.queue.isBusy(id)) throw new ProblemError(problem('project/run-at-work', { run: run.name }))
    opened.session.store.runs.change(id, { deleted_at: Date.now() })
    emit({ type: 'run-deleted', runId: id })
    return {}
  },
  'runs.restore': ({ id }, { projects, emit }) => {
    const opened = projects.requireWritable()
    opened.session.store.runs.change(id, { deleted_at: null })
    const run = requireRun(opened, id)
    emit({ type: 'run-changed', run })
    return run
  }
}
