import { unwrap } from '../../shared/core/checked.ts'
import type { PreparedData } from '../../shared/dataset/prepared-data.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { prepareDataset } from '../dataset/prepare-dataset.ts'
import { readDatasetManifest } from '../dataset/read-dataset.ts'
import type { Measurable } from '../evaluation/evaluate.ts'
import { buildModel } from '../network/build-model.ts'
import { withAuxiliaryLosses } from '../network/model-training.ts'
import { batchesOf, orderOfEpoch } from './batch-order.ts'
import { chooseStep, type ChosenStep } from './choose-step.ts'
import { choiceOf, measurableOf } from './open-training.ts'
import { checkRecipe } from './train.ts'

/** A training that is ready for some steps, of which nothing is kept. */
export interface Probe {
  readonly data: PreparedData
  readonly measurable: Measurable
  readonly chosen: ChosenStep
  /** Batches of the first epoch, then of the second, and so on. */
  readonly batches: Iterator<Uint32Array, never>
  close(): void
}

/**
 * Prepares the data, builds the network with its start weights and chooses how to compute a step.
 *
 * Problems  all of preparation, of `checkNetwork` and `checkTraining`; training/no-training-rows
 */
export async function openProbe(
  recipe: Recipe,
  datasetFolder: string,
  onProgress: (doneShare: number) => void
): Promise<Probe> {
  const { training } = recipe
  const manifest = unwrap(await readDatasetManifest(datasetFolder))
  const data = unwrap(await prepareDataset(datasetFolder, manifest, recipe.dataset))
  onProgress(0.3)
  const spec = checkRecipe(recipe, data)
  const model = await buildModel(spec, withAuxiliaryLosses(training, spec, data.preparation.target))
  const measurable = measurableOf(recipe, model, data)
  const chosen = await chooseStep(choiceOf(recipe, measurable, data))
  onProgress(0.6)
  return {
    data,
    measurable,
    chosen,
    batches: endlessBatches(data.parts.train, training),
    close: () => {
      chosen.step.dispose()
      model.dispose()
    }
  }
}

function* endlessBatches(
  rows: Uint32Array,
  { seed, batchSize }: Recipe['training']
): Generator<Uint32Array, never> {
  for (let epoch = 1; ; epoch += 1) yield* batchesOf(orderOfEpoch(rows, seed, epoch), batchSize)
}
