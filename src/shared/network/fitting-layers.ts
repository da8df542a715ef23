import { expandBlocks, partName } from './expand-blocks.ts'
import { positionEmbedding } from './layers/position-embedding.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'
import { weightsOfLayer } from './model-weights.ts'
import { kerasName } from './to-keras.ts'

/** Why a layer has no other to take its weights from; or, with `longer`, takes the first steps of a table of more. */
export type Misfit = 'absent' | 'other-kind' | 'other-shapes' | 'longer'

/** A layer with weights, and whether another model has the same one. */
export interface LayerFit {
  readonly name: string
  /** The names of its weights as checkpoints hold them: `dense_1/kernel`. */
  readonly weights: readonly string[]
  readonly fits: boolean
  readonly misfit?: Misfit | undefined
  /** Shapes of its weights, here and there: `64 × 5, 5`; or the kinds, where those differ. */
  readonly wanted: string
  readonly found?: string | undefined
}

/** Kind and shapes of all weights of a layer, as a person reads them. */
interface Form {
  readonly kind: string
  readonly shapes: string
  /** With the names of the weights. */
  readonly key: string
  /** The same without the count of steps, where the layer is one of learned places; that count. */
  readonly places: { readonly key: string; readonly steps: number } | undefined
}

function formOf(model: ModelSpec, layer: ModelLayer): Form {
  const weights = weightsOfLayer(model, layer)
  const [steps = 0, ...features] = weights[0]?.shape ?? []
  return {
    kind: layer.kind,
    shapes: weights.map(({ shape }) => shape.join(' × ')).join(', '),
    key: JSON.stringify([layer.kind, weights.map(({ name, shape }) => [name, shape])]),
    places: layer.kind === positionEmbedding.kind ? { key: features.join(), steps } : undefined
  }
}

/**
 * Which layers of a model can start from the weights of another: those that have the same name, kind and shapes there.
 * Learned places fit as well where that model had more of them, since the first step is the first step in both. A block
 * is written out, so that each layer inside it is one of its own.
 *
 * Output  an entry for each layer that has weights, in the model's order
 */
export function fittingLayers(wanted: ModelSpec, kept: ModelSpec): LayerFit[] {
  const [own, other] = [expandBlocks(wanted), expandBlocks(kept)]
  const known = new Map(other.layers.map((layer) => [layer.name, formOf(other, layer)]))
  return own.layers.flatMap((layer) => {
    const weights = weightsOfLayer(own, layer).map(({ name }) => `${kerasName(layer)}/${name}`)
    if (weights.length === 0) return []
    const [form, there] = [formOf(own, layer), known.get(layer.name)]
    const compared = compare(form, there)
    const fits = compared.misfit === undefined || compared.misfit === 'longer'
    return [{ name: layer.name, weights, fits, ...compared }]
  })
}

function compare(form: Form, there: Form | undefined): Pick<LayerFit, 'misfit' | 'wanted' | 'found'> {
  if (there === undefined) return { misfit: 'absent', wanted: form.shapes }
  if (there.kind !== form.kind) return { misfit: 'other-kind', wanted: form.kind, found: there.kind }
  if (there.key === form.key) return { wanted: form.shapes }
  const [own, other] = [form.places, there.places]
  const isLonger = own !== undefined && own.key === other?.key && own.steps < other.steps
  return { misfit: isLonger ? 'longer' : 'other-shapes', wanted: form.shapes, found: there.shapes }
}

/** A drawn layer with weights: whether it takes them over, whole or, of a block, in part, or starts fresh, and why. */
export interface LayerStart extends Pick<LayerFit, 'name' | 'misfit' | 'wanted' | 'found'> {
  readonly nodeId: ModelLayer['id']
  readonly start: 'taken' | 'part' | 'fresh'
}

/** The same for each layer as it is drawn, blocks as one. */
export function layerStarts(wanted: ModelSpec, kept: ModelSpec): LayerStart[] {
  const fits = fittingLayers(wanted, kept)
  return wanted.layers.flatMap(({ id: nodeId, name }) => {
    const parts = fits.filter((one) => one.name === name || one.name.startsWith(partName(name, '')))
    if (parts.length === 0) return []
    const { misfit, wanted: shapes, found } = parts.find((one) => !one.fits) ?? parts[0] ?? { wanted: '' }
    const taken = parts.filter((one) => one.fits).length
    const start = taken === parts.length ? 'taken' : taken > 0 ? 'part' : 'fresh'
    return [{ nodeId, name, start, misfit, wanted: shapes, found } as const]
  })
}
