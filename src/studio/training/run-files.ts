import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import {
  evaluationReport,
  rowPrediction,
  type EvaluationReport,
  type RowPrediction
} from '../../shared/evaluation/evaluation-report.ts'

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

let lastRead:
  { readonly runFolder: string; readonly predictions: Promise<RowPrediction[] | undefined> } | undefined

/** The predictions of all parts; the last run's are kept, since they are paged through. */
export function readPredictions(runFolder: string): Promise<RowPrediction[] | undefined> {
  if (lastRead?.runFolder !== runFolder) {
    lastRead = {
      runFolder,
      predictions: readDocument(join(runFolder, 'predictions.json'), z.array(rowPrediction))
    }
  }
  return lastRead.predictions
}

/** Forgets what was read of a run whose files changed. */
export function forgetPredictions(runFolder: string): void {
  if (lastRead?.runFolder === runFolder) lastRead = undefined
}
