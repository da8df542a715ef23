import type { Problem } from '../../shared/core/checked.ts'
import type { NodeId } from '../../shared/core/ids.ts'
import type { ModelLayer, ModelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'

const isRecurrent = ({ kind }: ModelLayer): boolean => ['lstm', 'gru', 'simpleRnn'].includes(kind)

/** Kinds that compute otherwise where a mask reaches them. */
const readsMask = (layer: ModelLayer): boolean => isRecurrent(layer)

/** Whether a layer's output carries a mask, given which of its inputs do. */
function givesMask(layer: ModelLayer, isMasked: (id: NodeId) => boolean): boolean {
  const masked = layer.inputs.filter(isMasked)
  switch (layer.kind) {
    case 'embedding':
      return layer.params.maskZero === true
    case 'activation':
    case 'batchNormalization':
    case 'dense':
    case 'dropout':
    case 'layerNormalization':
    case 'concatenate':
      return masked.length > 0
    case 'add':
      return masked.length === layer.inputs.length
    default:
      return isRecurrent(layer) && layer.params.returnSequences === true && masked.length > 0
  }
}

/** The layers of a model whose output carries a mask. */
function maskedLayers(model: ModelSpec): ReadonlySet<NodeId> {
  const masked = new Set<NodeId>()
  for (const layer of model.layers) if (givesMask(layer, (id) => masked.has(id))) masked.add(layer.id)
  return masked
}

/**
 * Why TensorFlow.js alone would not give what the model gives; undefined where it does.
 *
 * Problems  export/not-in-tensorflow-js   with the layers it lacks, and those it hands a mask that is not theirs:
 *           once there is one, tfjs 4.22 gives it to every later layer without its own
 */
export function stockTfjsProblem(model: ModelSpec): Problem | undefined {
  const masked = maskedLayers(model)
  const lacking = model.layers.filter((layer) => {
    const isMasked = layer.inputs.some((id) => masked.has(id))
    if (layer.kind === 'gru' && layer.params.resetAfter !== false) return true
    if (layer.kind === 'globalAveragePooling1d') return isMasked
    return masked.size > 0 && readsMask(layer) && !isMasked
  })
  if (lacking.length === 0) return undefined
  const names = lacking.map(({ name, kind }) => `${name} (${kind})`)
  return problem('export/not-in-tensorflow-js', { layers: names.join(', ') })
}
