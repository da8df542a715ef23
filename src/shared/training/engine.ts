import { z } from 'zod'

/**
 * Ways to compute a training step. All give the same numbers up to rounding, but not the same bits: one recipe run
 * twice gives the same bits only where both runs use the same engine.
 */
export const engineName = z.enum(['xla-epoch', 'compiled', 'compiled-single-thread', 'eager'])
export type EngineName = z.infer<typeof engineName>

/** What a recipe asks for; 'auto' takes the fastest that is numerically equal, measured at the start of a run. */
export const engineWish = z.enum(['auto', ...engineName.options])
export type EngineWish = z.infer<typeof engineWish>

/** Why a run computes its steps as it does, kept with the run and used again by whatever repeats it. */
export const engineChoice = z.strictObject({
  engine: engineName,
  /**
   * `asked`     by the recipe, by the run that this one repeats or continues, or by LAYERWRIGHT_ENGINE
   * `measured`  the fastest of those that were tried
   * `short`     the training is too short for trying more to pay
   * `only`      nothing else can compute this model
   */
  reason: z.enum(['asked', 'measured', 'short', 'only']),
  /** What was tried, in order. */
  candidates: z.array(
    z.strictObject({
      engine: engineName,
      /** Null where it was not measured. */
      microsecondsPerSample: z.number().nullable(),
      /** Largest relative difference of one step from the operations one by one; null where it was not compared. */
      difference: z.number().nullable(),
      /** Why it cannot be used; null where it can. */
      refusal: z.string().nullable()
    })
  )
})
export type EngineChoice = z.infer<typeof engineChoice>

/** Behind the name of TensorFlow's own, in what is told of a run; nothing for operations one by one. */
export const engineWords: Readonly<Record<EngineName, string>> = {
  'xla-epoch': ', compiled by XLA',
  compiled: ', compiled',
  'compiled-single-thread': ', compiled, one thread',
  eager: ''
}
