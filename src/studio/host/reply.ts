import type { StudioReply, StudioRequest } from '../../shared/rpc/studio-message.ts'
import type { Studio } from '../studio.ts'

/** The answer to one request, in the form that crosses processes. */
export async function replyTo(studio: Studio, { id, method, input }: StudioRequest): Promise<StudioReply> {
  const answered = await studio.answer(method, input)
  return answered.ok
    ? { type: 'done', id, output: answered.value }
    : { type: 'refused', id, problem: answered.problem }
}
