import type { BuiltModel } from '../network/build-model.ts'
import { MultiHeadAttention } from '../network/layers/multi-head-attention.ts'
import { ScoreAttention } from '../network/layers/score-attention.ts'
import { tf } from '../runtime/load-tensorflow.ts'

/** What one head of a layer takes from each step for each step that asks, for one sample. */
export interface AttentionShares {
  readonly stepCount: number
  readonly askedCount: number
  /** [step, asked]; those of a step add up to 1. */
  readonly shares: Float32Array
  /** [step, asked]: 0 where a step must not be looked at, as one that fills up or comes later. */
  readonly seen: Float32Array
}

type Attention = MultiHeadAttention | ScoreAttention

const isAttention = (layer: tf.layers.Layer): layer is Attention =>
  layer instanceof MultiHeadAttention || layer instanceof ScoreAttention

/**
 * Computes a sample by the operations one by one and reads the shares of one head on the way.
 *
 * Input   samples: one sample, with the batch axis; head from 0
 * Output  undefined where the model has no such layer or head
 * Source  the numbers that Keras gives for `return_attention_scores`
 */
export function readAttention(
  model: BuiltModel,
  samples: tf.Tensor,
  { layer: name, head }: { readonly layer: string; readonly head: number }
): AttentionShares | undefined {
  const layer = model.layers.filter(isAttention).find((one) => one.name === name)
  if (layer === undefined) return undefined
  let found: AttentionShares | undefined
  layer.watch = (shares, seen) => {
    found = sharesOfHead(shares, seen, head)
  }
  try {
    tf.dispose(model.forward(samples, { isTraining: false }))
    return found
  } finally {
    layer.watch = undefined
  }
}

function sharesOfHead(shares: tf.Tensor, seen: tf.Tensor | null, head: number): AttentionShares | undefined {
  const [stepCount = 0, askedCount = 0] = shares.shape.slice(-2)
  const headCount = shares.size / (stepCount * askedCount)
  if (head >= headCount) return undefined
  return tf.tidy(() => {
    const ofHead = (values: tf.Tensor): Float32Array => {
      const heads = tf.reshape(values, [headCount, stepCount, askedCount])
      return Float32Array.from(tf.slice(heads, [head, 0, 0], [1, stepCount, askedCount]).dataSync())
    }
    const everywhere = new Float32Array(stepCount * askedCount).fill(1)
    return {
      stepCount,
      askedCount,
      shares: ofHead(shares),
      seen: seen === null ? everywhere : ofHead(tf.broadcastTo(seen, shares.shape))
    }
  })
}
