import type { tf } from '../../runtime/load-tensorflow.ts'

export type LayerInputs = tf.Tensor | tf.Tensor[]

/** A mask, one for each input, or none. */
export type MaskOption = tf.Tensor | readonly (tf.Tensor | null)[] | null | undefined

export interface CallOptions {
  readonly training?: boolean
  readonly mask?: MaskOption
  readonly initialState?: readonly tf.Tensor[] | null
}

type LayerCall = (inputs: LayerInputs, options: CallOptions | null | undefined) => LayerInputs

/**
 * Until the returned function is called, layers of a class are called by `fused`; what it gives no result for is
 * called as ever.
 */
export function replaceCall<Layer>(
  prototype: object,
  fused: (layer: Layer, inputs: LayerInputs, options: CallOptions) => LayerInputs | undefined
): () => void {
  const replaced = prototype as { call: LayerCall }
  const isOwn = Object.hasOwn(replaced, 'call')
  const original = Reflect.get<{ call: LayerCall }, 'call'>(replaced, 'call')
  replaced.call = function (inputs, options) {
    return fused(this as Layer, inputs, options ?? {}) ?? original.call(this, inputs, options)
  }
  return () => {
    if (isOwn) replaced.call = original
    else Reflect.deleteProperty(replaced, 'call')
  }
}

/** A class of layers of the library, which gives no way to it but through one of them. */
export const prototypeOf = (layer: tf.layers.Layer): object => Object.getPrototypeOf(layer) as object
