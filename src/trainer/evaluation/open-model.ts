import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { fittedPreparation, type FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { modelSpec, type ModelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { recipe } from '../../shared/recipe.ts'
import { lossesFor } from '../../shared/training/check-training.ts'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'
import { isExport, openExport } from '../export/open-export.ts'
import { buildModel, writeWeights, type BuiltModel, type ModelTraining } from '../network/build-model.ts'
import { withAuxiliaryLosses } from '../network/model-training.ts'
import { readBestCheckpoint } from '../training/checkpoint/read-checkpoint.ts'

/** A trained model ready to answer, and what turns raw rows into its input. */
export interface OpenedModel {
  readonly model: BuiltModel
  readonly preparation: FittedPreparation
  readonly spec: ModelSpec
  readonly training: ModelTraining & Partial<Pick<TrainingSpec, 'lossOptions' | 'lossWeights'>>
}

/**
 * The best weights of a finished run in a model built as its training built it; or an export's model.
 *
 * Problems  evaluation/not-a-model   the folder is not of a run
 *           those of `readBestCheckpoint` and `openExport`
 */
export async function openModel(folder: string): Promise<Checked<OpenedModel>> {
  if (await isExport(folder)) return openExportedModel(folder)
  const spec = await readDocument(folder, 'model.json', modelSpec)
  const preparation = await readDocument(folder, 'preparation.json', fittedPreparation)
  const wanted = await readDocument(folder, 'recipe.json', recipe)
  if (spec === undefined || preparation === undefined || wanted === undefined) {
    return fail(problem('evaluation/not-a-model', { folder: path.basename(folder) }))
  }
  const weights = await readBestCheckpoint(folder)
  if (!weights.ok) return weights
  const training = withAuxiliaryLosses(wanted.training, spec, preparation.target)
  const model = await buildModel(spec, training)
  writeWeights(model, weights.value)
  return ok({ model, preparation, spec, training })
}

/** An export does not say with what loss it was trained; the usual one for its output takes its place. */
async function openExportedModel(folder: string): Promise<Checked<OpenedModel>> {
  const opened = await openExport(folder)
  if (!opened.ok) return opened
  const { model: spec, preparation, weights } = opened.value
  const [loss] = lossesFor(spec, preparation.task)
  const usual: ModelTraining = { seed: 1, regularization: { l1: 0, l2: 0 }, loss }
  const training = withAuxiliaryLosses(usual, spec, preparation.target)
  const model = await buildModel(spec, training)
  writeWeights(model, weights)
  return ok({ model, preparation, spec, training })
}

async function readDocument<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema
): Promise<z.output<Schema> | undefined> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(path.join(folder, name), 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
