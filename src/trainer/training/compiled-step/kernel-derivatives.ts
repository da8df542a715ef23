import { tf } from '../../runtime/load-tensorflow.ts'
import { nodeBackend } from '../../runtime/tensorflow-operations.ts'

/**
 * Registers the derivatives of an operation of ours on x, kernel, bias and settings: two operations, one by x and one by
 * kernel and bias, each of which reads x, kernel, change, result and settings.
 */
export function registerDerivatives(kernelName: string): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x', 'kernel', 'settings'],
    outputsToSave: [true],
    gradFunc: (change, [x, kernel, settings, y]) => {
      const inputs = [x, kernel, change, y, settings] as tf.Tensor[]
      const backend = nodeBackend()
      const names = { byX: `${kernelName}InputGradient`, byKernel: `${kernelName}KernelGradient` }
      const [kernelChange, biasChange] = backend.executeMultipleOutputs(names.byKernel, [], inputs, 2)
      if (!kernelChange || !biasChange) throw new Error('The derivative has two parts.')
      return {
        x: () => backend.executeSingleOutput(names.byX, [], inputs),
        kernel: () => kernelChange,
        bias: () => biasChange
      }
    }
  })
}
