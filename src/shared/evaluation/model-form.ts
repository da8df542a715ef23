import { z } from 'zod'
import { task } from '../dataset/dataset-spec.ts'
import type { InputValue } from './model-question.ts'

/** What the training part says of one input, as a hint to whoever fills in a row by hand. */
export const inputFacts = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    name: z.string(),
    min: z.number(),
    max: z.number(),
    median: z.number(),
    isWhole: z.boolean(),
    missingCount: z.int().min(0)
  }),
  z.strictObject({
    kind: z.literal('category'),
    name: z.string(),
    /** In falling order of their count, at most 1,000. */
    values: z.array(z.strictObject({ value: z.string(), count: z.int().min(1) })),
    valueCount: z.int().min(0),
    missingCount: z.int().min(0)
  }),
  z.strictObject({
    kind: z.literal('text'),
    name: z.string(),
    /** Characters of the training texts: half of them are shorter. */
    medianLength: z.int().min(0),
    missingCount: z.int().min(0)
  })
])
export type InputFacts = z.infer<typeof inputFacts>

/** What a person gives a trained model, and what comes back. */
export const modelForm = z.strictObject({
  kind: z.enum(['table', 'images']),
  task,
  target: z.strictObject({ name: z.string(), classes: z.array(z.string()).nullable() }),
  /** What is predicted beside the target. */
  auxiliaries: z
    .array(
      z.strictObject({
        name: z.string(),
        classes: z.array(z.string()).nullable(),
        typicalError: z.number().nullable()
      })
    )
    .optional(),
  /** How far off the value typically was on rows never seen (mean absolute error); null for classes. */
  typicalError: z.number().nullable(),
  inputs: z.array(inputFacts),
  /** Layers that look from token to token, with their heads; empty where there is none. */
  attention: z.array(z.strictObject({ name: z.string(), headCount: z.int().min(1) })),
  /** Pixels the network sees; null for tables. */
  imageSize: z.strictObject({ height: z.int(), width: z.int(), channels: z.int() }).nullable()
})
export type ModelForm = z.infer<typeof modelForm>

/** The usual value of an input: the median of the training rows, or their most frequent value; no text is usual. */
export function usualValue(facts: InputFacts): InputValue | undefined {
  if (facts.kind === 'text') return undefined
  return facts.kind === 'number' ? facts.median : (facts.values[0]?.value ?? null)
}
