import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { checkNetwork } from '../../../src/shared/network/check-network.ts'
import type { ModelSpec } from '../../../src/shared/network/model-spec.ts'
import { chain, type ChainLink } from '../../../src/shared/network/templates/chain.ts'
import { candidatesOf, drawToken } from '../../../src/shared/generation/sampling.ts'
import { buildModel, readWeights } from '../../../src/trainer/network/build-model.ts'
import { openRecurrentSteps } from '../../../src/trainer/generation/recurrent-steps.ts'
import { openWindowSteps } from '../../../src/trainer/generation/window-steps.ts'

const wordCount = 11
const length = 7
const last: ChainLink = { kind: 'dense', params: { units: wordCount, activation: 'softmax' } }
const embedding: ChainLink = { kind: 'embedding', params: { inputDim: wordCount, outputDim: 5 } }

function modelOf(links: readonly ChainLink[]): ModelSpec {
  const { model, problems } = checkNetwork(chain(links), {
    inputShape: [length],
    output: { kind: 'generation', stepCount: length, wordCount }
  })
  expect(problems).toEqual([])
  if (!model) throw new Error('no model')
  return model
}

const training = {
  seed: 3,
  regularization: { l1: 0, l2: 0 },
  loss: 'sparseCategoricalCrossentropy'
} as const

describe('a model taken token by token gives what TensorFlow gives for the whole window', () => {
  const every = { returnSequences: true }
  it.each<[string, readonly ChainLink[]]>([
    [
      'two LSTM layers',
      [
        embedding,
        { kind: 'lstm', params: { units: 6, ...every } },
        { kind: 'dropout' },
        { kind: 'lstm', params: { units: 4, ...every } },
        last
      ]
    ],
    ['GRU', [embedding, { kind: 'gru', params: { units: 6, ...every } }, last]],
    [
      'SimpleRNN and a Dense layer',
      [
        embedding,
        { kind: 'simpleRnn', params: { units: 6, ...every } },
        { kind: 'dense', params: { units: 8, activation: 'relu' } },
        last
      ]
    ]
  ])('%s', async (_, links) => {
    const spec = modelOf(links)
    const model = await buildModel(spec, training)
    const steps = openRecurrentSteps(spec, readWeights(model))
    const windowed = openWindowSteps(model, length)
    if (!steps) throw new Error('no steps')
    for (const token of [3, 1, 4, 1, 5, 9, 2]) {
      const expected = windowed.next(token)
      const found = steps.next(token)
      expected.forEach((value, index) => expect(Math.abs((found[index] ?? NaN) - value)).toBeLessThan(1e-5))
    }
    model.dispose()
  })

  it('leaves a layer that reads backwards to TensorFlow', async () => {
    const spec = modelOf([
      embedding,
      { kind: 'lstm', params: { units: 3, returnSequences: true, goBackwards: true } },
      last
    ])
    const model = await buildModel(spec, training)
    expect(openRecurrentSteps(spec, readWeights(model))).toBeUndefined()
    model.dispose()
  })
})

it('asks for every step, and names the layer that gives only the last', () => {
  const { problems } = checkNetwork(chain([embedding, { kind: 'lstm', params: { units: 3 } }, last]), {
    inputShape: [length],
    output: { kind: 'generation', stepCount: length, wordCount }
  })
  expect(problems.map(({ code }) => code)).toEqual(['network/output-steps'])
})

describe('the next token', () => {
  const logits = Float32Array.of(Math.log(0.5), Math.log(0.3), Math.log(0.15), Math.log(0.05))
  const usual = { temperature: 1, topK: 0, topP: 1 }
  const banned = new Set<number>()
  const counts = (settings: typeof usual, draws = 20_000): number[] => {
    const random = createRandom(5)
    const found = [0, 0, 0, 0]
    for (let draw = 0; draw < draws; draw += 1) {
      const token = drawToken(candidatesOf(logits, settings, banned), random)
      found[token] = (found[token] ?? 0) + 1
    }
    return found.map((count) => count / draws)
  }

  it.each([
    ['as likely as the model says', usual, [0.5, 0.3, 0.15, 0.05]],
    ['among the two likeliest', { ...usual, topK: 2 }, [0.625, 0.375, 0, 0]],
    ['among those that reach 0.9 together', { ...usual, topP: 0.9 }, [0.526, 0.316, 0.158, 0]],
    ['at temperature ½, by the squares', { ...usual, temperature: 0.5 }, [0.685, 0.247, 0.062, 0.007]],
    ['at temperature 0, always the likeliest', { ...usual, temperature: 0 }, [1, 0, 0, 0]]
  ])('is drawn %s', (_, settings, expected) => {
    counts(settings).forEach((share, token) =>
      expect(Math.abs(share - (expected[token] ?? 0))).toBeLessThan(0.015)
    )
  })

  it('is never one that must not come', () => {
    expect(drawToken(candidatesOf(logits, { ...usual, temperature: 0 }, new Set([0])), createRandom(1))).toBe(
      1
    )
  })
})
