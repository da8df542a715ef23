import { tf } from '../../runtime/load-tensorflow.ts'
import { dropOut } from './seeded-dropout.ts'
import { fromConfig, type ObjectConfig } from './keras-object.ts'
import { onlyInput, SeededLayer, type LayerBase } from './seeded-layer.ts'

type MergeMode = 'concat' | 'sum' | 'ave' | 'mul'

interface TwoWaysConfig extends LayerBase {
  readonly layer: ObjectConfig
  readonly backwardLayer: ObjectConfig
  readonly mergeMode: MergeMode
  /** Share of the features that each direction drops, by a choice of its own. */
  readonly inputDropout: number
}

const merges: Readonly<Record<MergeMode, (forward: tf.Tensor, backward: tf.Tensor) => tf.Tensor>> = {
  concat: (forward, backward) => tf.concat([forward, backward], -1),
  sum: (forward, backward) => tf.add(forward, backward),
  ave: (forward, backward) => tf.mul(tf.add(forward, backward), 0.5),
  mul: (forward, backward) => tf.mul(forward, backward)
}

/**
 * Two recurrent layers over one sequence, in both directions. The library's own makes the second as a copy of
 * the first, with the same start values.
 *
 * Input   [rows, steps, features], mask [rows, steps]
 * Output  [rows, units] or [rows, steps, units]; twice the units for 'concat'
 * Source  keras 3.15 `layers/rnn/bidirectional.py`
 */
export class TwoWays extends SeededLayer {
  static className = 'TwoWays'
  readonly directions: readonly [forward: tf.RNN, backward: tf.RNN]
  readonly mergeMode: MergeMode
  readonly inputDropout: number

  constructor(config: TwoWaysConfig) {
    super(config, config.inputDropout > 0)
    const forward = fromConfig<tf.RNN>(config.layer)
    const backward = fromConfig<tf.RNN>(config.backwardLayer)
    if (forward === undefined || backward === undefined) throw new Error('Two directions have two layers.')
    this.directions = [forward, backward]
    this.mergeMode = config.mergeMode
    this.inputDropout = config.inputDropout
    this.supportsMasking = true
  }

  get returnSequences(): boolean {
    return this.directions[0].returnSequences
  }

  override build(inputShape: tf.Shape): void {
    for (const layer of this.directions) layer.build(inputShape)
    this.built = true
  }

  override get trainableWeights(): tf.LayerVariable[] {
    return this.directions.flatMap((layer) => layer.trainableWeights)
  }

  override get nonTrainableWeights(): tf.LayerVariable[] {
    return this.directions.flatMap((layer) => layer.nonTrainableWeights)
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    const own = this.directions[0].computeOutputShape(inputShape) as tf.Shape
    return this.mergeMode === 'concat' ? [...own.slice(0, -1), 2 * (own.at(-1) ?? 0)] : own
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    { training = false, mask }: { training?: boolean; mask?: tf.Tensor } = {}
  ): tf.Tensor {
    const input = onlyInput(inputs)
    return tf.tidy(() => {
      const given = training && this.inputDropout > 0 ? this.dropFeatures(input) : [input, input]
      const options = { training, ...(mask !== undefined && { mask }) }
      const [forward, backward] = this.directions.map((layer, index) =>
        onlyInput(layer.call(given[index] ?? input, options))
      )
      if (forward === undefined || backward === undefined) throw new Error('Two directions give two results.')
      const turned = this.returnSequences ? tf.reverse(backward, 1) : backward
      const merged = merges[this.mergeMode](forward, turned)
      // Only here Keras gives zeros at masked steps instead of the step before.
      const isCut = this.returnSequences && mask !== undefined
      return isCut ? tf.mul(merged, tf.expandDims(tf.cast(mask, 'float32'), -1)) : merged
    })
  }

  /** The input of each direction without some features, the same at every step. */
  private dropFeatures(input: tf.Tensor): tf.Tensor[] {
    const [rows = 0, , features = 0] = input.shape
    const both = tf.tile(tf.expandDims(input), [2, 1, 1, 1])
    return tf.unstack(dropOut(both, this.inputDropout, this.stepSeed, [2, rows, 1, features]))
  }
}

tf.serialization.registerClass(TwoWays)
