import { tf } from '../../runtime/load-tensorflow.ts'

export type Mask = tf.Tensor | null

/** Masks of the inputs of an attention layer; one input asks itself. */
export function masksOf(mask: Mask | readonly Mask[] | undefined): readonly [query: Mask, value: Mask] {
  if (mask === undefined || mask === null) return [null, null]
  if (mask instanceof tf.Tensor) return [mask, mask]
  const [query = null, value = query] = mask
  return [query, value]
}

/** 1 where a step may be looked at from another: on and below the diagonal. As floats, [steps, asked]. */
export const lookingBack = (steps: number, asked: number): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: steps * asked }, (_, index) =>
      index % asked <= Math.floor(index / asked) ? 1 : 0
    ),
    [steps, asked]
  )

/** Both, as floats to be multiplied; null for no restriction. */
export const both = (first: Mask, second: Mask): Mask =>
  first === null ? second : second === null ? first : tf.mul(first, second)

/** A mask of steps as floats with further axes, such as [rows, 1, 1, steps]. */
export const asFloats = (mask: Mask, axes: readonly number[]): Mask =>
  mask === null ? null : axes.reduce((wide, axis) => tf.expandDims(wide, axis), tf.cast(mask, 'float32'))
