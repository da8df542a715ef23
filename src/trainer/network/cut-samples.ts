import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { kerasName } from '../../shared/network/to-keras.ts'
import { tf } from '../runtime/load-tensorflow.ts'

/**
 * What each Input of a model is given of a batch of samples, by its name.
 *
 * Input   samples [rows, …inputShape]; where the model has parts, each sample is a row of their numbers
 */
export type SampleCutter = (samples: tf.Tensor) => ReadonlyMap<string, tf.Tensor>

export function sampleCutter({ layers, inputParts }: ModelSpec): SampleCutter {
  const inputs = layers.filter(({ kind }) => kind === 'input').map(kerasName)
  if (inputParts === undefined) return (samples) => new Map(inputs.map((name) => [name, samples]))
  let offset = 0
  const places = inputParts.flatMap(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1)
    const place = { name, shape, size, start: offset }
    offset += size
    return inputs.includes(name) ? [place] : []
  })
  return (samples) => {
    const [rows = 0] = samples.shape
    return new Map(
      places.map(({ name, shape, size, start }) => {
        const part = tf.slice(samples, [0, start], [rows, size])
        return [name, shape.length === 1 ? part : tf.reshape(part, [rows, ...shape])]
      })
    )
  }
}
