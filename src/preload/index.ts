import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { FileHandle } from '../shared/core/ids.ts'
import type { StudioMessage } from '../shared/rpc/studio-message.ts'
import type { MenuCommand, WindowBridge } from './bridge.ts'

/** Path of the file or folder dropped last, from the event that only the person can cause. */
let droppedPath: string | undefined

/** Electron 32 and later tell a file's path by `webUtils`; before, it is on the file. */
const pathOf = (file: File): string =>
  typeof webUtils?.getPathForFile === 'function'
    ? webUtils.getPathForFile(file)
    : (file as File & { path: string }).path

window.addEventListener(
  'drop',
  (event) => {
    const file = event.isTrusted ? event.dataTransfer?.files[0] : undefined
    droppedPath = file === undefined ? undefined : pathOf(file)
  },
  true
)

/** Passes values on, never the event they came in. */
function listen<Value>(channel: string, listener: (value: Value) => void): () => void {
  const pass = (_event: unknown, value: Value): void => listener(value)
  ipcRenderer.on(channel, pass)
  return () => ipcRenderer.removeListener(channel, pass)
}

const bridge: WindowBridge = {
  send: (request) => {
    ipcRenderer.invoke('studio:request', request).catch(() => undefined)
  },
  onMessage: (listener) => listen<StudioMessage>('studio:message', listener),
  onCommand: (listener) => listen<MenuCommand>('menu:command', listener),
  pick: (kind) => ipcRenderer.invoke('studio:pick', kind) as Promise<FileHandle | undefined>,
  dropped: () => {
    const path = droppedPath
    droppedPath = undefined
    return ipcRenderer.invoke('studio:dropped', path === undefined ? [] : [path]) as Promise<
      FileHandle | undefined
    >
  }
}

contextBridge.exposeInMainWorld('studio', bridge)
