import type { Random } from '../core/random.ts'
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
  const sorted = sortedLogits(logits, allowed)
  const limit = temperature === 0 ? 1 : Math.min(topK === 0 ? Infinity : topK, allowed.length)
  const largest = fromTop(sorted, 0)
  const heat = temperature === 0 ? 1 : temperature
  const weightOf = (logit: number): number => Math.exp((logit - largest) / heat)
  let total = 0
  if (limit < allowed.length)
    for (let place = 0; place < limit; place += 1) total += weightOf(fromTop(sorted, place))
  else for (const token of allowed) total += weightOf(logits[token] ?? 0)
  let reached = 0
  let count = 0
  for (; count < limit && (count === 0 || reached < topP * total); count += 1)
    reached += weightOf(fromTop(sorted, count))
  return likeliest(logits, allowed, sorted.subarray(sorted.length - count)).map((token) => ({
    token,
    probability: weightOf(logits[token] ?? 0) / reached
  }))
}

/** Sorted as plain numbers: sorting tokens by a comparison, for each one that is drawn, is what would cost time. */
function sortedLogits(logits: ArrayLike<number>, tokens: readonly number[]): Float64Array {
  const values = new Float64Array(tokens.length)
  for (let index = 0; index < values.length; index += 1) values[index] = logits[tokens[index] ?? 0] ?? 0
  return values.sort()
}

const fromTop = (sorted: Float64Array, place: number): number => sorted[sorted.length - 1 - place] ?? NaN

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

/**
 * The tokens of the largest logits, largest first; of equal ones the smaller numbers.
 *
 * Input   tokens: from the smallest number; largest: their logits, as many as are wanted, sorted
 */
function likeliest(
  logits: ArrayLike<number>,
  tokens: readonly number[],
  largest: Float64Array
): readonly number[] {
  const found = new Array<number>(largest.length).fill(0)
  /** For each place, how many tokens of the logit that begins there were put at it and behind. */
  const equalCounts = new Int32Array(largest.length)
  for (const token of tokens) {
    const logit = logits[token] ?? 0
    const first = countAbove(largest, logit)
    if (first === largest.length) continue
    const place = first + (equalCounts[first] ?? 0)
    equalCounts[first] = place - first + 1
    if (place < found.length) found[place] = token
  }
  return found
}

/** How many of the sorted values are larger. */
function countAbove(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return sorted.length - low
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
