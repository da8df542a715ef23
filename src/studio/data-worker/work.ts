import { readDistribution } from '../dataset/read-distribution.ts'
import { readRows } from '../dataset/read-rows.ts'
import { summarizePreparation } from '../dataset/summarize-preparation.ts'
import { compareRuns } from '../training/compare-predictions.ts'
import { describeInputs } from '../evaluation/describe-inputs.ts'
import { readPredictionRows } from '../training/prediction-rows.ts'

/** What goes over all rows of a dataset, or of a run's predictions; plain data go in and come out. */
export const dataWork = {
  summarizePreparation,
  readRows,
  readDistribution,
  describeInputs,
  readPredictionRows,
  compareRuns
} as const

export type DataWork = typeof dataWork
export type DataWorkName = keyof DataWork
