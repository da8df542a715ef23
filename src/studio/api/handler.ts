import type { z } from 'zod'
import type { StudioApi, StudioMethod } from '../../shared/rpc/studio-api.ts'
import type { Services } from '../services.ts'

type Awaitable<Value> = Value | Promise<Value>

/** Answers one call. Its input has passed the schema; its output is checked again before it leaves. */
export type Handler<Method extends StudioMethod> = (
  input: z.output<StudioApi[Method]['input']>,
  services: Services
) => Awaitable<z.input<StudioApi[Method]['output']>>

/** One handler for each of the named calls. */
export type Handlers<Method extends StudioMethod = StudioMethod> = {
  readonly [Name in Method]: Handler<Name>
}

/** The calls of one stage. */
export type StageMethods<Stage extends string> = Extract<StudioMethod, `${Stage}.${string}`>
