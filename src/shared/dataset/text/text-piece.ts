import { z } from 'zod'

/** A token of a text, or a term with its weight. */
export const textPiece = z.strictObject({
  text: z.string(),
  /** Number in the vocabulary; null while words have none. */
  id: z.int().nullable(),
  /** Of a term; null for tokens. */
  weight: z.number().nullable(),
  isUnknown: z.boolean()
})
export type TextPiece = z.infer<typeof textPiece>
