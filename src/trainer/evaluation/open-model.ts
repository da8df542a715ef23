import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { fittedPreparation, type FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { modelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { recipe } from '../../shared/recipe.ts'
import { buildModel, writeWeights, type BuiltModel, type ModelTraining } from '../network/build-model.ts'
import { readBestCheckpoint } from '../training/checkpoint.ts'

/** A trained model ready to answer, and what turns raw rows into its input. */
export interface OpenedModel {
  readonly model: BuiltModel
  readonly preparation: FittedPreparation
  readonly training: ModelTraining
}

/**
 * The best weights of a finished run in a model built as its training built it.
 *
 * Problems  evaluation/not-a-model   the folder is not of a run
 *           those of `readBestCheckpoint`
 */
export async function openModel(folder: string): Promise<Checked<OpenedModel>> {
  const spec = await readDocument(folder, 'model.json', modelSpec)
  const preparation = await readDocument(folder, 'preparation.json', fittedPreparation)
  const wanted = await readDocument(folder, 'recipe.json', recipe)
  if (spec === undefined || preparation === undefined || wanted === undefined) {
    return fail(problem('evaluation/not-a-model', { folder: path.basename(folder) }))
  }
  const weights = await readBestCheckpoint(folder)
  if (!weights.ok) return weights
  const model = await buildModel(spec, wanted.training)
  writeWeights(model, weights.value)
  return ok({ model, preparation, training: wanted.training })
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
