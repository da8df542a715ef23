import { createReadStream } from 'node:fs'
import type { FieldMarks } from './delimited-text.ts'

const NEWLINE = 10
const RETURN = 13

/**
 * The first line of a UTF-8 file on which a record with another number of fields begins.
 *
 * DuckDB counts records, in which a quoted value may hold several lines; an editor counts lines.
 *
 * Output    from 1; undefined where no record differs, or the marks are not single bytes
 */
export async function findRaggedLine(
  path: string,
  { delimiter, quote }: FieldMarks,
  expected: number
): Promise<{ readonly line: number; readonly found: number } | undefined> {
  const [comma = -1, second] = Buffer.from(delimiter)
  const [mark = -1] = Buffer.from(quote)
  if (second !== undefined) return undefined
  const at = {
    line: 1,
    startLine: 1,
    fields: 1,
    isQuoted: false,
    isFieldStart: true,
    isBlank: true,
    before: 0
  }
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (const byte of bytes) {
      const endsLine = byte === NEWLINE || byte === RETURN
      // A return and the newline after it are one line end.
      const isSecondHalf = byte === NEWLINE && at.before === RETURN
      if (endsLine && !isSecondHalf) at.line += 1
      if (at.isQuoted) {
        if (byte === mark) at.isQuoted = false
      } else if (byte === mark && (at.isFieldStart || at.before === mark)) {
        at.isQuoted = true
        at.isFieldStart = false
        at.isBlank = false
      } else if (byte === comma) {
        at.fields += 1
        at.isFieldStart = true
        at.isBlank = false
      } else if (endsLine) {
        if (!at.isBlank && at.fields !== expected) return { line: at.startLine, found: at.fields }
        Object.assign(at, { startLine: at.line, fields: 1, isFieldStart: true, isBlank: true })
      } else {
        at.isFieldStart = false
        at.isBlank = false
      }
      at.before = byte
    }
  }
  return !at.isBlank && at.fields !== expected ? { line: at.startLine, found: at.fields } : undefined
}
