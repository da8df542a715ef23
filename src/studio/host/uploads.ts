import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ProblemError } from '../../shared/core/checked.ts'
import type { FileHandle } from '../../shared/core/ids.ts'
import { problem } from '../../shared/problems/catalogue.ts'

export const uploadLimitBytes = 2_000_000_000
const longestPath = 1000
const deepest = 16

/**
 * Parts of a relative path that a browser sent, or undefined where it could lead out of its folder or name no plain file.
 */
export function sanitizeUploadPath(path: string): readonly string[] | undefined {
  if (path.length > longestPath) return undefined
  const parts = path.normalize('NFC').split('/')
  const isPlain = (part: string): boolean =>
    part !== '' &&
    part !== '.' &&
    part !== '..' &&
    part.trim() === part &&
    !part.endsWith('.') &&
    !/[\p{Cc}\\:*?"<>|]/u.test(part) &&
    Buffer.byteLength(part) <= 200
  return parts.length <= deepest && parts.every(isPlain) ? parts : undefined
}

export interface UploadRequest {
  /** The same for all files dropped together. */
  readonly batch: string
  /** `iris.csv`, or `digits/3/0012.png` for a file of a dropped folder. */
  readonly path: string
  readonly body: Readable
}

/** Files dropped on a browser tab, kept below one folder until the host ends. */
export class Uploads {
  readonly #folder: string
  readonly #register: (path: string) => FileHandle
  readonly #sizes = new Map<string, number>()

  constructor(folder: string, register: (path: string) => FileHandle) {
    this.#folder = folder
    this.#register = register
  }

  /** Keeps one file; answers the handle of what was dropped: the file, or the folder it belongs to. */
  async receive({ batch, path, body }: UploadRequest): Promise<FileHandle> {
    const parts = sanitizeUploadPath(path)
    const [top] = parts ?? []
    if (parts === undefined || top === undefined || !/^[a-z0-9-]{8,64}$/u.test(batch)) {
      throw new ProblemError(problem('system/upload-name', { name: path.slice(0, 80) }))
    }
    const file = join(this.#folder, batch, ...parts)
    await mkdir(dirname(file), { recursive: true })
    await pipeline(
      body,
      (chunks: AsyncIterable<Buffer>) => this.#counted(batch, chunks),
      createWriteStream(file, { flags: 'w', mode: 0o600 })
    )
    return this.#register(join(this.#folder, batch, top))
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  async *#counted(batch: string, chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      const size = (this.#sizes.get(batch) ?? 0) + chunk.length
      this.#sizes.set(batch, size)
      if (size > uploadLimitBytes)
        throw new ProblemError(problem('system/upload-too-large', { limitMegabytes: uploadLimitBytes / 1e6 }))
      yield chunk
    }
  }
}
