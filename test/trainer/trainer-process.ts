import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  trainerMessage,
  type TrainerCommand,
  type TrainerMessage
} from '../../src/shared/rpc/trainer-protocol.ts'
import type { RunEvent } from '../../src/shared/training/run-events.ts'

/** Compiled code of the modules, so that not every trainer of a test has to compile it: a second of its start. */
const compileCache = process.env['NODE_COMPILE_CACHE'] ?? path.join(os.tmpdir(), 'layerwright-compile-cache')

const entry = fileURLToPath(new URL('../../src/trainer/entry.ts', import.meta.url))

/** A real trainer, as the studio forks it, with everything it said. */
export interface TestTrainer {
  readonly child: ChildProcess
  readonly messages: TrainerMessage[]
  send(command: TrainerCommand): void
  /** Resolves once a message fits; rejects when the process ends before. */
  until(fits: (message: TrainerMessage) => boolean): Promise<TrainerMessage>
  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

export function forkTrainer(env: NodeJS.ProcessEnv = {}): TestTrainer {
  const child = fork(entry, [], {
    execPath: process.execPath,
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...env },
    serialization: 'advanced',
    silent: true
  })
  const messages: TrainerMessage[] = []
  const waiting = new Set<() => void>()
  child.on('message', (raw) => {
    messages.push(trainerMessage.parse(raw))
    for (const look of waiting) look()
  })
  // 'close' comes after the last message; after a disconnect from this side it does not come at all.
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  let said = ''
  child.stderr?.on('data', (text: Buffer) => {
    said += text.toString()
  })
  return {
    child,
    messages,
    send: (command) => {
      child.send(command)
    },
    until: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = messages.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        void closed.then(() => {
          reject(new Error(`The trainer ended before: ${JSON.stringify(messages.at(-1))} ${said}`))
        })
        look()
      }),
    ended: async () => {
      const [code, signal] = await exited
      return { code, signal }
    }
  }
}

export const eventsOf = (messages: readonly TrainerMessage[]): RunEvent[] =>
  messages.flatMap((message) => (message.type === 'event' ? [message.event] : []))

export const isEvent =
  (type: RunEvent['type']) =>
  (message: TrainerMessage): boolean =>
    message.type === 'event' && message.event.type === type
