import { tf } from '../../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../../runtime/tensorflow-operations.ts'

const NAME = 'LayerwrightAttention'
const names = ['query', 'key', 'value', 'queryMask', 'valueMask', 'kept', 'settings'] as const

tf.registerKernel({
  kernelName: NAME,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs }) =>
    nodeBackend().executeMultipleOutputs(
      NAME,
      [],
      names.map((name) => inputs[name] as tf.Tensor),
      2
    )
})

tf.registerGradient({
  kernelName: NAME,
  inputsToSave: [...names],
  outputsToSave: [false, true],
  gradFunc: (changes, saved) => {
    const [change] = changes as tf.Tensor[]
    const shares = saved.at(-1)
    if (change === undefined || shares === undefined) throw new Error('There is nothing to differentiate.')
    const inputs = [...saved.slice(0, -1), change, shares]
    const [query, key, value] = nodeBackend().executeMultipleOutputs(`${NAME}Grad`, [], inputs, 3)
    if (!query || !key || !value) throw new Error('The derivative has three parts.')
    return { query: () => query, key: () => key, value: () => value }
  }
})

export interface AttentionInputs {
  /** [rows, steps, heads, size] each, projected; key and value of another number of steps, perhaps. */
  readonly query: tf.Tensor
  readonly key: tf.Tensor
  readonly value: tf.Tensor
  /** [rows, steps] of the query and of the value: 0 hides a step. */
  readonly queryMask: tf.Tensor | null
  readonly valueMask: tf.Tensor | null
  /** Whether a step sees itself and earlier ones only. */
  readonly isCausal: boolean
  /** Factor of the scores. */
  readonly scale: number
  /** [rows, heads, steps, steps of the value]: factors of what is taken, as dropout makes them; left out for none. */
  readonly kept?: tf.Tensor | null
  /** Whether a step that sees nothing takes nothing, instead of the same of all. */
  readonly takesNothing?: boolean
}

/** For each step a mixture of the values, of the query's shape; one operation of native/attention_ops.cc. */
export function attend(inputs: AttentionInputs): tf.Tensor {
  const {
    query,
    key,
    value,
    queryMask,
    valueMask,
    kept = null,
    isCausal,
    takesNothing = false,
    scale
  } = inputs
  // A tensor without numbers stands for what is not there.
  const orNothing = (mask: tf.Tensor | null): tf.Tensor =>
    mask === null ? tf.tensor1d([]) : tf.cast(mask, 'float32')
  const [mixture] = tf.engine().runKernel<tf.Tensor[]>(NAME, {
    query,
    key,
    value,
    queryMask: orNothing(queryMask),
    valueMask: orNothing(valueMask),
    kept: orNothing(kept),
    settings: tf.tensor1d([isCausal ? 1 : 0, takesNothing ? 1 : 0, scale])
  })
  if (mixture === undefined) throw new Error('Attention gave nothing.')
  return mixture
}
