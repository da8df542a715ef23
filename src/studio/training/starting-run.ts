import { ProblemError } from '../../shared/core/checked.ts'
import type { RunId } from '../../shared/core/ids.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { canBranch } from '../../shared/training/continue-run.ts'
import { planStart, type StartingRun } from '../../shared/training/plan-start.ts'
import type { StartPlan } from '../../shared/training/start-plan.ts'
import type { DatasetFunctions } from '../projects/dataset-functions.ts'
import type { OpenedProject } from '../projects/projects.ts'
import { checkAgainst } from '../projects/suggest-draft.ts'
import { readModel, readPreparation } from './run-files.ts'
import { readSummary } from './run-summary.ts'

/** A run that others can start from, with all that decides what they take over. */
export type KnownStart = StartingRun & { readonly preparation: FittedPreparation }

/**
 * Throws  ProblemError  project/unknown-run    it is not in this project, or was deleted
 *                       project/no-weights     it has kept none yet
 */
export async function readStartingRun(
  { session }: OpenedProject,
  { runId: id, name }: { readonly runId: RunId; readonly name: string }
): Promise<KnownStart> {
  session.writer.flush()
  const run = readSummary(session.store, id)
  if (run === undefined || session.store.runs.get(id)?.deleted_at != null)
    throw new ProblemError(problem('project/unknown-run', { run: name }))
  const folder = session.folder.run(id)
  const [model, preparation] = [await readModel(folder), await readPreparation(folder)]
  if (model === undefined || preparation === undefined || !canBranch(run))
    throw new ProblemError(problem('project/no-weights', { run: run.name }))
  return { id, name: run.name, model, preparation }
}

/** What a recipe would take over from a run; no layers where the network does not fit its data yet. */
export async function planStartOf(
  { dataset, network }: Recipe,
  from: StartingRun,
  datasets: DatasetFunctions,
  { folder }: { readonly folder: string; readonly manifest?: DatasetManifest }
): Promise<StartPlan> {
  const prepared = await datasets.summarizePreparation(folder, dataset)
  if (!prepared.ok) return { run: { id: from.id, name: from.name }, layers: [], problem: null }
  const model = checkAgainst(network, dataset, prepared.value)?.model
  const { wordsMark, wordCount } = prepared.value
  return planStart({ model, wordsMark, wordCount, steps: dataset.steps }, from)
}
