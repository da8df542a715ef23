import { createReadStream, createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import chardet from 'chardet'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { looksLikeUtf16, type ByteFacts } from './source-file.ts'

/**
 * The encoding of a text file, as a label of the WHATWG Encoding Standard.
 *
 * Input     its first bytes, and what is known of the others
 * Source    byte order marks and NUL bytes first, then whether all bytes are UTF-8, then chardet: statistics guess
 *           wrong on UTF-16 and on short UTF-8
 */
export function detectEncoding(head: Buffer, facts: Pick<ByteFacts, 'isUtf8' | 'sample'>): string {
  const wide = looksLikeUtf16(head)
  if (wide) return wide
  if (facts.isUtf8) return 'utf-8'
  const guesses = chardet.analyse(facts.sample).map(({ name }) => name)
  return guesses.map(labelOf).find((label) => label !== undefined && label !== 'utf-8') ?? 'windows-1252'
}

/** The Encoding Standard's own name of a label; undefined where there is none. */
export function labelOf(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding
  } catch {
    return undefined
  }
}

/**
 * The start of a file as text, without a byte order mark.
 *
 * Problems  dataset/unknown-encoding   no encoding of that name
 */
export function decodeHead(head: Buffer, encoding: string): Checked<string> {
  if (labelOf(encoding) === undefined) return fail(problem('dataset/unknown-encoding', { encoding }))
  return ok(new TextDecoder(encoding).decode(head, { stream: true }))
}

interface Rewrite {
  readonly from: string
  readonly to: string
  readonly encoding: string
  readonly signal?: AbortSignal | undefined
  /** Line ends of one kind only: DuckDB refuses a file that mixes them. */
  readonly unifyLineEnds?: boolean
  readonly onProgress?: (doneBytes: number) => void
}

/**
 * Writes a text file again as UTF-8.
 *
 * Problems  dataset/wrong-encoding   some bytes mean nothing in that encoding
 */
export async function rewriteAsUtf8(rewrite: Rewrite): Promise<Checked<void>> {
  const decoder = new TextDecoder(rewrite.encoding, { fatal: true })
  const unify = rewrite.unifyLineEnds === true ? createLineEndUnifier() : (text: string): string => text
  let done = 0
  async function* decode(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
    for await (const bytes of source) {
      done += bytes.length
      rewrite.onProgress?.(done)
      const text = unify(decoder.decode(bytes, { stream: true }))
      if (text !== '') yield text
    }
    yield unify(decoder.decode())
  }
  try {
    await pipeline(
      createReadStream(rewrite.from, { highWaterMark: 1 << 20 }),
      decode,
      createWriteStream(rewrite.to),
      {
        ...(rewrite.signal ? { signal: rewrite.signal } : {})
      }
    )
    return ok(undefined)
  } catch (error) {
    rewrite.signal?.throwIfAborted()
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error
    return fail(
      problem('dataset/wrong-encoding', { file: basename(rewrite.from), encoding: rewrite.encoding })
    )
  }
}

function createLineEndUnifier(): (text: string) => string {
  let endedWithReturn = false
  return (text) => {
    const joined = endedWithReturn && text.startsWith('\n') ? text.slice(1) : text
    endedWithReturn = text.endsWith('\r')
    return joined.replace(/\r\n?/gu, '\n')
  }
}
