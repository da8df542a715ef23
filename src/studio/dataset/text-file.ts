import { createHash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { detectEncoding, labelOf } from './encoding.ts'
import { readHead } from './source-file.ts'

/** More text than this is not held in memory at once. */
const MAX_BYTES = 256 << 20

const TEXT_ENDINGS = new Set(['.txt', '.text', '.md'])

export const hasTextEnding = (path: string): boolean => TEXT_ENDINGS.has(extname(path).toLowerCase())

export interface ReadText {
  readonly text: string
  readonly encoding: string
  readonly fingerprint: string
}

/**
 * A whole text file, without a byte order mark and with one kind of line end.
 *
 * Input     the encoding where the person chose one
 * Problems  those of readHead; dataset/text-too-large, dataset/unknown-encoding, dataset/text-unmarked-bytes
 */
export async function readText(path: string, sizeBytes: number, chosen?: string): Promise<Checked<ReadText>> {
  const file = basename(path)
  if (sizeBytes > MAX_BYTES) return fail(problem('dataset/text-too-large', { file, limit: '256 MB' }))
  const head = await readHead(path, sizeBytes)
  if (!head.ok) return head
  const bytes = await readFile(path)
  const first = bytes.findIndex((byte) => byte >= 0x80)
  const sample = first < 0 ? Buffer.alloc(0) : bytes.subarray(Math.max(0, first - 200), first + 65_536)
  const encoding = labelOf(chosen ?? guessEncoding(head.value, bytes, sample))
  if (encoding === undefined) return fail(problem('dataset/unknown-encoding', { encoding: chosen ?? '' }))
  const fingerprint = createHash('sha256').update(bytes).digest('hex')
  try {
    const decoded = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return ok({ text: decoded.replace(/\r\n?/gu, '\n'), encoding, fingerprint })
  } catch {
    const line = firstBrokenLine(bytes, encoding)
    return fail(problem('dataset/text-unmarked-bytes', { file, encoding, line }))
  }
}

/** Nearly all of it UTF-8 is UTF-8 with something broken in it, not another encoding altogether. */
function guessEncoding(head: Buffer, bytes: Buffer, sample: Buffer): string {
  const guessed = detectEncoding(head, { isUtf8: isUtf8(bytes), sample })
  if (guessed === 'utf-8' || guessed.startsWith('utf-16')) return guessed
  const marks = new TextDecoder('utf-8').decode(sample.subarray(0, 60_000)).split('\uFFFD').length - 1
  return sample.length > 200 && marks > 0 && marks < sample.length / 500 ? 'utf-8' : guessed
}

/** Counted from 1. */
function firstBrokenLine(bytes: Buffer, encoding: string): number {
  const decoded = new TextDecoder(encoding).decode(bytes)
  const at = decoded.indexOf('\uFFFD')
  return (at < 0 ? decoded : decoded.slice(0, at)).split('\n').length
}

/** A passage longer than this is taken apart at line ends and sentence ends. */
const MAX_PASSAGE = 4000

/**
 * A running text as rows: what stands between blank lines; lines where there are no blank lines.
 *
 * Output   no empty passage; a line of a million characters becomes several passages
 */
export function cutPassages(text: string): string[] {
  const isMarked = /\n[^\S\n]*\n/u.test(text)
  const passages = isMarked ? text.split(/\n(?:[^\S\n]*\n)+/u) : text.split('\n')
  return passages
    .map((passage) => passage.replace(/^\n+|\s+$/gu, ''))
    .filter((passage) => passage.trim() !== '')
    .flatMap((passage) => (passage.length > MAX_PASSAGE ? cutLong(passage) : [passage]))
}

function cutLong(passage: string): string[] {
  const parts: string[] = []
  let rest = passage
  while (rest.length > MAX_PASSAGE) {
    const window = rest.slice(0, MAX_PASSAGE)
    const end = Math.max(
      window.lastIndexOf('\n'),
      ...['。', '！', '？', '. ', '! ', '? '].map((mark) => window.lastIndexOf(mark) + mark.length - 1)
    )
    // A surrogate pair must not be cut in two.
    const isPair = /[\uD800-\uDBFF]$/u.test(window)
    const at = end > MAX_PASSAGE / 2 ? end + 1 : MAX_PASSAGE - (isPair ? 1 : 0)
    parts.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return rest.trim() === '' ? parts : [...parts, rest]
}

/** Whether the lines of a text file are cut into the same number of fields: then it is a table, whatever it is called. */
export function looksLikeTable(head: string): boolean {
  const lines = head
    .split(/\r\n|\n|\r/u)
    .slice(0, -1)
    .filter((line) => line.trim() !== '')
    .slice(0, 50)
  if (lines.length < 3) return false
  return ['\t', ',', ';', '|'].some((delimiter) => {
    const count = (lines[0] ?? '').split(delimiter).length
    return count > 1 && lines.every((line) => line.split(delimiter).length === count)
  })
}
