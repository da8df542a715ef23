import { tf } from '../../runtime/load-tensorflow.ts'
import { embeddingGradient, gatherRows } from '../../runtime/tensorflow-operations.ts'
import { fromConfig, type Initializer, type ObjectConfig } from './keras-object.ts'

interface EmbeddingConfig {
  readonly name: string
  readonly trainable: boolean
  readonly dtype: tf.DataType
  readonly inputDim: number
  readonly outputDim: number
  readonly maskZero: boolean
  readonly embeddingsInitializer: ObjectConfig
}

/** Rows of a table by their numbers. tfjs' own kernel reads the numbers first, so it cannot be recorded. */
const lookUp = tf.customGrad((table, tokens, save) => {
  if (!(table instanceof tf.Tensor) || !(tokens instanceof tf.Tensor)) throw new Error('A table and tokens.')
  ;(save as (tensors: tf.Tensor[]) => void)([tokens])
  return {
    value: gatherRows(table, tokens),
    gradFunc: (change: tf.Tensor, [saved]: tf.Tensor[]) => {
      if (saved === undefined) throw new Error('The tokens were not kept.')
      const changes = tf.reshape(change, [saved.size, table.shape[1] ?? 1])
      const rows = embeddingGradient(changes, tf.reshape(saved, [saved.size]), table)
      // Tokens are numbers of rows; nothing follows from changing them a little.
      return [rows, tf.zerosLike(saved)]
    }
  }
})

/**
 * A learned row of numbers for each token.
 *
 * Input   [rows, steps], whole numbers as floats or integers
 * Output  [rows, steps, outputDim]; with maskZero, steps of token 0 are masked
 */
export class TokenEmbedding extends tf.layers.Layer {
  static className = 'TokenEmbedding'
  readonly config: EmbeddingConfig
  embeddings: tf.LayerVariable | undefined

  constructor(config: EmbeddingConfig) {
    super({ name: config.name, trainable: config.trainable, dtype: config.dtype })
    this.config = config
    this.supportsMasking = config.maskZero
  }

  override build(): void {
    const { inputDim, outputDim, embeddingsInitializer } = this.config
    const initializer = fromConfig<Initializer>(embeddingsInitializer)
    this.embeddings = this.addWeight('embeddings', [inputDim, outputDim], 'float32', initializer)
    this.built = true
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape, this.config.outputDim]
  }

  override computeMask(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const tokens = Array.isArray(inputs) ? inputs[0] : inputs
    if (tokens === undefined) throw new Error('An embedding reads one tensor.')
    return tf.notEqual(tokens, 0)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const tokens = Array.isArray(inputs) ? inputs[0] : inputs
    if (tokens === undefined || this.embeddings === undefined)
      throw new Error('An embedding reads one tensor.')
    return lookUp(this.embeddings.read(), tf.cast(tokens, 'int32'))
  }
}

tf.serialization.registerClass(TokenEmbedding)
