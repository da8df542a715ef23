import type { NodeId } from '../core/ids.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'

/** Kinds whose output carries a mask, where their first input does; as in Keras 3. */
const passing: ReadonlySet<string> = new Set([
  'activation',
  'alphaDropout',
  'attention',
  'batchNormalization',
  'dense',
  'dropout',
  'gaussianNoise',
  'layerNormalization',
  'multiHeadAttention',
  'positionEmbedding',
  'rescaling',
  'sinusoidalEncoding',
  'spatialDropout1d',
  'timeDistributed'
])

const recurrent: ReadonlySet<string> = new Set(['bidirectional', 'gru', 'lstm', 'simpleRnn'])

export const isRecurrent = ({ kind }: Pick<ModelLayer, 'kind'>): boolean => recurrent.has(kind)

/** Whether a layer hands the mask of its first input on. */
export const isPassing = ({ kind }: Pick<ModelLayer, 'kind'>): boolean =>
  passing.has(kind) || recurrent.has(kind)

/** Whether a layer's output carries a mask, given which of its inputs do. */
function givesMask({ kind, params, inputs }: ModelLayer, isMasked: (id: NodeId) => boolean): boolean {
  const [first] = inputs
  if (kind === 'masking' || (kind === 'embedding' && params.maskZero === true)) return true
  if (kind === 'add') return inputs.every(isMasked)
  if (kind === 'concatenate') return inputs.some(isMasked)
  const isPassed = passing.has(kind) || (recurrent.has(kind) && params.returnSequences === true)
  return isPassed && first !== undefined && isMasked(first)
}

/** The layers of a model without blocks whose output carries a mask: steps that are only padding. */
export function maskedLayers({ layers }: ModelSpec): ReadonlySet<NodeId> {
  const masked = new Set<NodeId>()
  for (const layer of layers) if (givesMask(layer, (id) => masked.has(id))) masked.add(layer.id)
  return masked
}
