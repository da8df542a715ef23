import { PADDING_ID } from '../../shared/dataset/text/special-tokens.ts'
import type { BuiltModel } from '../network/build-model.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import type { TokenSteps } from './recurrent-steps.ts'

/** Any model that gives every step: it is given the last tokens again for each new one, as far back as its window. */
export function openWindowSteps(model: BuiltModel, length: number): TokenSteps {
  const window: number[] = []
  return {
    next(token) {
      window.push(token)
      if (window.length > length) window.shift()
      // What fills up stands behind, where a model that reads forwards has not come to yet.
      const filled = Float32Array.from({ length }, (_, at) => window[at] ?? PADDING_ID)
      return tf.tidy(() => {
        const outputs = model.forward(tf.tensor(filled, [1, length]), { isTraining: false })
        const width = outputs.shape.at(-1) ?? 1
        return tf.slice(outputs, [0, window.length - 1, 0], [1, 1, width]).dataSync() as Float32Array
      })
    }
  }
}
