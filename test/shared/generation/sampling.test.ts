import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { candidatesOf, drawToken, type SamplingOptions } from '../../../src/shared/generation/sampling.ts'

const all: SamplingOptions = { temperature: 1, topK: 0, topP: 1 }

/** Two hundred sets of logits, options and barred tokens, all different, the same in every run. */
const cases = Array.from({ length: 200 }, (_, index) => {
  const random = createRandom(index + 1)
  const logits = Float32Array.from({ length: 2 + Math.floor(random() * 60) }, () => (random() - 0.5) * 20)
  if (index % 5 === 0) logits[1] = logits[0] ?? 0
  const options: SamplingOptions = {
    temperature: [0, 0.1, 0.7, 1, 2, 5][index % 6] ?? 1,
    topK: index % 3 === 0 ? 0 : 1 + Math.floor(random() * 12),
    topP: index % 4 === 0 ? 1 : 0.05 + 0.9 * random()
  }
  const barred = new Set(logits.length > 3 && index % 2 === 0 ? [0, 2] : [])
  return { index, logits, options, barred }
})

const softmax = (logits: ArrayLike<number>): number[] => {
  const values = Array.from(logits)
  const weights = values.map((value) => Math.exp(value - Math.max(...values)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

describe('the candidates for the next token', () => {
  it('always have probabilities that add up to 1, fall, and are at most k', () => {
    for (const { logits, options, barred } of cases) {
      const found = candidatesOf(logits, options, barred)
      expect(found.length).toBeGreaterThan(0)
      expect(found.length).toBeLessThanOrEqual(
        Math.min(options.topK === 0 ? Infinity : options.topK, logits.length - barred.size)
      )
      expect(found.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 10)
      for (const [place, { token, probability }] of found.entries()) {
        expect(barred.has(token)).toBe(false)
        const before = found[place - 1]
        if (before === undefined) continue
        expect(before.probability).toBeGreaterThanOrEqual(probability)
        if (before.probability === probability) expect(before.token).toBeLessThan(token)
      }
    }
  })

  it('are the softmax of the logits where nothing is held back', () => {
    for (const { logits } of cases) {
      const expected = softmax(logits)
      for (const { token, probability } of candidatesOf(logits, all))
        expect(probability).toBeCloseTo(expected[token] ?? NaN, 10)
    }
  })

  it('hang on the differences of the logits only', () => {
    for (const { logits, options, barred } of cases.slice(0, 50)) {
      const doubled = Array.from(logits, (value) => value + 8)
      const [found, moved] = [candidatesOf(logits, options, barred), candidatesOf(doubled, options, barred)]
      expect(moved.map(({ token }) => token)).toEqual(found.map(({ token }) => token))
    }
  })

  it('divide the log odds by the temperature', () => {
    const logits = [2, 0.5, -1]
    const [first, second] = candidatesOf(logits, { ...all, temperature: 0.5 })
    expect(Math.log((first?.probability ?? 0) / (second?.probability ?? 1))).toBeCloseTo(1.5 / 0.5, 10)
  })

  it('are the likeliest token alone at temperature 0', () => {
    expect(candidatesOf([1, 3, 3, 2], { temperature: 0, topK: 0, topP: 1 })).toEqual([
      { token: 1, probability: 1 }
    ])
  })

  it('are the fewest tokens that reach the share p after the k likeliest were taken', () => {
    const logits = [0.5, 0.3, 0.1, 0.06, 0.04].map(Math.log)
    const tokens = (options: Partial<SamplingOptions>): number[] =>
      candidatesOf(logits, { ...all, ...options }).map(({ token }) => token)
    expect(tokens({ topP: 0.45 })).toEqual([0])
    expect(tokens({ topP: 0.79 })).toEqual([0, 1])
    expect(tokens({ topP: 0.85 })).toEqual([0, 1, 2])
    // Of the two likeliest the first has 5/8 already.
    expect(tokens({ topK: 2, topP: 0.6 })).toEqual([0])
    expect(tokens({ topK: 2, topP: 0.7 })).toEqual([0, 1])
    expect(tokens({ topP: 0.01 })).toEqual([0])
  })

  it('are found in a large vocabulary as if it were sorted whole', () => {
    const random = createRandom(3)
    const logits = Float32Array.from({ length: 6000 }, () => Math.round(random() * 40) / 4)
    const order = Array.from(logits.keys()).sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b)
    const shares = softmax(logits)
    for (const topP of [0.001, 0.2, 0.9, 0.999, 1]) {
      let [count, reached] = [0, 0]
      while (count < order.length && (count === 0 || reached < topP - 1e-12))
        reached += shares[order[count++] ?? 0] ?? 0
      const found = candidatesOf(logits, { ...all, topP: Math.max(0.01, topP) })
      if (topP >= 0.01) expect(Math.abs(found.length - count)).toBeLessThanOrEqual(topP === 1 ? 0 : 1)
      expect(found.map(({ token }) => token)).toEqual(order.slice(0, found.length))
    }
    expect(candidatesOf(logits, { ...all, topK: 700 }).map(({ token }) => token)).toEqual(order.slice(0, 700))
  })

  it('do not follow from what is no number, nor from nothing', () => {
    expect(() => candidatesOf([0, NaN], all)).toThrow(RangeError)
    expect(() => candidatesOf([0, 1], all, new Set([0, 1]))).toThrow(RangeError)
  })
})

describe('drawToken', () => {
  it('draws each token as often as its probability says', () => {
    const candidates = candidatesOf([2, 1, 0, -1, -2], all)
    const random = createRandom(11)
    const counts = new Map<number, number>()
    const draws = 20_000
    for (let draw = 0; draw < draws; draw += 1) {
      const token = drawToken(candidates, random)
      counts.set(token, (counts.get(token) ?? 0) + 1)
    }
    const distance = candidates.reduce(
      (sum, { token, probability }) =>
        sum + ((counts.get(token) ?? 0) - draws * probability) ** 2 / (draws * probability),
      0
    )
    // The 0.999 quantile of chi-squared with 4 degrees of freedom.
    expect(distance).toBeLessThan(18.47)
  })

  it('draws the same tokens for the same seed, and others for another', () => {
    const candidates = candidatesOf(
      Array.from({ length: 50 }, (_, token) => token / 10),
      all
    )
    const draw = (seed: number): number[] => {
      const random = createRandom(seed)
      return Array.from({ length: 20 }, () => drawToken(candidates, random))
    }
    expect(draw(5)).toEqual(draw(5))
    expect(draw(5)).not.toEqual(draw(6))
  })

  it('takes the last candidate where rounding leaves something over', () => {
    expect(
      drawToken(
        [
          { token: 4, probability: 0.3 },
          { token: 9, probability: 0.699 }
        ],
        () => 0.9999
      )
    ).toBe(9)
  })
})
