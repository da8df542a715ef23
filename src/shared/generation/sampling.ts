import type { Random } from '../core/random.ts'
import { selectPlace } from '../dataset/select.ts'
import type { GenerationSettings } from './generation-settings.ts'

/** How the next token is drawn from what a model foretells. */
export type SamplingOptions = Pick<GenerationSettings, 'temperature' | 'topK' | 'topP'>

/** A token with the chance of being drawn. */
export interface Candidate {
  readonly token: number
  readonly probability: number
}

/**
 * The tokens that may be drawn, the likeliest first, with probabilities that add up to 1.
 *
 * Input    logits: any numbers whose differences are those of the log probabilities; tokens that must never be drawn
 * Output   at least one token; of equally likely ones the smaller number stands first
 * Throws   RangeError   every token is barred, or a number is not finite
 * Source   temperature, then the k likeliest (Fan, Lewis and Dauphin 2018), then the nucleus of share p (Holtzman et al.
 *          2020): the fewest tokens whose probabilities reach p
 */
export function candidatesOf(
  logits: ArrayLike<number>,
  { temperature, topK, topP }: SamplingOptions,
  barred: ReadonlySet<number> = new Set()
): readonly Candidate[] {
  const allowed = allowedTokens(logits, barred)
  const limit = temperature === 0 ? 1 : Math.min(topK === 0 ? Infinity : topK, allowed.length)
  const largest = allowed.reduce((most, token) => Math.max(most, logits[token] ?? 0), -Infinity)
  const heat = temperature === 0 ? 1 : temperature
  const weightOf = (token: number): number => Math.exp(((logits[token] ?? 0) - largest) / heat)
  const pool = limit < allowed.length ? likeliest(logits, allowed, limit) : allowed
  const total = pool.reduce((sum, token) => sum + weightOf(token), 0)
  // The nucleus is mostly small, and sorting a whole vocabulary for each token is what would cost time.
  for (let size = Math.min(limit, FIRST_LOOK); ; size = Math.min(limit, size * 8)) {
    const weights = likeliest(logits, pool, size).map((token) => ({ token, weight: weightOf(token) }))
    const nucleus = takeShare(weights, topP * total)
    if (nucleus.reached < topP * total && size < limit) continue
    return nucleus.taken.map(({ token, weight }) => ({ token, probability: weight / nucleus.reached }))
  }
}

const FIRST_LOOK = 256

interface Weighted {
  readonly token: number
  readonly weight: number
}

/** The first of the tokens that together reach a weight; at least one. */
function takeShare(weights: readonly Weighted[], wanted: number) {
  let reached = 0
  let count = 0
  while (count < weights.length && (count === 0 || reached < wanted)) {
    reached += weights[count]?.weight ?? 0
    count += 1
  }
  return { taken: weights.slice(0, count), reached }
}

function allowedTokens(logits: ArrayLike<number>, barred: ReadonlySet<number>): readonly number[] {
  const tokens: number[] = []
  for (let token = 0; token < logits.length; token += 1) {
    if (barred.has(token)) continue
    if (!Number.isFinite(logits[token])) throw new RangeError(`Logit ${token} is no number.`)
    tokens.push(token)
  }
  if (tokens.length === 0) throw new RangeError('There is no token to draw.')
  return tokens
}

/** The `count` tokens of the largest logits, largest first; of equal ones the smaller numbers. */
function likeliest(logits: ArrayLike<number>, tokens: readonly number[], count: number): readonly number[] {
  const at = (token: number): number => logits[token] ?? 0
  const values = Float64Array.from(tokens, at)
  const border = count < tokens.length ? selectPlace(values, tokens.length - count) : -Infinity
  const above = tokens.filter((token) => at(token) > border)
  const equal = tokens.filter((token) => at(token) === border)
  return [...above, ...equal.slice(0, count - above.length)].sort(
    (first, second) => at(second) - at(first) || first - second
  )
}

/** One of the candidates, each as often as its probability says. */
export function drawToken(candidates: readonly Candidate[], random: Random): number {
  let left = random()
  for (const { token, probability } of candidates) {
    left -= probability
    if (left < 0) return token
  }
  // What rounding leaves over belongs to the last.
  return candidates.at(-1)?.token ?? 0
}
