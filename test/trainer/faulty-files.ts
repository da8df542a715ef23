import { readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { realFiles, type FileOperations } from '../../src/trainer/runtime/file-operations.ts'

/** A file operation, as a fault names it: `sync weights.bin`. */
export type Fault = (operation: string, place: string, count: number) => Error | undefined

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as if by the system`), { code })
}

/** What a crash leaves of data that was not yet brought to disk. */
export type Unsynced = 'kept' | 'lost' | 'torn'

/**
 * Real files whose operations can be counted, made to fail, and cut off by a crash, after which `crash` leaves of what
 * was not synced as little as a file system may.
 */
export class FaultyFiles implements FileOperations {
  readonly operations: string[] = []
  readonly #fault: Fault
  /** Files written and not synced. */
  readonly #unsyncedFiles = new Set<string>()
  /** Renames whose folder was not synced since, newest last. */
  #unsyncedRenames: { from: string; to: string }[] = []

  constructor(fault: Fault = () => undefined) {
    this.#fault = fault
  }

  async makeFolder(folder: string): Promise<void> {
    this.#do('makeFolder', folder)
    await realFiles.makeFolder(folder)
  }

  async create(file: string) {
    this.#do('create', file)
    const opened = await realFiles.create(file)
    this.#unsyncedFiles.add(file)
    return {
      write: async (bytes: Uint8Array) => {
        this.#do('write', file)
        return opened.write(bytes)
      },
      sync: async () => {
        this.#do('sync', file)
        await opened.sync()
        this.#unsyncedFiles.delete(file)
      },
      // A process that is gone has no open files either.
      close: () => opened.close()
    }
  }

  async syncFolder(folder: string): Promise<void> {
    this.#do('syncFolder', folder)
    await realFiles.syncFolder(folder)
    this.#unsyncedRenames = this.#unsyncedRenames.filter(({ to }) => path.dirname(to) !== folder)
  }

  async rename(from: string, to: string): Promise<void> {
    this.#do('rename', to)
    await realFiles.rename(from, to)
    this.#unsyncedRenames.push({ from, to })
  }

  async remove(place: string): Promise<void> {
    this.#do('remove', place)
    await realFiles.remove(place)
  }

  /** Does to the disk what a crash now may do. */
  async crash(unsynced: Unsynced): Promise<void> {
    if (unsynced === 'kept') return
    for (const file of this.#unsyncedFiles) {
      const size = await readFile(file)
        .then(({ length }) => length)
        .catch(() => undefined)
      if (size === undefined) continue
      if (unsynced === 'lost') await rm(file)
      else await truncate(file, Math.floor(size / 2))
    }
    for (const { from, to } of this.#unsyncedRenames.reverse()) {
      if (unsynced === 'lost') await rename(to, from)
      else await tear(to)
    }
  }

  #do(operation: string, place: string): void {
    this.operations.push(`${operation} ${path.basename(place)}`)
    const error = this.#fault(operation, place, this.operations.length)
    if (error !== undefined) throw error
  }
}

/** A renamed folder of which some files did not come along: seen on real file systems. */
async function tear(folder: string): Promise<void> {
  for (const [index, name] of (await readdir(folder).catch(() => [])).entries()) {
    if (index % 2 === 0) await writeFile(path.join(folder, name), '')
  }
}
