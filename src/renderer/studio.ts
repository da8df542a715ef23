import { ProblemError } from '../shared/core/checked.ts'
import type { StudioBridge } from '../preload/bridge.ts'
import {
  studioApi,
  type StudioEvent,
  type StudioInput,
  type StudioMethod,
  type StudioOutput
} from '../shared/rpc/studio-api.ts'
import { studioMessage, type StudioReply } from '../shared/rpc/studio-message.ts'

type Listener = (event: StudioEvent) => void
type Settle = (reply: StudioReply) => void

/** The window's side of the studio: typed calls and events over whichever bridge carries them. */
export class StudioClient {
  readonly bridge: StudioBridge
  readonly #waiting = new Map<number, Settle>()
  readonly #listeners = new Set<Listener>()
  #lastId = 0

  constructor(bridge: StudioBridge) {
    this.bridge = bridge
    bridge.onMessage((raw) => this.#receive(studioMessage.parse(raw)))
  }

  /**
   * Asks the studio and waits for its answer.
   *
   * Throws  ProblemError  the studio refused, with a problem to show
   */
  async call<Method extends StudioMethod>(
    method: Method,
    input: StudioInput<Method>
  ): Promise<StudioOutput<Method>> {
    this.#lastId += 1
    const id = this.#lastId
    const reply = await new Promise<StudioReply>((resolve) => {
      this.#waiting.set(id, resolve)
      this.bridge.send({ id, method, input })
    })
    if (reply.type === 'refused') throw new ProblemError(reply.problem)
    return studioApi[method].output.parse(reply.output) as StudioOutput<Method>
  }

  /** Answers an unsubscribe function. */
  onEvent(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #receive(message: ReturnType<typeof studioMessage.parse>): void {
    if (message.type === 'event') {
      for (const listener of this.#listeners) listener(message.event)
      return
    }
    this.#waiting.get(message.id)?.(message)
    this.#waiting.delete(message.id)
  }
}

let client: StudioClient | undefined

/** Called once, by the window's entry. */
export function connectStudio(bridge: StudioBridge): StudioClient {
  client = new StudioClient(bridge)
  return client
}

/** The connected studio. Throws when the window's entry has not connected it yet. */
export function studio(): StudioClient {
  if (client === undefined) throw new Error('The studio is not connected yet.')
  return client
}
