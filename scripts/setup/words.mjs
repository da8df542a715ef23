/** The set-up speaks the language of the terminal: Simplified Chinese where its locale says so, else English. */
const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''

/**
 * @param {string} english
 * @param {string} chinese
 */
export const say = (english, chinese) => (/^zh/i.test(locale) ? chinese : english)

/**
 * The beginning of a line that fits so many columns; Chinese letters take two each.
 *
 * @param {string} line
 * @param {number} columns
 */
export function cut(line, columns) {
  let width = 0
  for (const [index, letter] of [...line].entries()) {
    width += letter > '\u2e7f' ? 2 : 1
    if (width > columns) return [...line].slice(0, index).join('')
  }
  return line
}
