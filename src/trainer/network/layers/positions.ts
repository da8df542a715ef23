import { sinusoids } from '../../../shared/network/positions.ts'
import { tf } from '../../runtime/load-tensorflow.ts'
import { fromConfig, type Initializer, type ObjectConfig } from './keras-object.ts'
import { onlyInput, type LayerBase } from './seeded-layer.ts'

interface PositionConfig extends LayerBase {
  readonly initializer: ObjectConfig
}

/** Adds a learned row to each step: [rows, steps, features] plus [steps, features]. */
export class PositionEmbedding extends tf.layers.Layer {
  static className = 'PositionEmbedding'
  readonly config: PositionConfig
  positions: tf.LayerVariable | undefined

  constructor(config: PositionConfig) {
    super({ name: config.name, trainable: config.trainable, dtype: config.dtype })
    this.config = config
    this.supportsMasking = true
  }

  override build(inputShape: tf.Shape): void {
    const shape = inputShape.slice(1)
    this.positions = this.addWeight(
      'positions',
      shape,
      'float32',
      fromConfig<Initializer>(this.config.initializer)
    )
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    if (this.positions === undefined) throw new Error('The layer is not built.')
    return tf.add(onlyInput(inputs), this.positions.read())
  }
}

/** Adds sines and cosines of the place to each step: [rows, steps, features]. */
export class SinusoidalEncoding extends tf.layers.Layer {
  static className = 'SinusoidalEncoding'

  constructor({ name, trainable, dtype }: LayerBase) {
    super({ name, trainable, dtype })
    this.supportsMasking = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const input = onlyInput(inputs)
    const [, steps = 0, features = 0] = input.shape
    return tf.tidy(() => tf.add(input, tf.tensor(sinusoids(steps, features), [steps, features])))
  }
}

tf.serialization.registerClass(PositionEmbedding)
tf.serialization.registerClass(SinusoidalEncoding)
