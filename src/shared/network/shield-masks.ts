import { nodeId, type NodeId } from '../core/ids.ts'
import { partName } from './expand-blocks.ts'
import { maskedLayers } from './masks.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'

/** A copy of a layer's output, for one reader: × 1. */
const copyOf = (source: ModelLayer, reader: ModelLayer, place: string): ModelLayer => ({
  id: nodeId.parse(`copy-${place}`),
  kind: 'rescaling',
  name: partName(reader.name, reader.inputs[0] === source.id ? 'query' : 'value'),
  params: { scale: 1, offset: 0 },
  inputs: [source.id],
  outputShape: source.outputShape,
  weightCount: 0,
  trainableCount: 0,
  flopCount: 0
})

/**
 * The model with copies before each MultiHeadAttention of what others read as well. Keras takes the mask off
 * the very tensors that this layer reads, and whoever reads them afterwards, such as a detour, would not be masked.
 *
 * Input   a model without blocks
 * Source  keras 3.15 `layers/attention/multi_head_attention.py`, call
 */
export function shieldMasks(model: ModelSpec): ModelSpec {
  const masked = maskedLayers(model)
  const readers = new Map<NodeId, number>()
  for (const { inputs } of model.layers) for (const id of inputs) readers.set(id, (readers.get(id) ?? 0) + 1)
  const byId = new Map(model.layers.map((layer) => [layer.id, layer]))
  const layers = model.layers.flatMap((layer, index) => {
    if (layer.kind !== 'multiHeadAttention') return [layer]
    const copies = new Map<NodeId, ModelLayer>()
    for (const [place, id] of layer.inputs.entries()) {
      const source = byId.get(id)
      if (source === undefined || !masked.has(id) || (readers.get(id) ?? 0) < 2) continue
      copies.set(id, copyOf(source, layer, `${index}--${place}`))
    }
    const inputs = layer.inputs.map((id) => copies.get(id)?.id ?? id)
    return [...copies.values(), { ...layer, inputs }]
  })
  return { ...model, layers }
}
