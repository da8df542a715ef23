import { z } from 'zod'
import type { DataWorkName } from './work.ts'

/** What the studio sends to its data thread. */
export interface DataRequest {
  readonly id: number
  readonly name: DataWorkName
  readonly args: readonly unknown[]
}

/** An error as it crosses to another thread. */
export const sentError = z.object({ message: z.string(), stack: z.string(), code: z.string().optional() })
export type SentError = z.infer<typeof sentError>

export const dataReply = z.union([
  z.object({ id: z.int(), value: z.unknown() }),
  z.object({ id: z.int(), error: sentError })
])
export type DataReply = z.infer<typeof dataReply>
