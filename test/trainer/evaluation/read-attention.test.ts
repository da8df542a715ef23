import { expect, it } from 'vitest'
import { attentionLayersOf } from '../../../src/shared/network/attention-layers.ts'
import { checkNetwork } from '../../../src/shared/network/check-network.ts'
import { chain } from '../../../src/shared/network/templates/chain.ts'
import { readAttention } from '../../../src/trainer/evaluation/read-attention.ts'
import { buildModel } from '../../../src/trainer/network/build-model.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'

it('reads what each head of a block takes from each token, and nothing from what only fills up', async () => {
  const { model: spec, problems } = checkNetwork(
    chain([
      { kind: 'embedding', params: { inputDim: 9, outputDim: 8, maskZero: true } },
      { kind: 'transformerEncoder', params: { numHeads: 2, feedForward: 8 } },
      { kind: 'globalAveragePooling1d' },
      { kind: 'dense', params: { units: 2, activation: 'softmax' } }
    ]),
    { inputShape: [6], output: { kind: 'classification', classCount: 2 } }
  )
  expect(problems).toEqual([])
  if (spec === undefined) throw new Error('no model')
  const layers = attentionLayersOf(spec)
  expect(layers.map(({ headCount }) => headCount)).toEqual([2])
  const layer = layers[0]?.name ?? ''
  const training = {
    seed: 3,
    regularization: { l1: 0, l2: 0 },
    loss: 'sparseCategoricalCrossentropy'
  } as const
  const model = await buildModel(spec, training)
  const sample = tf.tensor([4, 7, 2, 5, 0, 0], [1, 6])
  const [first, second] = [0, 1].map((head) => readAttention(model, sample, { layer, head }))
  expect(first).toMatchObject({ stepCount: 6, askedCount: 6 })
  expect(second?.shares).not.toEqual(first?.shares)
  for (const query of [0, 1, 2, 3]) {
    const shares = Array.from(first?.shares.subarray(6 * query, 6 * query + 6) ?? [])
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
    expect(shares.slice(4)).toEqual([0, 0])
    expect(Array.from(first?.seen.subarray(6 * query, 6 * query + 6) ?? [])).toEqual([1, 1, 1, 1, 0, 0])
  }
  expect(readAttention(model, sample, { layer, head: 2 })).toBeUndefined()
  expect(readAttention(model, sample, { layer: 'none', head: 0 })).toBeUndefined()
  model.dispose()
})
