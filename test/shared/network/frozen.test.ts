import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../../src/shared/network/check-network.ts'
import { expandBlocks } from '../../../src/shared/network/expand-blocks.ts'
import { setFrozen } from '../../../src/shared/network/graph-edits.ts'
import { networkGraph, type NetworkGraph } from '../../../src/shared/network/network-graph.ts'
import { toKerasModel } from '../../../src/shared/network/to-keras.ts'
import { classes, id, input, line } from './draw.ts'

const graph = line(
  input,
  ['e', 'embedding', { inputDim: 9, outputDim: 6 }],
  ['t', 'transformerEncoder', { numHeads: 2, feedForward: 8 }],
  ['b', 'bidirectional', { units: 3 }],
  classes(3)
)

function modelOf(drawn: NetworkGraph) {
  const output = { kind: 'classification', classCount: 3 } as const
  const { model, problems } = checkNetwork(drawn, { inputShape: [7], output })
  if (model === undefined) throw new Error(JSON.stringify(problems))
  return model
}

interface WrittenLayer {
  readonly name: string
  readonly config: {
    readonly trainable?: boolean
    readonly layer?: { readonly config: { readonly trainable: boolean } }
  }
}

const layersOf = (drawn: NetworkGraph, dialect: 'tfjs' | 'keras3'): readonly WrittenLayer[] => {
  const written = toKerasModel(modelOf(drawn), { seed: 1, regularization: { l1: 0, l2: 0.1 }, dialect })
  return (written.config as { readonly layers: readonly WrittenLayer[] }).layers
}

const isTrained = ({ config }: WrittenLayer): boolean => config.trainable !== false

describe('frozen layers', () => {
  it('are said in the document only where a layer is frozen, so that older documents stay as they are', () => {
    const frozen = setFrozen(graph, [id('t')], true)

    expect(networkGraph.parse(JSON.parse(JSON.stringify(frozen)))).toEqual(frozen)
    expect(setFrozen(frozen, [id('t')], false)).toEqual(graph)
  })

  it('count as weights, but not among those that are trained', () => {
    const [all, some] = [modelOf(graph), modelOf(setFrozen(graph, [id('t'), id('e')], true))]
    const ofFrozen = all.layers
      .filter(({ name }) => name === 't' || name === 'e')
      .reduce((sum, { trainableCount }) => sum + trainableCount, 0)

    expect(some.weightCount).toBe(all.weightCount)
    expect(some.trainableCount).toBe(all.trainableCount - ofFrozen)
  })

  it('freeze every layer of a block', () => {
    const parts = expandBlocks(modelOf(setFrozen(graph, [id('t')], true))).layers.filter(({ name }) =>
      name.startsWith('t__')
    )

    expect(parts.length).toBeGreaterThan(5)
    expect(parts.every(({ trainable, trainableCount }) => trainable === false && trainableCount === 0)).toBe(
      true
    )
  })

  it.each(['tfjs', 'keras3'] as const)(
    'are written as Keras’ trainable, also inside another layer: %s',
    (dialect) => {
      expect(layersOf(graph, dialect).every(isTrained)).toBe(true)
      const written = layersOf(setFrozen(graph, [id('b')], true), dialect)
      const bidirectional = written.find(({ name }) => name === 'b')

      expect(written.filter((layer) => !isTrained(layer))).toEqual([bidirectional])
      expect(bidirectional?.config.layer?.config.trainable).toBe(false)
    }
  )
})
