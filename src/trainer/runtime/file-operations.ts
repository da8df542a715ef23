import { mkdir, open, rename, rm } from 'node:fs/promises'

/** The few things done to files that must last; tests put in their place what records them, fails, or crashes between them. */
export interface FileOperations {
  makeFolder(folder: string): Promise<void>
  /** A new, empty file in the place of what was there. */
  create(file: string): Promise<NewFile>
  /** Makes new and renamed entries of a folder last. */
  syncFolder(folder: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** A file, or a folder with all in it; nothing happens where there is none. */
  remove(path: string): Promise<void>
}

export interface NewFile {
  /** How many bytes were taken, which may be fewer than given. */
  write(bytes: Uint8Array): Promise<number>
  /** Waits until the disk holds what was written. */
  sync(): Promise<void>
  close(): Promise<void>
}

export const realFiles: FileOperations = {
  makeFolder: async (folder) => void (await mkdir(folder, { recursive: true })),
  create: async (file) => {
    const handle = await open(file, 'w')
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: () => handle.sync(),
      close: () => handle.close()
    }
  },
  syncFolder: async (folder) => {
    // Windows does so by itself and cannot open folders.
    if (process.platform === 'win32') return
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { recursive: true, force: true })
}
