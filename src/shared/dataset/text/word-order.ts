/** Words with how often they come, the most frequent first; equally frequent ones in the order of their code points. */
export function byFrequency(counts: ReadonlyMap<string, number>): [word: string, count: number][] {
  return [...counts].sort(
    ([first, firstCount], [second, secondCount]) =>
      secondCount - firstCount || compareCodePoints(first, second)
  )
}

/** The same order on every machine and in every language. */
export function compareCodePoints(first: string, second: string): number {
  if (first === second) return 0
  const left = Array.from(first, (character) => character.codePointAt(0) ?? 0)
  const right = Array.from(second, (character) => character.codePointAt(0) ?? 0)
  const at = left.findIndex((point, index) => point !== right[index])
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1)
}
