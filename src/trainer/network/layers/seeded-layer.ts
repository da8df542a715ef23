import { tf } from '../../runtime/load-tensorflow.ts'

export interface LayerBase {
  readonly name: string
  readonly trainable: boolean
  readonly dtype: tf.DataType
}

/** A layer whose random numbers follow from a seed given before each step, so that they can be repeated and recorded. */
export abstract class SeededLayer extends tf.layers.Layer {
  /** Of the next training pass: a number, or int32 [2] where it is only known later. */
  stepSeed: number | tf.Tensor = 1
  /** Whether it draws any. */
  readonly isRandom: boolean

  constructor({ name, trainable, dtype }: LayerBase, isRandom: boolean) {
    super({ name, trainable, dtype })
    this.isRandom = isRandom
  }
}

/** The one tensor that a layer reads. */
export function onlyInput(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  const input = Array.isArray(inputs) ? inputs[0] : inputs
  if (input === undefined) throw new Error('The layer reads one tensor.')
  return input
}
