/** How the fields of a line are told apart. */
export interface FieldMarks {
  readonly delimiter: string
  readonly quote: string
}

/**
 * The first records of a text, fields unquoted. Only for looking at the start of a file; DuckDB reads the whole.
 *
 * Output    at most `limit` records; the last one is left out where the text is cut in the middle of it
 */
export function readRecords(
  text: string,
  { delimiter, quote }: FieldMarks,
  { limit, isWhole }: { limit: number; isWhole: boolean }
): string[][] {
  const records: string[][] = []
  let fields: string[] = []
  let field = ''
  let isQuoted = false
  let isFieldStart = true
  const endField = (): void => {
    fields.push(field)
    field = ''
    isFieldStart = true
  }
  const endRecord = (): void => {
    endField()
    if (fields.length > 1 || fields[0] !== '') records.push(fields)
    fields = []
  }
  for (let at = 0; at < text.length && records.length < limit; at += 1) {
    const character = text[at] ?? ''
    if (isQuoted) {
      if (character !== quote) field += character
      else if (text[at + 1] === quote) {
        field += quote
        at += 1
      } else isQuoted = false
    } else if (isFieldStart && quote !== '' && character === quote) {
      isQuoted = true
      isFieldStart = false
    } else if (character === delimiter) endField()
    else if (character === '\n' || character === '\r') {
      if (character === '\r' && text[at + 1] === '\n') at += 1
      endRecord()
    } else {
      field += character
      isFieldStart = false
    }
  }
  if (records.length < limit && isWhole && (field !== '' || fields.length > 0)) endRecord()
  return records
}

const DELIMITERS = [',', ';', '\t', '|'] as const

/**
 * The delimiter that cuts the first records into the same number of fields most often.
 *
 * Output    a comma where no candidate cuts at all: a file of one column
 */
export function guessDelimiter(text: string, quote: string, isWhole: boolean): string {
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const records = readRecords(text, { delimiter, quote }, { limit: 200, isWhole })
    const width = records[0]?.length ?? 0
    if (width < 2) continue
    const equalShare = records.filter((record) => record.length === width).length / records.length
    // Equal widths count most; among equals, the delimiter that makes more fields.
    const score = equalShare * 10 + Math.min(width, 1000) / 1000
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Whether the fields write decimals with a comma: they do where some have one, and none a point. */
export function usesDecimalComma(records: readonly (readonly string[])[], delimiter: string): boolean {
  if (delimiter === ',') return false
  const fields = records.flat().map((field) => field.trim())
  return (
    fields.some((field) => /^[-+]?\d+,\d+$/u.test(field)) &&
    !fields.some((field) => /^[-+]?\d+\.\d+$/u.test(field))
  )
}
