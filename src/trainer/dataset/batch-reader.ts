import type { SampleShape } from '../../shared/core/schema.ts'
import type { PreparedTarget, SampleSource } from '../../shared/dataset/prepared-data.ts'
import { tf } from '../runtime/load-tensorflow.ts'

/** Samples and labels by index, ready for a network. */
export interface BatchData {
  readonly samples: SampleSource
  /** One for each sample, each of its targets or each of its steps, or after each value of a window; absent when only predicting. */
  readonly labels: Float32Array | undefined
  /** How much each sample counts; all the same where left out. */
  readonly weights?: Float32Array | undefined
  readonly sampleShape: SampleShape
  readonly target: PreparedTarget
}

/** Copies rows into batches; one copy is reused, since a batch has left for TensorFlow before the next is read. */
export interface BatchReader {
  /** [rows, …sampleShape] */
  samples(indices: Uint32Array): tf.Tensor
  /**
   * int32 class codes or float32 values: [rows], [rows, steps] for sequences, [rows, horizon] for forecasts; of several
   * targets float32 [rows, targets], codes among them
   */
  labels(indices: Uint32Array): tf.Tensor
  /** float32 [rows]; undefined where all samples count the same. */
  weights(indices: Uint32Array): tf.Tensor | undefined
}

export function createBatchReader(data: BatchData): BatchReader {
  const { samples, sampleShape, target } = data
  let reused = new Float32Array(0)
  const dtype = labelType(target)
  return {
    samples: (indices) => {
      const length = indices.length * samples.sampleSize
      if (reused.length < length) reused = new Float32Array(length)
      const copied = reused.subarray(0, length)
      copySamples(samples, indices, copied)
      return tf.tensor(copied, [indices.length, ...sampleShape], 'float32')
    },
    labels: (indices) => {
      const taken = copyLabels(data, indices)
      return tf.tensor(taken, [indices.length, ...labelShape(target)], dtype)
    },
    weights: (indices) =>
      data.weights === undefined ? undefined : tf.tensor1d(copyWeights(data.weights, indices))
  }
}

/** What labels are kept as. Codes of classes beside values are values, too: whole ones. */
export const labelType = ({ classes, auxiliaries }: PreparedTarget): 'int32' | 'float32' =>
  classes === null || auxiliaries !== undefined ? 'float32' : 'int32'

/** Shape of one sample's label: a single value, one for each target, each step of a sequence or value of a forecast. */
export function labelShape({ stepCount, horizon, auxiliaries }: PreparedTarget): number[] {
  const size = auxiliaries === undefined ? (stepCount ?? horizon) : 1 + auxiliaries.length
  return size === undefined ? [] : [size]
}

/** How much each of some samples counts. */
export const copyWeights = (weights: Float32Array, indices: Uint32Array): Float32Array =>
  Float32Array.from(indices, (index) => weights[index] ?? 1)

/** Labels one sample after another: int32 class codes, or float32 values. */
export function copyLabels(
  { samples, labels, target }: Pick<BatchData, 'samples' | 'labels' | 'target'>,
  indices: Uint32Array
): Float32Array | Int32Array {
  if (labels === undefined) throw new Error('There are no labels to learn from.')
  const [size = 1] = labelShape(target)
  const length = indices.length * size
  const taken = labelType(target) === 'float32' ? new Float32Array(length) : new Int32Array(length)
  if (samples.kind === 'windows' || labelShape(target).length > 0) {
    const starts = samples.kind === 'windows' ? (samples.labelStarts ?? samples.starts) : undefined
    for (const [row, index] of indices.entries()) {
      const start = starts === undefined ? index * size : (starts[index] ?? 0)
      taken.set(labels.subarray(start, start + size), row * size)
    }
    return taken
  }
  for (let row = 0; row < taken.length; row += 1) taken[row] = labels[indices[row] ?? 0] ?? 0
  return taken
}

/** Rows of a source one after another; bytes become byte · scale + offset. */
export function copySamples(source: SampleSource, indices: Uint32Array, target: Float32Array): void {
  const { sampleSize } = source
  for (let row = 0; row < indices.length; row += 1) {
    const index = indices[row] ?? 0
    const start = source.kind === 'windows' ? (source.starts[index] ?? 0) : index * sampleSize
    if (source.kind !== 'uint8') {
      target.set(source.values.subarray(start, start + sampleSize), row * sampleSize)
      continue
    }
    const { values, scale, offset } = source
    const first = row * sampleSize
    for (let at = 0; at < sampleSize; at += 1) {
      target[first + at] = (values[start + at] ?? 0) * scale + offset
    }
  }
}
