import type { StudioBridge } from '../preload/bridge.ts'
import type { StudioMessage, StudioRequest } from '../shared/rpc/studio-message.ts'

/** The studio over a WebSocket to the host that served this page. Connects again by itself; what was asked meanwhile waits. */
export function browserBridge(location: Location, pick: StudioBridge['pick']): StudioBridge {
  const listeners = new Set<(message: StudioMessage) => void>()
  const waiting: StudioRequest[] = []
  let socket: WebSocket | undefined

  const open = (): void => {
    const address = new URL('/studio-socket', location.href)
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
    address.search = location.search
    const next = new WebSocket(address)
    next.addEventListener('open', () => {
      socket = next
      for (const request of waiting.splice(0)) next.send(JSON.stringify(request))
    })
    next.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as StudioMessage
      for (const listener of listeners) listener(message)
    })
    next.addEventListener('close', () => {
      socket = undefined
      setTimeout(open, 1000)
    })
  }
  open()

  return {
    host: 'browser',
    send(request) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(request))
      else waiting.push(request)
    },
    onMessage(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onCommand: () => () => undefined,
    pick,
    dropped: async () => undefined
  }
}
