import { z } from 'zod'
import type { Problem } from './checked.ts'

/** Shape of one example, batch axis left out: `[features]` or `[height, width, channels]`. */
export const sampleShape = z.array(z.int().min(1)).min(1).max(4).readonly()
export type SampleShape = z.infer<typeof sampleShape>

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/u)

/** Milliseconds since 1970, as Date.now() gives. */
export const timestamp = z.int().min(0)

export const problemSchema = z.strictObject({
  code: z
    .string()
    .regex(/^(system|project|dataset|network|training|evaluation|export|recipe)\/[a-z0-9-]+$/u)
    .transform((code) => code as Problem['code']),
  message: z.string(),
  fix: z.string().optional(),
  at: z.string().optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional()
})

/** `['network', 'nodes', 2, 'params']` as a person writes it: `network.nodes[2].params`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`
    )
    .join('')
}
