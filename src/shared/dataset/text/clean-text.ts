import { HIDDEN_CHARACTERS } from './hidden-characters.ts'
import { wellFormed } from './cut-text.ts'

export interface Cleaning {
  readonly removeHtml: boolean
  readonly removeUrls: boolean
  readonly removeControls: boolean
  readonly collapseSpaces: boolean
  readonly width: 'keep' | 'half' | 'full'
}

const SCRIPTS = /<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/giu
const COMMENTS = /<!--[\s\S]*?-->/gu
const TAGS = /<\/?[a-z][^<>]*>/giu
const URLS = /\b(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"'，。；、（）]+/giu
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–'
}

/** A text without what is no text of its own; what stays keeps its order. */
export function cleanText(text: string, cleaning: Cleaning): string {
  let cleaned = wellFormed(text)
  if (cleaning.removeHtml) cleaned = withoutHtml(cleaned)
  if (cleaning.removeUrls) cleaned = cleaned.replace(URLS, ' ')
  if (cleaning.removeControls) cleaned = cleaned.replace(HIDDEN_CHARACTERS, '')
  if (cleaning.width !== 'keep') cleaned = withWidth(cleaned, cleaning.width)
  if (!cleaning.collapseSpaces) return cleaned
  return cleaned
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, '\n')
    .trim()
}

const withoutHtml = (text: string): string =>
  decodeEntities(text.replace(SCRIPTS, ' ').replace(COMMENTS, ' ').replace(TAGS, ' '))

function decodeEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const isHex = /^#x/iu.test(name)
    const point = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10)
    const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    return isCharacter ? String.fromCodePoint(point) : '\uFFFD'
  })
}

/** ASCII and its wide forms (U+FF01 … U+FF5E, and the wide blank) differ by a fixed distance. */
function withWidth(text: string, width: 'half' | 'full'): string {
  if (width === 'half') {
    return text.replace(/[\uff01-\uff5e\u3000]/gu, (wide) =>
      wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0)
    )
  }
  return text.replace(/[!-~]/gu, (narrow) => String.fromCharCode(narrow.charCodeAt(0) + 0xfee0))
}
