/** A lone half of a surrogate pair is no character: it is shown, and counted, as a replacement character. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD')

/** Letters with their marks and inner apostrophes, numbers, or one sign each; white space between them goes. */
const WORD =
  /\p{L}[\p{L}\p{M}\p{N}]*(?:['’-]\p{L}[\p{L}\p{M}\p{N}]*)*|\p{N}+(?:[.,]\p{N}+)*|[^\s\p{L}\p{N}]/gu

/** Words between white space and punctuation, as European languages write them; each sign stands by itself. */
export const cutAtSpaces = (text: string): readonly string[] => wellFormed(text).match(WORD) ?? []

/** Single characters: Unicode code points, white space among them. */
export const cutCharacters = (text: string): readonly string[] => [...wellFormed(text)]

const isSpace = (word: string): boolean => /^\s*$/u.test(word)
const isPunctuation = (word: string): boolean => /^[\p{P}\p{S}]+$/u.test(word)

export interface Kept {
  readonly punctuation: boolean
  readonly spaces: boolean
}

/** Whether a word stays where white space and punctuation are not all kept. */
export const isWordKept = (word: string, kept: Kept): boolean =>
  (kept.spaces || !isSpace(word)) && (kept.punctuation || !isPunctuation(word))

/** A dictionary to cut by, with the length of its longest word in code points. */
export interface Dictionary {
  readonly words: ReadonlySet<string>
  readonly longest: number
}

export const openDictionary = (words: readonly string[]): Dictionary => ({
  words: new Set(words),
  longest: words.reduce((most, word) => Math.max(most, [...word].length), 1)
})

/**
 * Cuts from the left, each time the longest word of the dictionary that fits; what no word fits is one character.
 *
 * Source  forward maximum matching; needs nothing but the list of words, so any program can do it
 */
export function cutByLongestMatch(text: string, { words, longest }: Dictionary): readonly string[] {
  const characters = cutCharacters(text)
  const found: string[] = []
  for (let at = 0; at < characters.length;) {
    let length = Math.min(longest, characters.length - at)
    while (length > 1 && !words.has(characters.slice(at, at + length).join(''))) length -= 1
    found.push(characters.slice(at, at + length).join(''))
    at += length
  }
  return found
}
