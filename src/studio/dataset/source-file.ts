import { createHash } from 'node:crypto'
import { isAscii, isUtf8 } from 'node:buffer'
import { constants, type Stats } from 'node:fs'
import { access, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'

/** Bytes looked at to tell what a file is. */
export const HEAD_BYTES = 1 << 20

/** Files that are tables or pictures in disguise, known by their first bytes. */
const SIGNATURES: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['ZIP / Excel', [0x50, 0x4b, 0x03, 0x04]],
  ['Excel 97', [0xd0, 0xcf, 0x11, 0xe0]],
  ['gzip', [0x1f, 0x8b]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['NumPy', [0x93, 0x4e, 0x55, 0x4d]],
  ['HDF5', [0x89, 0x48, 0x44, 0x46]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]]
]

/**
 * What a chosen path leads to.
 *
 * Problems  dataset/file-not-found, dataset/no-permission, dataset/special-file
 */
export async function checkSource(path: string): Promise<Checked<Stats>> {
  const file = basename(path)
  try {
    const found = await stat(path)
    if (!found.isFile() && !found.isDirectory()) return fail(problem('dataset/special-file', { file }))
    await access(path, constants.R_OK)
    return ok(found)
  } catch (error) {
    const isForbidden = ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')
    return fail(problem(isForbidden ? 'dataset/no-permission' : 'dataset/file-not-found', { file }))
  }
}

/**
 * The first bytes of a text file.
 *
 * Problems  dataset/empty-file    no bytes, or only a byte order mark and blanks
 *           dataset/binary-file   the bytes are not text
 */
export async function readHead(path: string, sizeBytes: number): Promise<Checked<Buffer>> {
  const file = basename(path)
  const handle = await open(path)
  try {
    const head = Buffer.alloc(Math.min(HEAD_BYTES, sizeBytes))
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const bytes = head.subarray(0, bytesRead)
    if (bytes.every(isBlank)) return fail(problem('dataset/empty-file', { file }))
    const kind = binaryKind(bytes)
    return kind === undefined ? ok(bytes) : fail(problem('dataset/binary-file', { file, kind }))
  } finally {
    await handle.close()
  }
}

/** Blanks, line ends, NUL and byte order marks: what a file without content may still hold. */
const isBlank = (byte: number): boolean =>
  [0, 0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf, 0xfe, 0xff].includes(byte)

function binaryKind(bytes: Buffer): string | undefined {
  const known = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))
  if (known) return known[0]
  if (looksLikeUtf16(bytes) !== undefined) return undefined
  // Text has no NUL, and hardly any other control characters.
  const sample = bytes.subarray(0, 65536)
  const controls = sample.reduce(
    (count, byte) => count + (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) ? 1 : 0),
    0
  )
  return sample.includes(0) || controls > sample.length * 0.05 ? '–' : undefined
}

/** UTF-16 by its byte order mark, or by NUL bytes nearly always on the same side of a pair. */
export function looksLikeUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(Math.min(bytes.length, 65536) / 2)
  if (pairs < 2) return undefined
  let evenNuls = 0
  let oddNuls = 0
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) evenNuls += 1
    if (bytes[2 * pair + 1] === 0) oddNuls += 1
  }
  // Delimiters, digits and line ends have a NUL beside them even where all else is Chinese.
  if (oddNuls > pairs * 0.1 && evenNuls < pairs * 0.01) return 'utf-16le'
  if (evenNuls > pairs * 0.1 && oddNuls < pairs * 0.01) return 'utf-16be'
  return undefined
}

/** What bytes tell of how they are to be read. */
export interface ByteFacts {
  readonly isUtf8: boolean
  /** Whether some whole number has leading zeros or more digits than a 64-bit float can hold: it must stay text. */
  readonly hasFragileNumbers: boolean
  /** A part of the file with bytes outside ASCII, to guess the encoding from. */
  readonly sample: Buffer
}

/** What one pass over all bytes tells. */
export interface SourceScan extends ByteFacts {
  readonly fingerprint: string
}

/** What the start of a file lets expect of the whole; scanSource may find otherwise. */
export function factsOfHead(head: Buffer): ByteFacts {
  const digits = createDigitWatch()
  digits.look(head)
  return {
    isUtf8: isUtf8(head.subarray(0, wholeCharacters(head))),
    hasFragileNumbers: digits.found(),
    sample: sampleAround(head) ?? Buffer.alloc(0)
  }
}

/** Longest whole number that a 64-bit float always holds exactly. */
const MAX_SAFE_DIGITS = 15

/** Reads the file once: its SHA-256, whether it is UTF-8, and whether its numbers may be read as numbers. */
export async function scanSource(path: string, signal?: AbortSignal): Promise<SourceScan> {
  const hash = createHash('sha256')
  const handle = await open(path)
  const digits = createDigitWatch()
  let isValid = true
  let sample: Buffer | undefined
  let carry = Buffer.alloc(0)
  try {
    const buffer = Buffer.alloc(4 << 20)
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) break
      const bytes = buffer.subarray(0, bytesRead)
      hash.update(bytes)
      digits.look(bytes)
      const joined = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes
      const whole = wholeCharacters(joined)
      isValid &&= isUtf8(joined.subarray(0, whole))
      carry = Buffer.from(joined.subarray(whole))
      sample ??= sampleAround(bytes)
    }
  } finally {
    await handle.close()
  }
  return {
    fingerprint: hash.digest('hex'),
    isUtf8: isValid && isUtf8(carry),
    hasFragileNumbers: digits.found(),
    sample: sample ?? Buffer.alloc(0)
  }
}

/** Bytes up to the last character that is there as a whole: one may be cut at the end of a block. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}

function sampleAround(bytes: Buffer): Buffer | undefined {
  if (isAscii(bytes)) return undefined
  const at = bytes.findIndex((byte) => byte >= 0x80)
  return at < 0 ? undefined : Buffer.from(bytes.subarray(Math.max(0, at - 200), at + 65536))
}

/** Watches a stream of bytes for whole numbers that lose something when read as a 64-bit float. */
function createDigitWatch(): { look(bytes: Buffer): void; found(): boolean } {
  let isFragile = false
  let runLength = 0
  let startsWithZero = false
  let isWhole = true
  let before = 10
  return {
    look(bytes) {
      if (isFragile) return
      for (let index = 0; index < bytes.length; index += 1) {
        const byte = bytes[index] ?? 0
        if (byte >= 48 && byte <= 57) {
          if (runLength === 0) {
            startsWithZero = byte === 48
            isWhole = before !== 46
          }
          runLength += 1
          if (isWhole && ((startsWithZero && runLength === 2) || runLength > MAX_SAFE_DIGITS)) {
            if (runLength > MAX_SAFE_DIGITS || isFieldStart(before)) {
              isFragile = true
              return
            }
          }
        } else {
          runLength = 0
          before = byte
        }
      }
    },
    found: () => isFragile
  }
}

/** Delimiters, line ends, quotes and blanks. After a minus or a slash stands the next part of a date. */
const FIELD_STARTS = new Set(Buffer.from(',;|\t\n\r"\' +'))
const isFieldStart = (byte: number): boolean => FIELD_STARTS.has(byte)
