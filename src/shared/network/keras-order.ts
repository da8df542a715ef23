import type { NodeId } from '../core/ids.ts'
import { expandBlocks } from './expand-blocks.ts'
import { maskSources, readsMasks } from './keras-masks.ts'
import { maskedLayers } from './masks.ts'
import { shieldMasks } from './shield-masks.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'
import { lastLayers } from './to-keras.ts'

/** For each layer, the number of connections on the longest way from it to the output, those of masks included. */
function depths(model: ModelSpec): ReadonlyMap<NodeId, number> {
  const masked = maskedLayers(model)
  const isMasked = (id: NodeId): boolean => masked.has(id)
  const found = { output: new Map<NodeId, number>(), mask: new Map<NodeId, number>() }
  const reach = (of: 'output' | 'mask', id: NodeId, depth: number): void => {
    found[of].set(id, Math.max(found[of].get(id) ?? 0, depth))
  }
  for (const layer of [...model.layers].reverse()) {
    const depth = found.output.get(layer.id) ?? 0
    found.output.set(layer.id, depth)
    for (const id of layer.inputs) {
      reach('output', id, depth + 1)
      if (readsMasks(layer) && isMasked(id)) reach('mask', id, depth + 1)
    }
    const ofMask = found.mask.get(layer.id)
    if (ofMask === undefined) continue
    for (const { id, of, steps } of maskSources(layer, isMasked)) reach(of, id, ofMask + steps)
  }
  return found.output
}

/** For each layer, when it is first met on a walk back from each output in turn, following each layer's inputs in order. */
function walkBack(model: ModelSpec): ReadonlyMap<NodeId, number> {
  const byId = new Map(model.layers.map((layer) => [layer.id, layer]))
  const met = new Map<NodeId, number>()
  const waiting: (ModelLayer | undefined)[] = [...lastLayers(model)].reverse()
  // A stack, not recursion: a network may be deeper than the call stack.
  while (waiting.length > 0) {
    const layer = waiting.pop()
    if (layer === undefined || met.has(layer.id)) continue
    met.set(layer.id, met.size)
    waiting.push(...layer.inputs.map((id) => byId.get(id)).reverse())
  }
  return met
}

/**
 * The layers as Keras has them, blocks written out, in the order in which it keeps them when it builds the model: farthest from the output first, then as met on the
 * walk back. Both of Keras' files keep weights by the number of the layer in this order, not by its name.
 *
 * Source  keras 3.15 `ops/function.py`, map_graph and _build_map
 */
export function inKerasOrder(drawn: ModelSpec): ModelSpec {
  const model = shieldMasks(expandBlocks(drawn))
  const depth = depths(model)
  const met = walkBack(model)
  const layers = [...model.layers].sort(
    (a, b) => (depth.get(b.id) ?? 0) - (depth.get(a.id) ?? 0) || (met.get(a.id) ?? 0) - (met.get(b.id) ?? 0)
  )
  return { ...model, layers }
}
