import { tf } from '../../runtime/load-tensorflow.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { attribute, DTYPE } from './native-graph.ts'
import type { Recording } from './recorder.ts'

const T = attribute.dtype('T', DTYPE.float32)

/** TensorFlow's one operation for a derivative that tfjs composes of several, and the order of its inputs. */
const native = {
  Relu: { type: 'ReluGrad', isOutputFirst: false },
  Sigmoid: { type: 'SigmoidGrad', isOutputFirst: true },
  Tanh: { type: 'TanhGrad', isOutputFirst: true }
} as const

/** Until the returned function is called, derivatives of these activations are recorded as one operation each. */
export function useNativeGradients(
  builder: GraphBuilder,
  { outputOf, tensor }: Pick<Recording, 'outputOf' | 'tensor'>
): () => void {
  const replaced = Object.entries(native).map(([kernelName, { type, isOutputFirst }]) => {
    const known = tf.getGradient(kernelName)
    tf.unregisterGradient(kernelName)
    tf.registerGradient({
      kernelName,
      outputsToSave: [true],
      gradFunc: (change, [output]) => ({
        x: () => {
          if (output === undefined || Array.isArray(change)) throw new Error('A derivative of one tensor.')
          const inputs = [outputOf(change), outputOf(output)]
          return tensor(builder.output(type, isOutputFirst ? inputs.reverse() : inputs, [T]))
        }
      })
    })
    return known
  })
  return () => {
    for (const gradient of replaced) {
      tf.unregisterGradient(gradient.kernelName)
      tf.registerGradient(gradient)
    }
  }
}
