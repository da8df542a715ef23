/** A seeded source of random numbers in [0, 1). Always passed in, never global. */
export type Random = () => number

/**
 * The same numbers for the same seed on every machine.
 *
 * Input   any whole number; 0 is as good a seed as any other
 * Source  mulberry32, Tommy Ettinger (2017), public domain
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * A seed for one use, derived from the recipe's seed and what it is used for (epoch, step, layer …).
 *
 * Output  a whole number from 1 to 2^31 - 1: never 0, which TensorFlow.js takes for "no seed"
 * Source  FNV-1a over the parts, finished with the murmur3 mixer
 */
export function deriveSeed(seed: number, ...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const character of [seed, ...parts].join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) % 0x7ffffffe) + 1
}

/** The numbers 0 … count - 1 in a seeded random order (Fisher and Yates). */
export function permutation(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
  return order
}
