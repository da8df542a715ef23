import type { StudioBridge } from '../preload/bridge.ts'
import { problem } from '../shared/problems/catalogue.ts'
import type { StudioMessage, StudioRequest } from '../shared/rpc/studio-message.ts'
import { uploadDropped } from './browser-upload.ts'

export interface BrowserBridgeOptions {
  readonly location: Location
  /** The window's own file dialog. */
  readonly pick: StudioBridge['pick']
  /** Told when the socket is lost, and when it is there again. */
  readonly onConnection: (isConnected: boolean) => void
}

const retryMs = 1000

/**
 * The studio over a WebSocket to the host that served this page. Connects again by itself: what is asked meanwhile
 * waits, what was asked before and not answered is refused.
 */
export function browserBridge({ location, pick, onConnection }: BrowserBridgeOptions): StudioBridge {
  const listeners = new Set<(message: StudioMessage) => void>()
  const asked = new Map<number, string>()
  let waiting: StudioRequest[] = []
  let socket: WebSocket | undefined

  const tell = (message: StudioMessage): void => {
    for (const listener of listeners) listener(message)
  }

  const post = (target: WebSocket, request: StudioRequest): void => {
    asked.set(request.id, request.method)
    target.send(JSON.stringify(request))
  }

  const connect = (): void => {
    const next = new WebSocket(
      `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/studio-socket`
    )
    next.addEventListener('open', () => {
      socket = next
      onConnection(true)
      for (const request of waiting.splice(0)) post(next, request)
    })
    next.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as StudioMessage
      if (message.type !== 'event') asked.delete(message.id)
      tell(message)
    })
    next.addEventListener('close', () => {
      socket = undefined
      onConnection(false)
      for (const [id, what] of asked)
        tell({ type: 'refused', id, problem: problem('system/fault', { what }) })
      asked.clear()
      setTimeout(connect, retryMs)
    })
  }
  connect()

  return {
    host: 'browser',
    send(request) {
      if (socket?.readyState === WebSocket.OPEN) post(socket, request)
      else waiting = [...waiting, request]
    },
    onMessage(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onCommand: () => () => undefined,
    pick,
    dropped: uploadDropped
  }
}
