import { z } from 'zod'
import { problemSchema } from '../core/schema.ts'
import { studioEvent } from './studio-api.ts'

/** Window, browser or shell → studio. */
export const studioRequest = z.strictObject({ id: z.int().min(1), method: z.string().max(64), input: z.unknown() })
export type StudioRequest = z.infer<typeof studioRequest>

/** How a call ends: with its output, a problem the person can put right, or a fault of ours (without paths or stacks). */
export const studioReply = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('done'), id: z.int(), output: z.unknown() }),
  z.strictObject({ type: z.literal('refused'), id: z.int(), problem: problemSchema })
])
export type StudioReply = z.infer<typeof studioReply>

export const studioNotice = z.strictObject({ type: z.literal('event'), event: studioEvent })

/** Studio → window. */
export const studioMessage = z.union([studioReply, studioNotice])
export type StudioMessage = z.infer<typeof studioMessage>
