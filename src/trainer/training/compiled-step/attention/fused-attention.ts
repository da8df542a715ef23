import { masksOf } from '../../../network/layers/attention-masks.ts'
import { MultiHeadAttention } from '../../../network/layers/multi-head-attention.ts'
import { dropOut } from '../../../network/layers/seeded-dropout.ts'
import { tf } from '../../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../../runtime/tensorflow-operations.ts'
import { applyDense } from '../fused-dense.ts'
import { replaceCall, type CallOptions, type LayerInputs } from '../replace-call.ts'
import { attend } from './attend.ts'

/**
 * Until the returned function is called, what attention computes between its projections is recorded as one operation:
 * no turning of the sequences for each head, and no scores that are written and read several times.
 */
export function useFusedAttention(): () => void {
  if (nodeBackend().isUsingGpuDevice) return () => {}
  return replaceCall<MultiHeadAttention>(MultiHeadAttention.prototype, callFused)
}

function callFused(
  layer: MultiHeadAttention,
  inputs: LayerInputs,
  { training = false, mask }: CallOptions
): LayerInputs {
  const [query, value = query] = Array.isArray(inputs) ? inputs : [inputs]
  if (query === undefined || value === undefined) throw new Error('Attention reads one or two sequences.')
  const { numHeads, keyDim, dropout, causal } = layer.config
  const [rows = 0, steps = 0, features = 0] = query.shape
  const multiply = (name: string, sequence: tf.Tensor, width: number): tf.Tensor =>
    applyDense(sequence, layer.matrixOf(name, width))
  const heads = (name: string, sequence: tf.Tensor): tf.Tensor =>
    tf.reshape(multiply(name, sequence, numHeads * keyDim), [rows, -1, numHeads, keyDim])
  const [queryMask, valueMask] = masksOf(mask)
  const scores = [rows, numHeads, steps, value.shape[1] ?? 0]
  const mixture = attend({
    query: heads('query', query),
    key: heads('key', value),
    value: heads('value', value),
    queryMask,
    valueMask,
    isCausal: causal,
    scale: 1 / Math.sqrt(keyDim),
    takesNothing: dropout > 0,
    kept: training && dropout > 0 ? dropOut(tf.ones(scores), dropout, layer.stepSeed) : null
  })
  const sideBySide = tf.reshape(mixture, [rows, steps, numHeads * keyDim])
  return multiply('attention_output', sideBySide, features)
}
