import { z } from 'zod'
import { datasetSpec } from './dataset/dataset-spec.ts'
import { networkGraph } from './network/network-graph.ts'
import { trainingSpec } from './training/training-spec.ts'

/** Everything a run needs, in one document: the window edits it, the command line runs it, the store keeps it, the comparison diffs it, the export carries it. */
export const recipe = z.strictObject({
  version: z.literal(1),
  dataset: datasetSpec,
  network: networkGraph,
  training: trainingSpec
})
export type Recipe = z.infer<typeof recipe>
