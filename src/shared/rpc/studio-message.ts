import { z } from 'zod'
import { fileHandle } from '../core/ids.ts'
import { problemSchema } from '../core/schema.ts'
import { studioEvent } from './studio-api.ts'

/** Window, browser or shell → studio. */
export const studioRequest = z.strictObject({
  id: z.int().min(1),
  method: z.string().max(64),
  input: z.unknown()
})
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

/**
 * Shell → studio process, on the same channel as requests but made by the shell alone: the window's messages are parsed
 * as `studioRequest` before they are passed on, so it cannot send these.
 */
export const shellMessage = z.discriminatedUnion('type', [
  /** A path chosen in a native dialog or dropped on the window; answered by `path-registered`. */
  z.strictObject({ type: z.literal('register-path'), id: z.int().min(1), path: z.string().min(1) }),
  /** Open the project that was at work, and let its runs go on: training in the background has lost its studio. */
  z.strictObject({ type: z.literal('pick-up') }),
  /** Keep what is open, pause what is running, and exit. */
  z.strictObject({ type: z.literal('end') })
])
export type ShellMessage = z.infer<typeof shellMessage>

/** What would be lost sight of if the window closed now. */
export const studioWork = z.strictObject({
  /** The run at work; null while none is. */
  run: z.strictObject({ number: z.int(), name: z.string() }).nullable(),
  waitingCount: z.int().min(0),
  /** The language of questions about it. */
  locale: z.enum(['en', 'zh'])
})
export type StudioWork = z.infer<typeof studioWork>

/** Studio process → shell, not for the window. */
export const shellNotice = z.discriminatedUnion('type', [
  /** Sent once, when requests can be sent. */
  z.strictObject({ type: z.literal('ready') }),
  /** Sent whenever it has changed. */
  z.strictObject({ type: z.literal('work'), work: studioWork }),
  z.strictObject({ type: z.literal('path-registered'), id: z.int(), handle: fileHandle }),
  /** Show this file or folder in the file manager. */
  z.strictObject({ type: z.literal('show-path'), path: z.string() })
])
export type ShellNotice = z.infer<typeof shellNotice>
