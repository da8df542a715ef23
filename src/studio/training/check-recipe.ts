import type { Problem } from '../../shared/core/checked.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import { targetName } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { checkMemory } from '../../shared/training/check-memory.ts'
import { checkPlan } from '../../shared/training/check-plan.ts'
import type { StartPlan } from '../../shared/training/start-plan.ts'
import type { DatasetFunctions } from '../projects/dataset-functions.ts'
import { checkAgainst } from '../projects/suggest-draft.ts'
import { freeMemoryBytes } from './trainer-process.ts'

/** Everything that keeps a recipe from being trained on the data it names, from another run's weights where it has a plan; empty when it can be. */
export async function checkRecipe(
  recipe: Recipe,
  datasets: DatasetFunctions,
  data: { readonly folder: string; readonly manifest: DatasetManifest },
  plan?: StartPlan
): Promise<readonly Problem[]> {
  const { dataset, network, training } = recipe
  const { fingerprint, path } = dataset.source
  if (fingerprint !== undefined && fingerprint !== data.manifest.fingerprint) {
    return [problem('recipe/data-changed', { file: path }, 'dataset.source.fingerprint')]
  }
  const prepared = await datasets.summarizePreparation(data.folder, dataset)
  if (!prepared.ok) return [prepared.problem]
  const { problems, sampleShape } = prepared.value
  if (sampleShape === null) return problems
  const checked = checkAgainst(network, dataset, prepared.value)
  if (checked === undefined) return problems
  if (checked.model === undefined) return checked.problems
  const { classes, auxiliaries } = prepared.value
  const targets = { name: targetName(dataset), classes, auxiliaries }
  const misfits = checkPlan(training, checked.model, dataset.task, targets)
  if (misfits.length > 0) return misfits
  if (plan?.problem != null) return [plan.problem]
  // A batch never holds more than all training rows.
  const rowCount = prepared.value.parts.find(({ part }) => part === 'train')?.rowCount ?? 0
  const batchSize = Math.max(1, Math.min(training.batchSize, rowCount))
  return checkMemory({ ...training, batchSize }, checked.model, freeMemoryBytes())
}
