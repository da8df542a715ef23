import { z } from 'zod'

/** How a trained generator goes on with a text. */
export const generationSettings = z.strictObject({
  prompt: z.string().max(20_000),
  /** The same seed gives the same text. */
  seed: z.int().min(0).max(0xffffffff),
  /** Below 1 the likely becomes likelier; 0 always takes the likeliest. */
  temperature: z.number().min(0).max(5),
  /** Only so many of the likeliest tokens are drawn from; 0 means all. */
  topK: z.int().min(0).max(100_000),
  /** Only the likeliest tokens that together reach this share are drawn from. */
  topP: z.number().gt(0).max(1),
  /** Tokens at most. */
  length: z.int().min(1).max(20_000)
})
export type GenerationSettings = z.infer<typeof generationSettings>

export const defaultGeneration: GenerationSettings = {
  prompt: '',
  seed: 1,
  temperature: 0.8,
  topK: 0,
  topP: 0.95,
  length: 200
}

/** An answer is the likeliest one, word by word, unless something else is asked for. */
export const answerSettings: GenerationSettings = { ...defaultGeneration, temperature: 0, topP: 1 }
