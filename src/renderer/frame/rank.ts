/** Words that find an entry, the first being what is shown. */
export interface Findable {
  readonly label: string
  readonly words: readonly string[]
}

/**
 * The entries that fit what was typed, best first, equals in their own order; all of them when nothing was typed.
 * A word's beginning counts more than its middle, and letters in order (`cnv` finds Conv2D) least.
 */
export function rank<Entry extends Findable>(entries: readonly Entry[], typed: string): readonly Entry[] {
  const query = typed.normalize('NFKC').trim().toLowerCase()
  if (query === '') return entries
  return entries
    .map((entry) => ({
      entry,
      score: Math.max(scoreOf(entry.label, query), ...entry.words.map((word) => scoreOf(word, query) * 0.9))
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}

function scoreOf(text: string, query: string): number {
  const lower = text.toLowerCase()
  const at = lower.indexOf(query)
  if (at === 0) return lower.length === query.length ? 5 : 4
  if (at > 0) return /[\p{L}\p{N}]/u.test(lower.charAt(at - 1)) ? 2 : 3
  return text.length <= 40 && isInOrder(lower, query) ? 1 : 0
}

function isInOrder(text: string, query: string): boolean {
  let at = 0
  for (const character of query) {
    at = text.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}
