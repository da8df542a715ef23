import type { FileHandle } from '../shared/core/ids.ts'
import type { StudioMessage, StudioRequest } from '../shared/rpc/studio-message.ts'

/** What the person is asked to choose in a native dialog. */
export type PickKind = 'table-file' | 'image-folder' | 'project-folder' | 'export-folder'

/**
 * `window.studio`: all that the preload gives the window. Values only, no Electron objects.
 * In a browser tab the same interface is made over a WebSocket.
 */
export interface StudioBridge {
  readonly host: 'window' | 'browser'
  send(request: StudioRequest): void
  /** Answers an unsubscribe function. */
  onMessage(listener: (message: StudioMessage) => void): () => void
  /** A native dialog; undefined when it was closed without a choice. In a browser the window shows its own, over `files.list`. */
  pick(kind: PickKind): Promise<FileHandle | undefined>
  /** Handles for what was dropped on the window: one file, or one folder. Uploads it first in a browser. */
  dropped(files: DataTransfer): Promise<FileHandle | undefined>
}
