import type { AuxiliaryTarget, PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import { targetsOf } from '../../shared/dataset/target-labels.ts'
import { unscaleTarget } from '../../shared/dataset/prepare.ts'
import type { BatchReader } from '../dataset/batch-reader.ts'
import type { BuiltModel } from '../network/build-model.ts'
import type { Head } from '../network/open-head.ts'
import { createBreather } from '../runtime/event-loop.ts'
import { openAnswers } from './answers.ts'

/** Numbers held at once while predicting: samples of a batch. */
const BATCH_NUMBERS = 4_000_000
const MAX_BATCH = 1024
/** From so many batches on, a graph of its own pays for its recording. */
const MANY_BATCHES = 3

/** A batch as large as memory allows, since nothing is learned from it. */
export const predictionBatchSize = (sampleSize: number): number =>
  Math.max(1, Math.min(MAX_BATCH, Math.floor(BATCH_NUMBERS / Math.max(1, sampleSize))))

export interface PassOptions {
  readonly batchSize: number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((doneShare: number) => void) | undefined
}

/**
 * The model's outputs before the head, for rows in order; messages get through between batches.
 *
 * Output  row by row, `units` numbers each
 * Throws  the signal's reason, when it is aborted
 */
export async function readOutputs(
  model: BuiltModel,
  reader: BatchReader,
  rows: Uint32Array,
  { batchSize, signal, onProgress }: PassOptions
): Promise<Float32Array> {
  const breathe = createBreather()
  const answers = openAnswers(model, rows.length >= batchSize * MANY_BATCHES)
  let outputs = new Float32Array(0)
  try {
    for (let start = 0; start < rows.length; start += batchSize) {
      signal?.throwIfAborted()
      const batch = rows.subarray(start, start + batchSize)
      const values = await answers.read(reader.samples(batch))
      if (start === 0) outputs = new Float32Array((values.length / batch.length) * rows.length)
      outputs.set(values, start * (values.length / batch.length))
      onProgress?.((start + batch.length) / rows.length)
      await breathe()
    }
  } finally {
    answers.close()
  }
  return outputs
}

/** What a model gives for one of its targets, row by row, before its head. */
export interface TargetOutputs {
  readonly target: AuxiliaryTarget
  readonly head: Head
  readonly outputs: Float32Array
}

/**
 * The outputs for each target, the main one's first; of several cut apart.
 *
 * Throws  Error  when the model is not one for these targets
 */
export function splitOutputs(
  outputs: Float32Array,
  { head, outputs: places }: Pick<BuiltModel, 'head' | 'outputs'>,
  target: PreparedTarget,
  rowCount: number
): [TargetOutputs, ...TargetOutputs[]] {
  if (places === undefined) return [{ target, head, outputs }]
  const width = outputs.length / Math.max(1, rowCount)
  const [main, ...others] = targetsOf(target).map((one, index): TargetOutputs => {
    const place = places[index]
    if (place === undefined) throw new Error(`The model has no output for ${one.name}.`)
    const own = new Float32Array(rowCount * place.size)
    for (let row = 0; row < rowCount; row += 1) {
      const from = row * width + place.start
      own.set(outputs.subarray(from, from + place.size), row * place.size)
    }
    return { target: one, head: place.head, outputs: own }
  })
  if (main === undefined) throw new Error('A model has a target.')
  return [main, ...others]
}

/**
 * What a person reads of a classifier's outputs: the probability of each class, adding up to 1.
 *
 * Input   outputs before the head, row by row; a single unit stands for the second of two classes
 * Output  row by row, one for each class
 */
export function probabilitiesOf(
  outputs: Float32Array,
  head: Head,
  { rowCount, classCount }: { readonly rowCount: number; readonly classCount: number }
): Float32Array {
  if (outputs.length === rowCount && classCount === 2) {
    const probabilities = new Float32Array(rowCount * 2)
    for (const [row, value] of outputs.entries()) {
      const second = head === 'sigmoid' ? 1 / (1 + Math.exp(-value)) : value
      probabilities[row * 2] = 1 - second
      probabilities[row * 2 + 1] = second
    }
    return probabilities
  }
  return head === 'softmax' ? softmaxRows(outputs, classCount) : outputs
}

function softmaxRows(logits: Float32Array, classCount: number): Float32Array {
  const probabilities = new Float32Array(logits.length)
  for (let start = 0; start < logits.length; start += classCount) {
    const row = logits.subarray(start, start + classCount)
    const largest = row.reduce((left, right) => Math.max(left, right), -Infinity)
    const total = row.reduce((sum, value) => sum + Math.exp(value - largest), 0)
    for (const [index, value] of row.entries())
      probabilities[start + index] = Math.exp(value - largest) / total
  }
  return probabilities
}

/** Predicted values in the target's own unit. */
export const valuesOf = (outputs: Float32Array, target: Pick<PreparedTarget, 'scaling'>): Float64Array =>
  Float64Array.from(outputs, (value) => unscaleTarget(value, target))
