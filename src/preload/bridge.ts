import type { FileHandle } from '../shared/core/ids.ts'
import type { StudioMessage, StudioRequest } from '../shared/rpc/studio-message.ts'

/** What the person is asked to choose in a native dialog. */
export type PickKind = 'table-file' | 'image-file' | 'image-folder' | 'project-folder' | 'export-folder'

/** What the native menu asks the window to do. */
export type MenuCommand = 'new-project' | 'open-project' | 'undo' | 'redo' | 'keys'

/**
 * How the window reaches the studio: through the preload, or in a browser tab over a WebSocket.
 * Values only, no Electron objects.
 */
export interface StudioBridge {
  readonly host: 'window' | 'browser'
  send(request: StudioRequest): void
  /** Answers an unsubscribe function. */
  onMessage(listener: (message: StudioMessage) => void): () => void
  /** The native menu, where there is one. Answers an unsubscribe function. */
  onCommand(listener: (command: MenuCommand) => void): () => void
  /** A native dialog; undefined when it was closed without a choice. In a browser the window shows its own, over `files.list`. */
  pick(kind: PickKind): Promise<FileHandle | undefined>
  /** A handle for what was dropped on the window: one file, or one folder. Uploads it first in a browser. */
  dropped(files: DataTransfer): Promise<FileHandle | undefined>
}

/** `window.studio`: all that the preload gives the window. The last drop is read by the preload itself, from the trusted event. */
export interface WindowBridge extends Omit<StudioBridge, 'host' | 'dropped'> {
  dropped(): Promise<FileHandle | undefined>
}
