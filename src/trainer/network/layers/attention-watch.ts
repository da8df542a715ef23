import type { tf } from '../../runtime/load-tensorflow.ts'

/**
 * Told how much an attention layer takes from each step, each time it is computed.
 *
 * Input  shares: [rows, steps, asked], of several heads [rows, heads, steps, asked]; seen: 1 where a step may be looked
 *        at and 0 where not, to be spread over the shape of the shares; null where every step may
 */
export type AttentionWatch = (shares: tf.Tensor, seen: tf.Tensor | null) => void
