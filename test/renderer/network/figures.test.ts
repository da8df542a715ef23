import { beforeEach, describe, expect, it } from 'vitest'
import * as edits from '../../../src/renderer/features/network/network-edits.ts'
import { networkState } from '../../../src/renderer/features/network/network.svelte.ts'
import { project } from '../../../src/renderer/state/project.svelte.ts'
import { shapeRule, weightRule } from '../../../src/renderer/features/network/worked-rules.ts'
import { digits, idOf, openNetwork } from './open-network.ts'

const layers: readonly (readonly [string, Readonly<Record<string, number | string>>])[] = [
  ['conv2d', { filters: 32 }],
  ['maxPooling2d', {}],
  ['conv2d', { filters: 64 }],
  ['maxPooling2d', {}],
  ['flatten', {}],
  ['dense', { units: 128 }],
  ['dropout', {}],
  ['dense', { units: 10, activation: 'softmax' }]
]

/** The digit network of the drawings: 225,034 weights. */
async function drawDigits(): Promise<void> {
  await openNetwork(digits)
  for (const [kind, params] of layers) {
    const id = edits.addLayer(kind)
    if (id === undefined) throw new Error(`There is no layer ${kind}.`)
    for (const [name, value] of Object.entries(params)) edits.setParam(id, name, value)
  }
}

const lines = (name: string, rule: typeof shapeRule): string[] => {
  const node = networkState.node(idOf(name))
  const check = networkState.check?.nodes.get(idOf(name))
  if (node === undefined || check === undefined) throw new Error(`There is no layer ${name}.`)
  return rule(node.kind, check).map(({ label, words }) => `${label.en}: ${words}`)
}

describe('the figures of a network', () => {
  beforeEach(drawDigits)

  it('counts weights, operations and memory', () => {
    project.edit({ en: 'Batch', zh: '批' }, (draft) => {
      draft.training.batchSize = 64
    })
    const { summary } = networkState
    expect(summary).toMatchObject({
      layerCount: 9,
      weightCount: 225_034,
      weightBytes: 900_136,
      batchSize: 64,
      isImage: true
    })
    // 39,034 outputs for each of 64 samples with their gradients, and four numbers for each weight under Adam.
    expect(summary?.memoryBytes).toBe(4 * (4 * 225_034 + 2 * 39_034 * 64))
    expect(summary?.largest).toMatchObject({ name: 'dense_1' })
    expect(summary?.largest?.share).toBeCloseTo(204_928 / 225_034, 10)
  })

  it('counts less memory for an optimiser that keeps nothing', () => {
    const before = networkState.summary?.memoryBytes ?? 0
    project.edit({ en: 'SGD', zh: 'SGD' }, (draft) => {
      draft.training.optimizer = { kind: 'sgd', learningRate: 0.01 }
    })
    expect(before - (networkState.summary?.memoryBytes ?? 0)).toBe(2 * 4 * 225_034)
  })

  it('works out the shape of a convolution', () => {
    expect(lines('conv_2', shapeRule)).toEqual([
      'In: 13 × 13 × 32',
      'Side: (13 − 3) / 1 + 1 = 11',
      'Out: 11 × 11 × 64'
    ])
  })

  it('rounds down in a pooling that drops an edge', () => {
    expect(lines('max_pooling_2', shapeRule)[1]).toBe('Side: ⌊(11 − 2) / 2⌋ + 1 = 5')
  })

  it('rounds up with padding', () => {
    edits.setParam(idOf('max_pooling_2'), 'padding', 'same')
    expect(lines('max_pooling_2', shapeRule)[1]).toBe('Side: ⌈11 / 2⌉ = 6')
  })

  it('writes height and width apart where they differ', () => {
    edits.setParam(idOf('conv_2'), 'kernelWidth', 5)
    expect(lines('conv_2', shapeRule).slice(1, 3)).toEqual([
      'Height: (13 − 3) / 1 + 1 = 11',
      'Width: (13 − 5) / 1 + 1 = 9'
    ])
  })

  it('works out the weights of a convolution and a Dense', () => {
    expect(lines('conv_2', weightRule)).toEqual(['Kernels: 3 × 3 × 32 × 64 = 18,432', 'Bias: 64'])
    expect(lines('dense_1', weightRule)).toEqual(['Kernels: 1,600 × 128 = 204,800', 'Bias: 128'])
  })

  it('adds the last axis up where branches are joined', () => {
    networkState.select([idOf('dropout_1'), idOf('dense_2')])
    edits.addLayer('concatenate')
    expect(lines('concatenate_1', shapeRule)).toContain('Joined: 128 + 10 = 138')
  })
})
