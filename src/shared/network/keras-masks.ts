import type { NodeId } from '../core/ids.ts'
import { isPassing, isRecurrent } from './masks.ts'
import type { ModelLayer } from './model-spec.ts'

/** What a mask is made of: the output of a layer, or the mask that it carries, so many operations further back. */
export interface MaskSource {
  readonly id: NodeId
  readonly of: 'output' | 'mask'
  readonly steps: number
}

/** Kinds that Keras calls with the masks of what they read. */
const reading: ReadonlySet<string> = new Set([
  'attention',
  'globalAveragePooling1d',
  'multiHeadAttention',
  'timeDistributed'
])

export const readsMasks = (layer: ModelLayer): boolean => reading.has(layer.kind) || isRecurrent(layer)

/**
 * What Keras computes the mask of a layer's output from. These operations are nodes of its graph like layers, so that a
 * layer whose output a mask is made of stands farther from the model's output than its readers alone would have it.
 *
 * Input   isMasked: whether the output of a layer carries a mask
 * Source  keras 3.15, compute_mask of Embedding, Masking, Concatenate and the merge layers
 */
export function maskSources(
  { kind, params, inputs }: ModelLayer,
  isMasked: (id: NodeId) => boolean
): readonly MaskSource[] {
  const [first] = inputs
  if (first === undefined) return []
  if (kind === 'embedding' && params.maskZero === true) return [{ id: first, of: 'output', steps: 1 }]
  if (kind === 'masking') return [{ id: first, of: 'output', steps: 2 }]
  // One after another: or(or(first, second), third).
  if (kind === 'add')
    return inputs.map((id, at) => ({ id, of: 'mask', steps: inputs.length - Math.max(1, at) }))
  if (kind !== 'concatenate') return isPassing({ kind }) ? [{ id: first, of: 'mask', steps: 0 }] : []
  // any ← concatenate ← or ← the mask with one more axis, and zeros like the output; or ones like an output without mask.
  return inputs.flatMap((id): MaskSource[] =>
    isMasked(id)
      ? [
          { id, of: 'mask', steps: 4 },
          { id, of: 'output', steps: 4 }
        ]
      : [{ id, of: 'output', steps: 3 }]
  )
}
