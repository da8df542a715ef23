import { expandBlocks } from './expand-blocks.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'
import { weightsOfLayer } from './model-weights.ts'
import { kerasName } from './to-keras.ts'

/** A layer with weights, and whether another model has the same one. */
export interface LayerFit {
  readonly name: string
  /** The names of its weights as checkpoints hold them: `dense_1/kernel`. */
  readonly weights: readonly string[]
  readonly fits: boolean
}

/** Kind and shapes of all weights of each layer, by name. */
function formsOf(model: ModelSpec): ReadonlyMap<string, string> {
  return new Map(model.layers.map((layer) => [layer.name, formOf(model, layer)]))
}

const formOf = (model: ModelSpec, layer: ModelLayer): string =>
  JSON.stringify([layer.kind, weightsOfLayer(model, layer).map(({ name, shape }) => [name, shape])])

/**
 * Which layers of a model can start from the weights of another: those that have the same name, kind and shapes there.
 * A block is written out, so that each layer inside it is one of its own.
 *
 * Output  an entry for each layer that has weights, in the model's order
 */
export function fittingLayers(wanted: ModelSpec, kept: ModelSpec): LayerFit[] {
  const [own, other] = [expandBlocks(wanted), expandBlocks(kept)]
  const known = formsOf(other)
  return own.layers.flatMap((layer) => {
    const weights = weightsOfLayer(own, layer).map(({ name }) => `${kerasName(layer)}/${name}`)
    if (weights.length === 0) return []
    return [{ name: layer.name, weights, fits: known.get(layer.name) === formOf(own, layer) }]
  })
}
