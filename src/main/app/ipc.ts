import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { z } from 'zod'
import { isOwnAddress } from './content-policy.ts'
import { log } from './log.ts'

/** Only the top frame of the window itself, showing one of its own pages. */
function isFromWindow(event: IpcMainInvokeEvent, contents: WebContents | undefined): boolean {
  const frame = event.senderFrame
  if (contents === undefined || contents.isDestroyed() || event.sender !== contents) return false
  return frame !== null && frame === contents.mainFrame && isOwnAddress(frame.url)
}

/**
 * The one way a message of the window is answered: sender checked, argument and answer checked by schema.
 * What the window is told of a refusal names the channel, never a path or a stack.
 */
export function handle<Input extends z.ZodType, Output extends z.ZodType>(
  channel: string,
  window: () => WebContents | undefined,
  schemas: { readonly input: Input; readonly output: Output },
  answer: (input: z.output<Input>) => Promise<z.input<Output>> | z.input<Output>
): void {
  ipcMain.handle(channel, async (event, ...given: unknown[]): Promise<unknown> => {
    if (!isFromWindow(event, window())) {
      log('message refused', `${channel}: foreign sender`)
      throw new Error(`${channel}: refused.`)
    }
    const input = given.length > 1 ? undefined : schemas.input.safeParse(given[0])
    if (input?.success !== true) {
      log('message refused', `${channel}: not of its schema`)
      throw new Error(`${channel}: the message does not fit its schema.`)
    }
    try {
      return schemas.output.parse(await answer(input.data))
    } catch (error) {
      log('message failed', `${channel}: ${error instanceof Error ? error.message : 'unknown'}`)
      // The cause stays here: the window is told nothing of paths or stacks.
      // eslint-disable-next-line preserve-caught-error
      throw new Error(`${channel}: failed.`)
    }
  })
}
