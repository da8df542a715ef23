const SCRIPTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Thai', /\p{Script=Thai}/u]
]

/** The script of a letter, by the name Unicode gives it; undefined for signs, digits and blanks. */
export function scriptOf(character: string): string | undefined {
  if (!/\p{L}/u.test(character)) return undefined
  return SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other'
}

/** Scripts that are written without spaces between words. */
export const isWithoutSpaces = (script: string): boolean =>
  ['Han', 'Hiragana', 'Katakana', 'Thai'].includes(script)
