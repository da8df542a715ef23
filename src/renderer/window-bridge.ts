import type { StudioBridge, WindowBridge } from '../preload/bridge.ts'

/** The preload's object as the bridge the window works with. What was dropped is seen by the preload itself, so no files are handed over. */
export const windowBridge = (given: WindowBridge): StudioBridge => ({
  host: 'window',
  send: (request) => given.send(request),
  onMessage: (listener) => given.onMessage(listener),
  onCommand: (listener) => given.onCommand(listener),
  pick: (kind) => given.pick(kind),
  dropped: () => given.dropped()
})
