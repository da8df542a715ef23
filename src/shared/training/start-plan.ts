import { z } from 'zod'
import { nodeId, runId } from '../core/ids.ts'
import { problemSchema } from '../core/schema.ts'

/** What a new run takes over from the weights of another. */
export const startPlan = z.strictObject({
  run: z.strictObject({ id: runId, name: z.string() }),
  /** Layers with weights in order; empty where the network does not fit its data yet. */
  layers: z.array(
    z.strictObject({
      nodeId,
      name: z.string(),
      /** Whole, of a block in part, or from random values. */
      start: z.enum(['taken', 'part', 'fresh']),
      misfit: z.enum(['absent', 'other-kind', 'other-shapes', 'longer']).optional(),
      /** Shapes of its weights, or its kind where that differs. */
      wanted: z.string(),
      found: z.string().optional()
    })
  ),
  /** What keeps the run from starting there. */
  problem: problemSchema.nullable()
})
export type StartPlan = z.infer<typeof startPlan>
