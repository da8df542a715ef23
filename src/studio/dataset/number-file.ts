import { open, type FileHandle } from 'node:fs/promises'

const BUFFER_BYTES = 1 << 20

export interface NumberFile {
  write(items: Float64Array | Int32Array): Promise<void>
  close(): Promise<void>
}

/** A file of numbers, written a megabyte at a time. */
export async function openNumberFile(path: string, rowCount: number): Promise<NumberFile> {
  const handle: FileHandle = await open(path, 'w')
  const buffer = Buffer.alloc(Math.min(BUFFER_BYTES, rowCount * 8))
  let filled = 0
  const flush = async (): Promise<void> => {
    let written = 0
    while (written < filled) written += (await handle.write(buffer, written, filled - written)).bytesWritten
    filled = 0
  }
  return {
    async write(items) {
      const bytes = new Uint8Array(items.buffer, items.byteOffset, items.byteLength)
      if (filled + bytes.length > buffer.length) await flush()
      buffer.set(bytes, filled)
      filled += bytes.length
    },
    async close() {
      try {
        await flush()
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
  }
}
