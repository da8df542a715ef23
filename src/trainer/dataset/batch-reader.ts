import type { SampleShape } from '../../shared/core/schema.ts'
import type { PreparedTarget, SampleSource } from '../../shared/dataset/prepared-data.ts'
import { tf } from '../runtime/load-tensorflow.ts'

/** Samples and labels by index, ready for a network. */
export interface BatchData {
  readonly samples: SampleSource
  /** One for each sample; absent when only predicting. */
  readonly labels: Float32Array | undefined
  readonly sampleShape: SampleShape
  readonly target: PreparedTarget
}

/** Copies rows into batches; one copy is reused, since a batch has left for TensorFlow before the next is read. */
export interface BatchReader {
  /** [rows, …sampleShape] */
  samples(indices: Uint32Array): tf.Tensor
  /** int32 class codes or float32 values: [rows] */
  labels(indices: Uint32Array): tf.Tensor
}

export function createBatchReader({ samples, labels, sampleShape, target }: BatchData): BatchReader {
  let reused = new Float32Array(0)
  const isClasses = target.classes !== null
  return {
    samples: (indices) => {
      const length = indices.length * samples.sampleSize
      if (reused.length < length) reused = new Float32Array(length)
      const copied = reused.subarray(0, length)
      copySamples(samples, indices, copied)
      return tf.tensor(copied, [indices.length, ...sampleShape], 'float32')
    },
    labels: (indices) => {
      if (labels === undefined) throw new Error('There are no labels to learn from.')
      const taken = isClasses ? new Int32Array(indices.length) : new Float32Array(indices.length)
      for (let row = 0; row < taken.length; row += 1) taken[row] = labels[indices[row] ?? 0] ?? 0
      return tf.tensor1d(taken, isClasses ? 'int32' : 'float32')
    }
  }
}

/** Rows of a source one after another; bytes become byte · scale + offset. */
export function copySamples(source: SampleSource, indices: Uint32Array, target: Float32Array): void {
  const { sampleSize } = source
  for (let row = 0; row < indices.length; row += 1) {
    const start = (indices[row] ?? 0) * sampleSize
    if (source.kind === 'float32') {
      target.set(source.values.subarray(start, start + sampleSize), row * sampleSize)
      continue
    }
    const { values, scale, offset } = source
    const first = row * sampleSize
    for (let index = 0; index < sampleSize; index += 1) {
      target[first + index] = (values[start + index] ?? 0) * scale + offset
    }
  }
}
