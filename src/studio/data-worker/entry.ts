/** The studio's data thread: work that would keep the studio from answering anything else. One request at a time. */
import { parentPort } from 'node:worker_threads'
import type { DataReply, DataRequest, SentError } from './messages.ts'
import { dataWork } from './work.ts'

/** Work seen from here: the name has picked the arguments that go with it. */
type AnyWork = (...args: readonly unknown[]) => Promise<unknown>

async function answer({ id, name, args }: DataRequest): Promise<DataReply> {
  try {
    return { id, value: await (dataWork[name] as AnyWork)(...args) }
  } catch (error) {
    return { id, error: toSent(error) }
  }
}

function toSent(error: unknown): SentError {
  const found = error instanceof Error ? error : new Error(String(error))
  const code = 'code' in found && typeof found.code === 'string' ? found.code : undefined
  return { message: found.message, stack: found.stack ?? '', code }
}

parentPort?.on('message', (request: DataRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply))
})
