import { expect, it } from 'vitest'
import type { Recipe } from '../../../src/shared/recipe.ts'
import { ask, openIris, openStudio, refusal } from '../open-studio.ts'

/** Each breaks the recipe in one place. */
const mistakes: readonly [string, string, (recipe: Recipe) => Recipe][] = [
  [
    'a column of the data that was renamed',
    'dataset/column-missing',
    (recipe) => ({
      ...recipe,
      dataset: {
        ...recipe.dataset,
        columns: recipe.dataset.columns.map((column, index) =>
          index === 0 ? { ...column, name: 'no such column' } : column
        )
      }
    })
  ],
  [
    'a network without layers',
    'network/',
    (recipe) => ({ ...recipe, network: { ...recipe.network, nodes: [], edges: [] } })
  ],
  [
    'a loss for another task',
    'training/',
    (recipe) => ({ ...recipe, training: { ...recipe.training, loss: 'meanSquaredError' } })
  ],
  [
    'other data than the recipe was made for',
    'recipe/data-changed',
    (recipe) => ({
      ...recipe,
      dataset: { ...recipe.dataset, source: { ...recipe.dataset.source, fingerprint: 'f'.repeat(64) } }
    })
  ]
]

it.each(mistakes)('refuses to queue a run with %s', async (_what, code, breakIt) => {
  const studio = openStudio()
  const { manifest, recipe } = await openIris(studio)

  const found = await refusal(studio, 'runs.start', {
    datasetId: manifest.id,
    recipe: breakIt(recipe),
    parentId: null
  })

  expect(found).toContain(code)
  expect(await ask(studio, 'runs.list', {})).toEqual({ runs: [] })
})
