import { columnProblems } from './dataset-columns.ts'
import { fileProblems } from './dataset-file.ts'
import { imageProblems } from './dataset-images.ts'
import { pairProblems } from './dataset-pairs.ts'
import { seriesProblems } from './dataset-series.ts'
import { textProblems } from './dataset-text.ts'
import { preparationProblems, rowProblems } from './dataset-steps.ts'

export const datasetProblems = {
  ...fileProblems,
  ...imageProblems,
  ...columnProblems,
  ...preparationProblems,
  ...rowProblems,
  ...textProblems,
  ...seriesProblems,
  ...pairProblems
} as const
