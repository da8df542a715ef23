import { tf } from '../../runtime/load-tensorflow.ts'
import {
  fromConfig,
  type Activation,
  type Initializer,
  type ObjectConfig,
  type Regularizer
} from './keras-object.ts'

interface GruConfig {
  readonly name: string
  readonly trainable: boolean
  readonly dtype: tf.DataType
  readonly units: number
  readonly activation: string
  readonly recurrentActivation: string
  readonly kernelInitializer: ObjectConfig
  readonly recurrentInitializer: ObjectConfig
  readonly biasInitializer: ObjectConfig
  readonly kernelRegularizer: ObjectConfig
  readonly recurrentRegularizer: ObjectConfig
  readonly returnSequences: boolean
  readonly goBackwards: boolean
}

/**
 * One step of a GRU whose reset gate works on the finished product of state and kernel.
 *
 * Input   [rows, features] and the state [rows, units]
 * Output  the new state, twice: as result and as state
 * Source  keras 3.15 `layers/rnn/gru.py`, GRUCell with reset_after
 */
export class ResetAfterGruCell extends tf.layers.RNNCell {
  static className = 'ResetAfterGRUCell'
  stateSize: number
  readonly config: GruConfig
  readonly activation: Activation
  readonly recurrentActivation: Activation
  kernel: tf.LayerVariable | undefined
  recurrentKernel: tf.LayerVariable | undefined
  bias: tf.LayerVariable | undefined

  constructor(config: GruConfig) {
    super({ name: `${config.name}_cell`, trainable: config.trainable, dtype: config.dtype })
    this.config = config
    this.stateSize = config.units
    this.activation = activationFrom(config.activation)
    this.recurrentActivation = activationFrom(config.recurrentActivation)
  }

  override build(inputShape: tf.Shape): void {
    const { units } = this.config
    const add = (
      name: string,
      shape: readonly number[],
      initializer: ObjectConfig,
      regularizer?: ObjectConfig
    ) =>
      this.addWeight(
        name,
        [...shape],
        'float32',
        fromConfig<Initializer>(initializer),
        fromConfig<Regularizer>(regularizer)
      )
    const features = inputShape.at(-1) ?? 0
    const { kernelInitializer, recurrentInitializer, biasInitializer } = this.config
    const { kernelRegularizer, recurrentRegularizer } = this.config
    this.kernel = add('kernel', [features, 3 * units], kernelInitializer, kernelRegularizer)
    this.recurrentKernel = add(
      'recurrent_kernel',
      [units, 3 * units],
      recurrentInitializer,
      recurrentRegularizer
    )
    this.bias = add('bias', [2, 3 * units], biasInitializer)
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    const [input, state] = inputs as tf.Tensor2D[]
    const { kernel, recurrentKernel, bias } = this
    if (!input || !state || !kernel || !recurrentKernel || !bias) throw new Error('The cell is not built.')
    return tf.tidy(() => {
      const [inputBias, stateBias] = tf.unstack(bias.read())
      if (!inputBias || !stateBias) throw new Error('A bias for the input and one for the state.')
      const taken = tf.add(tf.matMul(input, kernel.read() as tf.Tensor2D), inputBias)
      const kept = tf.add(tf.matMul(state, recurrentKernel.read() as tf.Tensor2D), stateBias)
      const [takenUpdate, takenReset, takenNew] = tf.split(taken, 3, 1)
      const [keptUpdate, keptReset, keptNew] = tf.split(kept, 3, 1)
      if (!takenUpdate || !takenReset || !takenNew || !keptUpdate || !keptReset || !keptNew)
        throw new Error('A step has three gates.')
      const update = this.recurrentActivation.apply(tf.add(takenUpdate, keptUpdate))
      const reset = this.recurrentActivation.apply(tf.add(takenReset, keptReset))
      const fresh = this.activation.apply(tf.add(takenNew, tf.mul(reset, keptNew)))
      const next = tf.add(tf.mul(update, state), tf.mul(tf.sub(1, update), fresh))
      return [next, next]
    })
  }
}

function activationFrom(name: string): Activation {
  const found = fromConfig<Activation>(name)
  if (found === undefined) throw new Error('A gate has an activation.')
  return found
}

/** The GRU of Keras 3; the library's own has only the older form. */
export class ResetAfterGru extends tf.RNN {
  static override className = 'ResetAfterGRU'

  constructor(config: GruConfig) {
    const { name, trainable, dtype, returnSequences, goBackwards } = config
    super({ name, trainable, dtype, returnSequences, goBackwards, cell: new ResetAfterGruCell(config) })
  }

  /** Without it the base class would look for the cell in the config. */
  static override fromConfig<Result extends tf.serialization.Serializable>(
    type: tf.serialization.SerializableConstructor<Result>,
    config: tf.serialization.ConfigDict
  ): Result {
    return new type(config)
  }
}

tf.serialization.registerClass(ResetAfterGru)
