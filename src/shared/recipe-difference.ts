import { isFrozen, type NetworkGraph } from './network/network-graph.ts'
import type { Recipe } from './recipe.ts'

/** A setting as a comparison shows it; undefined where a recipe does not have it. */
export type SettingValue = string | number | boolean | undefined

/** One setting over several recipes, in their order. `key` is its JSON path with layers and steps by name: `network.dense_1.units`. */
export interface SettingRow {
  readonly key: string
  readonly values: readonly SettingValue[]
}

export interface RecipeDifference {
  readonly differing: readonly SettingRow[]
  readonly agreeing: readonly SettingRow[]
}

/** Which settings of some recipes differ, and which agree. Positions on the canvas and ids do not count. */
export function compareRecipes(recipes: readonly Recipe[]): RecipeDifference {
  const flat = recipes.map(flattenRecipe)
  const keys = [...new Set(flat.flatMap((settings) => [...settings.keys()]))]
  const rows = keys.map((key) => ({ key, values: flat.map((settings) => settings.get(key)) }))
  const agrees = ({ values }: SettingRow): boolean => values.every((value) => value === values[0])
  return { differing: rows.filter((row) => !agrees(row)), agreeing: rows.filter(agrees) }
}

/** Every setting of a recipe by its readable key. */
export function flattenRecipe(recipe: Recipe): ReadonlyMap<string, SettingValue> {
  const settings = new Map<string, SettingValue>()
  const { columns, steps, source, ...dataset } = recipe.dataset
  put(settings, 'dataset', { ...dataset, fingerprint: source.fingerprint })
  for (const column of columns) {
    if (column.role === 'target') settings.set('dataset.target', column.name)
    if (column.role === 'auxiliary') settings.set(`dataset.auxiliary.${column.name}`, true)
    if (column.role === 'weight') settings.set('dataset.weight', column.name)
    if (column.role === 'ignored') settings.set(`dataset.ignored.${column.name}`, true)
    settings.set(`dataset.kind.${column.name}`, column.kind)
  }
  steps.forEach((step, index) => {
    const name = `dataset.steps.${index + 1} ${step.kind}`
    settings.set(name, step.columns === 'all' ? 'all' : step.columns.join(', '))
    put(settings, name, step.params)
    if (step.given !== undefined) settings.set(`${name}.given`, step.given.from)
  })
  putNetwork(settings, recipe.network)
  const { startFrom, ...training } = recipe.training
  put(settings, 'training', training)
  settings.set('training.startFrom', startFrom?.name ?? 'none')
  return settings
}

function putNetwork(settings: Map<string, SettingValue>, network: NetworkGraph): void {
  const names = new Map(network.nodes.map((node) => [node.id, node.name]))
  for (const node of network.nodes) {
    settings.set(`network.${node.name}`, node.kind)
    put(settings, `network.${node.name}`, node.params)
    if (node.answers !== undefined) settings.set(`network.${node.name}.answers`, node.answers)
    if (isFrozen(node)) settings.set(`network.${node.name}.trainable`, false)
  }
  for (const node of network.nodes) {
    const sources = network.edges
      .filter((edge) => edge.to === node.id)
      .map((edge) => names.get(edge.from) ?? '')
    if (sources.length > 0) settings.set(`network.${node.name}.reads`, sources.join(', '))
  }
}

function put(settings: Map<string, SettingValue>, path: string, value: unknown): void {
  if (value === null || typeof value !== 'object') {
    settings.set(path, value === null ? 'none' : (value as SettingValue))
    return
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'version' && inner !== undefined) put(settings, `${path}.${key}`, inner)
  }
}
