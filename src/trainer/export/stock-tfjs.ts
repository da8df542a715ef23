import type { Problem } from '../../shared/core/checked.ts'
import { expandBlocks } from '../../shared/network/expand-blocks.ts'
import { isRecurrent, maskedLayers } from '../../shared/network/masks.ts'
import type { ModelLayer, ModelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'

/** Kinds that TensorFlow.js has not. */
const missing: ReadonlySet<string> = new Set([
  'attention',
  'multiHeadAttention',
  'positionEmbedding',
  'sinusoidalEncoding'
])

/** Whether TensorFlow.js lacks a layer, whatever it reads. */
function isMissing({ kind, params }: ModelLayer): boolean {
  if (kind === 'gru') return params.resetAfter !== false
  if (kind === 'bidirectional') return params.cell === 'GRU'
  return missing.has(kind) || (kind === 'conv1d' && params.padding === 'causal')
}

/** Whether TensorFlow.js computes a layer otherwise as soon as there are masks in a model. */
function isOtherwise(layer: ModelLayer, isMasked: boolean): boolean {
  if (layer.kind === 'globalAveragePooling1d') return isMasked
  if (layer.kind === 'bidirectional' && layer.params.returnSequences === true) return true
  // It hands a mask to every later layer that has none of its own.
  return isRecurrent(layer) && !isMasked
}

/** The drawn layer that a written one belongs to. */
const drawnName = ({ layers }: ModelSpec, name: string): ModelLayer | undefined =>
  layers.find((layer) => layer.name === name || name.startsWith(`${layer.name}__`))

/**
 * Why TensorFlow.js alone would not give what the model gives; undefined where it does.
 *
 * Problems  export/not-in-tensorflow-js   with the layers
 */
export function stockTfjsProblem(model: ModelSpec): Problem | undefined {
  const written = expandBlocks(model)
  const masked = maskedLayers(written)
  const lacking = written.layers.filter((layer) => {
    const isMasked = layer.inputs.some((id) => masked.has(id))
    return isMissing(layer) || (masked.size > 0 && isOtherwise(layer, isMasked))
  })
  if (lacking.length === 0) return undefined
  const drawn = lacking.flatMap(({ name }) => drawnName(model, name) ?? [])
  const layers = [...new Set(drawn.map(({ name }) => name))].join(', ')
  return problem('export/not-in-tensorflow-js', { layers })
}
