import path from 'node:path'
import { pid } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { realFiles, type FileOperations } from './file-operations.ts'

export type Contents = Readonly<Record<string, Uint8Array | string>>

/** What another program does to a file for a moment, such as a virus scanner: tried again after these waits, 1.55 s in all. */
const BUSY_WAITS_MS = [50, 100, 200, 400, 800]
const BUSY_CODES = new Set(['EBUSY', 'EPERM', 'EACCES'])
/** Tries after any other error but a full disk. */
const TRIES = 3
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT'])

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? ''

/** Whether something could not be written for want of room. */
export const isDiskFull = (error: unknown): boolean => FULL_CODES.has(codeOf(error))

/** Writes a new file and waits until the disk holds it. */
export async function writeSynced(
  file: string,
  content: Uint8Array | string,
  files: FileOperations = realFiles
): Promise<void> {
  let rest = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const opened = await files.create(file)
  try {
    while (rest.length > 0) {
      const count = await opened.write(rest)
      if (count === 0) throw new Error(`Nothing more can be written to ${path.basename(file)}.`)
      rest = rest.subarray(count)
    }
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** Makes new and renamed entries of a folder last. */
export const syncFolder = (folder: string): Promise<void> => realFiles.syncFolder(folder)

/** Replaces a file so that at every instant either the old or the new content is there, whole. */
export async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  await tryAnew(`${file}`, realFiles, async (temporary) => {
    await writeSynced(temporary, content)
    await realFiles.rename(temporary, file)
    await realFiles.syncFolder(path.dirname(file))
  })
}

/**
 * Makes a folder with all its files appear at once, whole, and last.
 *
 * Throws  the last try's error; what it had written is then removed again
 */
export async function writeFolder(
  folder: string,
  contents: Contents,
  files: FileOperations = realFiles
): Promise<void> {
  await tryAnew(folder, files, async (temporary) => {
    await files.makeFolder(temporary)
    for (const [name, content] of Object.entries(contents))
      await writeSynced(path.join(temporary, name), content, files)
    await files.syncFolder(temporary)
    await files.rename(temporary, folder)
    try {
      await files.syncFolder(path.dirname(folder))
    } catch (error) {
      // It may be there and not last. The next try must find its place empty.
      await files.remove(folder).catch(() => {})
      throw error
    }
  })
}

let count = 0

/**
 * Does something with a temporary name, each try with another: after a failed sync the system may take the pages of a
 * file for written that never reached the disk, so the same file is never tried again.
 *
 * Source  Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020
 */
async function tryAnew(
  target: string,
  files: FileOperations,
  write: (temporary: string) => Promise<void>
): Promise<void> {
  const waits = [...BUSY_WAITS_MS]
  for (let tries = 1; ; tries += 1) {
    const temporary = `${target}.${pid}-${(count += 1)}.new`
    try {
      await write(temporary)
      return
    } catch (error) {
      await files.remove(temporary).catch(() => {})
      const isBusy = BUSY_CODES.has(codeOf(error))
      const waitMs = isBusy ? waits.shift() : 0
      if (isDiskFull(error) || waitMs === undefined || (!isBusy && tries >= TRIES)) throw error
      if (waitMs > 0) await wait(waitMs)
    }
  }
}
