/** Starts that spreadsheet programs take for a formula. */
const FORMULA_STARTS = ['=', '+', '-', '@', '\t', '\r', '\u0000']

/**
 * A text as one field of a CSV file that a spreadsheet does not run.
 *
 * Output  quoted where RFC 4180 asks for it, and with a single quote in front where it would be taken for a
 *         formula; numbers such as -3.5 stay as they are
 * Source  OWASP ASVS 5, item 1.2.10
 */
export function textField(text: string): string {
  const isNumber = text.trim() !== '' && Number.isFinite(Number(text)) && !/^[\t\r]/u.test(text)
  const safe = FORMULA_STARTS.includes(text.charAt(0)) && !isNumber ? `'${text}` : text
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of fields; numbers in their shortest exact form. */
export const csvLine = (fields: readonly (string | number)[]): string =>
  `${fields.map((field) => (typeof field === 'number' ? String(field) : textField(field))).join(',')}\r\n`
