import { expandBlocks, partName } from './expand-blocks.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'
import { weightsOfLayer } from './model-weights.ts'
import { kerasName } from './to-keras.ts'

/** Why a layer has no other to take its weights from. */
export type Misfit = 'absent' | 'other-kind' | 'other-shapes'

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
}

function formOf(model: ModelSpec, layer: ModelLayer): Form {
  const weights = weightsOfLayer(model, layer)
  return {
    kind: layer.kind,
    shapes: weights.map(({ shape }) => shape.join(' × ')).join(', '),
    key: JSON.stringify([layer.kind, weights.map(({ name, shape }) => [name, shape])])
  }
}

/**
 * Which layers of a model can start from the weights of another: those that have the same name, kind and shapes there.
 * A block is written out, so that each layer inside it is one of its own.
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
    return [{ name: layer.name, weights, fits: there?.key === form.key, ...compare(form, there) }]
  })
}

function compare(form: Form, there: Form | undefined): Pick<LayerFit, 'misfit' | 'wanted' | 'found'> {
  if (there === undefined) return { misfit: 'absent', wanted: form.shapes }
  if (there.kind !== form.kind) return { misfit: 'other-kind', wanted: form.kind, found: there.kind }
  if (there.key !== form.key) return { misfit: 'other-shapes', wanted: form.shapes, found: there.shapes }
  return { wanted: form.shapes }
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
