import { closeSync, openSync, readSync } from 'node:fs'

/** `LyWr`: marks a project's database among all SQLite files (bytes 68 to 71). */
export const applicationId = 0x4c795772

const headerSize = 100
const magic = 'SQLite format 3\u0000'

/** What a file says of itself before any query runs on it. */
export type DatabaseHeader =
  | { readonly kind: 'absent' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'ours'; readonly version: number }

/**
 * Reads the first hundred bytes of a file.
 *
 * Throws  what the file system throws, but for a file that is not there
 * Source  https://www.sqlite.org/fileformat.html, section 1.3
 */
export function readDatabaseHeader(file: string): DatabaseHeader {
  const header = Buffer.alloc(headerSize)
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'absent' }
    throw error
  }
  try {
    const byteCount = readSync(descriptor, header, 0, headerSize, 0)
    const isOurs =
      byteCount === headerSize &&
      header.toString('latin1', 0, magic.length) === magic &&
      header.readUInt32BE(68) === applicationId
    return isOurs ? { kind: 'ours', version: header.readUInt32BE(60) } : { kind: 'foreign' }
  } finally {
    closeSync(descriptor)
  }
}
