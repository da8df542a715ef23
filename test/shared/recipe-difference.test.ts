import { describe, expect, it } from 'vitest'
import { nodeId } from '../../src/shared/core/ids.ts'
import type { Recipe } from '../../src/shared/recipe.ts'
import { compareRecipes } from '../../src/shared/recipe-difference.ts'
import { defaultTraining } from '../../src/shared/training/training-spec.ts'

const recipe: Recipe = {
  version: 1,
  dataset: {
    version: 1,
    source: { kind: 'table', path: 'iris.csv' },
    task: 'classification',
    columns: [{ name: 'species', kind: 'category', role: 'target' }],
    steps: [{ id: 'a', kind: 'standardize', columns: 'all', params: {} }],
    split: { train: 0.7, validation: 0.15, test: 0.15, seed: 42, isStratified: true }
  },
  network: {
    version: 1,
    nodes: [
      { id: nodeId.parse('in'), kind: 'input', name: 'input', params: {}, position: { x: 0, y: 0 } },
      {
        id: nodeId.parse('d1'),
        kind: 'dense',
        name: 'dense_1',
        params: { units: 64 },
        position: { x: 0, y: 100 }
      }
    ],
    edges: [{ from: nodeId.parse('in'), to: nodeId.parse('d1') }]
  },
  training: defaultTraining
}

const changed = (change: (copy: Recipe) => void): Recipe => {
  const copy = structuredClone(recipe)
  change(copy)
  return copy
}

describe('compareRecipes', () => {
  it('finds nothing between equal recipes, wherever the layers stand on the canvas', () => {
    const moved = changed(({ network }) =>
      network.nodes.forEach((node) => (node.position = { x: 500, y: 7 }))
    )

    expect(compareRecipes([recipe, moved]).differing).toEqual([])
  })

  it('names a changed layer by its name and a changed setting by its path', () => {
    const other = changed((copy) => {
      copy.training = { ...copy.training, batchSize: 64 }
      const dense = copy.network.nodes[1]
      if (dense) dense.params = { units: 128 }
    })

    expect(compareRecipes([recipe, other]).differing).toEqual([
      { key: 'network.dense_1.units', values: [64, 128] },
      { key: 'training.batchSize', values: [32, 64] }
    ])
  })

  it('shows a step that only one recipe has as missing from the other', () => {
    const without = changed((copy) => (copy.dataset.steps = []))

    expect(compareRecipes([without, recipe]).differing).toEqual([
      { key: 'dataset.steps.1 standardize', values: [undefined, 'all'] }
    ])
  })
})
