import type { Random } from '../../shared/core/random.ts'
import type { GenerationSettings } from '../../shared/generation.ts'

/**
 * Draws the next token.
 *
 * Input    logits of all tokens; tokens that must not come; a random number is only taken where there is a choice
 * Source   top-k: Fan et al. (2018); top-p: Holtzman et al. (2020), after the temperature, the smallest set that reaches p
 */
export function sampleToken(
  logits: ArrayLike<number>,
  { temperature, topK, topP }: Pick<GenerationSettings, 'temperature' | 'topK' | 'topP'>,
  { random, banned }: { readonly random: Random; readonly banned: ReadonlySet<number> }
): number {
  const tokens = Array.from({ length: logits.length }, (_, token) => token).filter(
    (token) => !banned.has(token)
  )
  const logitOf = (token: number): number => logits[token] ?? -Infinity
  // Equally likely tokens keep the order of the vocabulary, so that a seed gives one text everywhere.
  tokens.sort((first, second) => logitOf(second) - logitOf(first) || first - second)
  const best = tokens[0] ?? 0
  if (temperature === 0) return best
  const kept = topK > 0 ? tokens.slice(0, topK) : tokens
  const weights = kept.map((token) => Math.exp((logitOf(token) - logitOf(best)) / temperature))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let count = 0
  let reached = 0
  while (count < kept.length && reached < topP * total) {
    reached += weights[count] ?? 0
    count += 1
  }
  let left = random() * reached
  for (let at = 0; at < count; at += 1) {
    left -= weights[at] ?? 0
    if (left < 0) return kept[at] ?? best
  }
  return kept[count - 1] ?? best
}
