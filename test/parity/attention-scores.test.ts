import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { MultiHeadAttention } from '../../src/trainer/network/layers/multi-head-attention.ts'
import { ScoreAttention } from '../../src/trainer/network/layers/score-attention.ts'
import { tf } from '../../src/trainer/runtime/load-tensorflow.ts'
import { sineNumbers } from './sine-numbers.ts'

interface Scores {
  readonly shape: readonly number[]
  readonly scores: readonly number[]
}

const { cases } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../fixtures/attention-scores.json'), 'utf8')
) as { readonly cases: Readonly<Record<string, Scores>> }

/** The same numbers as in make_attention_scores.py. */
const numbers = (shape: readonly number[], seed: number): tf.Tensor =>
  tf.tensor(
    sineNumbers(
      shape.reduce((size, length) => size * length, 1),
      seed
    ),
    [...shape]
  )

const base = { name: 'attention', trainable: true, dtype: 'float32', dropout: 0 } as const
const heads = (causal: boolean) =>
  new MultiHeadAttention({
    ...base,
    numHeads: 2,
    keyDim: 3,
    useBias: true,
    causal,
    seed: 1,
    kernelRegularizer: null
  })
const score = (scoreMode: 'dot' | 'concat', causal: boolean) =>
  new ScoreAttention({ ...base, useScale: true, scoreMode, causal })

it.each([
  ['heads', heads(false), false],
  ['heads, masked', heads(false), true],
  ['heads, looking back', heads(true), false],
  ['dot, masked', score('dot', false), true],
  ['dot, masked, looking back', score('dot', true), true],
  ['concat, masked', score('concat', false), true]
])('%s: the shares are those that Keras gives as attention scores', (name, layer, isMasked) => {
  const sequence = numbers([1, 5, 4], 1)
  layer.build([1, 5, 4])
  layer.setWeights(layer.weights.map(({ shape }, index) => numbers(shape as number[], index + 2)))
  let found: Float32Array | undefined
  layer.watch = (shares) => {
    found = Float32Array.from(shares.dataSync())
  }
  const mask = tf.tensor([1, 1, 1, 1, 0], [1, 5], 'bool')
  layer.apply(sequence, isMasked ? { mask } : {})
  const expected = cases[name]?.scores ?? []
  expect(found).toHaveLength(expected.length)
  const counts = (index: number): boolean => !isMasked || Math.floor(index / 5) % 5 < 4
  // What a step takes that is masked itself has no say in anything, and Keras has several ways.
  for (const [index, value] of expected.entries())
    if (counts(index)) expect(Math.abs((found?.[index] ?? NaN) - value)).toBeLessThan(1e-5)
})
