import { expandBlocks } from './expand-blocks.ts'
import type { ModelSpec } from './model-spec.ts'
import { kerasName } from './to-keras.ts'

/** A layer of a model that looks from steps to steps, within a block or by itself. */
export interface AttentionLayer {
  /** Its name in the built model. */
  readonly name: string
  readonly headCount: number
}

export const attentionLayersOf = (model: ModelSpec): readonly AttentionLayer[] =>
  expandBlocks(model).layers.flatMap((layer) => {
    const name = kerasName(layer)
    if (layer.kind === 'attention') return [{ name, headCount: 1 }]
    return layer.kind === 'multiHeadAttention' ? [{ name, headCount: Number(layer.params['numHeads']) }] : []
  })
