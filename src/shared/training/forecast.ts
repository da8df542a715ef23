import { z } from 'zod'

/** What a training will take, measured by some of its steps. */
export const forecast = z.strictObject({
  engine: z.string(),
  stepsPerEpoch: z.int().min(1),
  /** Of one step, and of measuring the validation part once. */
  stepMs: z.number().min(0),
  validationMs: z.number().min(0),
  epochMs: z.number().min(0),
  /** All epochs; early stopping may end it sooner, and a time limit does. */
  totalMs: z.number().min(0),
  /** Preparing the data, building the network and choosing how to compute it. */
  preparationMs: z.number().min(0),
  /** Most that the process held. */
  memoryBytes: z.int().min(0),
  /** What the run's checkpoints take on the disk at most. */
  checkpointBytes: z.int().min(0)
})
export type Forecast = z.infer<typeof forecast>
