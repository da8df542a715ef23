import { randomUUID } from 'node:crypto'
import { ProblemError } from '../../shared/core/checked.ts'
import { runId, type DatasetId, type RunId } from '../../shared/core/ids.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { canBranch } from '../../shared/training/continue-run.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import type { OpenedProject } from '../projects/projects.ts'
import { networkTitle } from './network-title.ts'
import { readSummary } from './run-summary.ts'

export interface RunRequest {
  readonly datasetId: DatasetId
  readonly recipe: Recipe
  readonly name?: string | undefined
  readonly parentId: RunId | null
}

/** Keeps a run with its whole recipe and queues it. Throws  ProblemError  project/unknown-dataset */
export function startRun({ session, queue }: OpenedProject, request: RunRequest): RunSummary {
  const { store } = session
  const { datasetId, recipe, parentId } = request
  const dataset = store.datasets.get(datasetId)
  if (dataset === undefined) throw new ProblemError(problem('project/unknown-dataset', { id: datasetId }))

  // A project that only the command line has worked on opens in the window with what it trained.
  if (session.draft.datasetId === null) {
    const { dataset: spec, network, training } = recipe
    store.draft.save({ datasetId, dataset: spec, network, training }, Date.now())
  }
  const id = runId.parse(randomUUID())
  const title = networkTitle(recipe.network)
  store.atOnce(() => {
    const number = Number(store.settings.get('lastRunNumber') ?? 0) + 1
    store.settings.set('lastRunNumber', String(number))
    store.runs.add({
      id,
      number,
      name: request.name ?? `Run ${number}`,
      created_at: Date.now(),
      planned_epochs: recipe.training.epochs,
      dataset_id: datasetId,
      dataset_name: dataset.name,
      dataset_fingerprint: dataset.fingerprint,
      network_title: title,
      task: recipe.dataset.task,
      parent_id: parentId !== null && store.runs.get(parentId) !== undefined ? parentId : null,
      weights_from: recipe.training.startFrom?.runId ?? null,
      recipe
    })
  })
  const summary = readSummary(store, id)
  if (summary === undefined) throw new Error('The run was not kept.')
  queue.add(id)
  return summary
}

/**
 * A new run of the same recipe on the same data that starts from the best weights of another.
 *
 * Throws  ProblemError  project/no-weights
 */
export function branchRun(
  opened: OpenedProject,
  parent: RunSummary,
  { batchSize, name }: { readonly batchSize?: number | undefined; readonly name?: string | undefined }
): RunSummary {
  const { store } = opened.session
  const recipe = store.runs.recipe(parent.id)
  const row = store.runs.get(parent.id)
  if (recipe === undefined || row === undefined || !canBranch(parent)) {
    throw new ProblemError(problem('project/no-weights', { run: parent.name }))
  }
  const startFrom = { runId: parent.id, name: parent.name }
  const training = { ...recipe.training, ...(batchSize === undefined ? {} : { batchSize }), startFrom }
  return startRun(opened, {
    datasetId: row.dataset_id,
    recipe: { ...recipe, training },
    name,
    parentId: parent.id
  })
}
