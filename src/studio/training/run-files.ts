import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fittedPreparation, type FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { evaluationReport, type EvaluationReport } from '../../shared/evaluation/evaluation-report.ts'
import { modelSpec, type ModelSpec } from '../../shared/network/model-spec.ts'

/** What a trainer leaves in a run's folder beside the weights. */
async function readDocument<Schema extends z.ZodType>(
  file: string,
  schema: Schema
): Promise<z.output<Schema> | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Undefined where the run was not evaluated. */
export const readReports = (runFolder: string): Promise<EvaluationReport[] | undefined> =>
  readDocument(join(runFolder, 'evaluation.json'), z.array(evaluationReport))

/** Undefined where the run never got as far as training. */
export const readPreparation = (runFolder: string): Promise<FittedPreparation | undefined> =>
  readDocument(join(runFolder, 'preparation.json'), fittedPreparation)

/** The network as it was trained; undefined where the run never got as far. */
export const readModel = (runFolder: string): Promise<ModelSpec | undefined> =>
  readDocument(join(runFolder, 'model.json'), modelSpec)
