import { tf } from '../../runtime/load-tensorflow.ts'

/** What a kernel is called with. */
export interface KernelCall<Inputs extends string, Attributes> {
  readonly inputs: Readonly<Record<Inputs, tf.Tensor>>
  readonly attrs: Attributes
}

/**
 * Until the returned function is called, a kernel of tfjs computes by `kernel`; calls that it gives no result for go to
 * the one that was there.
 */
export function replaceKernel<Inputs extends string, Attributes = unknown>(
  name: string,
  kernel: (call: KernelCall<Inputs, Attributes>) => tf.Tensor | tf.Tensor[] | undefined
): () => void {
  const original = tf.getKernel(name, 'tensorflow')
  if (original === undefined) throw new Error(`tfjs has no kernel ${name} to replace.`)
  tf.unregisterKernel(name, 'tensorflow')
  tf.registerKernel({
    ...original,
    kernelFunc: (call) =>
      // The library's types know no kernel by its name; names and attributes are those of its own kernels.
      kernel(call as unknown as KernelCall<Inputs, Attributes>) ?? original.kernelFunc(call)
  })
  return () => {
    tf.unregisterKernel(name, 'tensorflow')
    tf.registerKernel(original)
  }
}
