import type { BleuTokenizer } from './evaluation-report.ts'

/** White space as Unicode has it. */
const SPACES = /[\s\u0085]+/u
const trimmed = (text: string): string => text.replace(/^[\s\u0085]+|[\s\u0085]+$/gu, '')
const split = (text: string): readonly string[] => text.split(SPACES).filter((word) => word !== '')

/** Signs stand by themselves; a point or comma between digits does not, nor a dash but behind a digit. */
const apart = (line: string): readonly string[] =>
  split(
    line
      .replace(/([{-~[-` -&(-+:-@/])/gu, ' $1 ')
      .replace(/([^0-9])([.,])/gu, '$1 $2 ')
      .replace(/([.,])([^0-9])/gu, ' $1 $2')
      .replace(/([0-9])(-)/gu, '$1 $2 ')
  )

const words13a = (line: string): readonly string[] => {
  const plain = line.replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ')
  const unescaped = plain.includes('&')
    ? plain.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
    : plain
  return apart(` ${unescaped} `)
}

/** First and last of the characters that stand alone in Chinese; of two ranges sacrebleu keeps the first four digits only. */
const chinese: readonly (readonly [number, number])[] = [
  [0x3400, 0x4db5],
  [0x4e00, 0x9fbb],
  [0xf900, 0xfa2d],
  [0xfa30, 0xfa6a],
  [0x2001, 0x2a6d],
  [0x2f81, 0x2fa1],
  [0xff00, 0xffef],
  [0x2e80, 0x2eff],
  [0x3000, 0x303f],
  [0x31c0, 0x31ef],
  [0x2f00, 0x2fdf],
  [0x2ff0, 0x2fff],
  [0x3100, 0x312f],
  [0x31a0, 0x31bf],
  [0xfe10, 0xfe1f],
  [0xfe30, 0xfe4f],
  [0x3200, 0x33ff]
]

const isChinese = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0
  return chinese.some(([first, last]) => first <= code && code <= last)
}

const wordsZh = (line: string): readonly string[] =>
  apart([...trimmed(line)].map((one) => (isChinese(one) ? ` ${one} ` : one)).join(''))

/**
 * The words of a text that BLEU counts.
 *
 * Source  sacrebleu 2.6, tokenizer_13a.py, tokenizer_zh.py, tokenizer_char.py
 */
export function bleuWords(text: string, tokenizer: BleuTokenizer): readonly string[] {
  const line = text.replace(/[\s\u0085]+$/u, '')
  if (tokenizer === '13a') return words13a(line)
  return tokenizer === 'zh' ? wordsZh(line) : split([...line].join(' '))
}

/** Chinese characters by themselves, so are the letters of other scripts without spaces; else words as in English. */
export function tokenizerFor(texts: readonly string[]): BleuTokenizer {
  const count = { han: 0, unspaced: 0, other: 0 }
  for (const text of texts) {
    for (const character of text) {
      if (/\p{Script=Han}/u.test(character)) count.han += 1
      else if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character)) count.unspaced += 1
      else if (/\p{L}/u.test(character)) count.other += 1
    }
  }
  const { han, unspaced, other } = count
  if (unspaced > han + other || (unspaced > 0 && unspaced + han > other)) return 'char'
  return han > other ? 'zh' : '13a'
}
