import type { Random } from '../../src/shared/core/random.ts'

/** One of a list, each equally likely. Throws  Error  for an empty list */
export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('There is nothing to pick from.')
  return item
}

/**
 * A number of the standard normal distribution.
 *
 * Source  Box and Muller (1958)
 */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Puts words in the place of `{name}`; a name that comes twice is drawn anew. Throws  Error  for an unknown name */
export function fill(
  pattern: string,
  words: Readonly<Record<string, readonly string[]>>,
  random: Random
): string {
  return pattern.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const found = words[name]
    if (found === undefined) throw new Error(`There are no words for {${name}}.`)
    return fill(pick(found, random), words, random)
  })
}

export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
