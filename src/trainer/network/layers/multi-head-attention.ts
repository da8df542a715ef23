import { deriveSeed } from '../../../shared/core/random.ts'
import { tf } from '../../runtime/load-tensorflow.ts'
import { asFloats, both, lookingBack, masksOf, type Mask } from './attention-masks.ts'
import type { AttentionWatch } from './attention-watch.ts'
import { fromConfig, type Initializer, type ObjectConfig, type Regularizer } from './keras-object.ts'
import { dropOut } from './seeded-dropout.ts'
import { SeededLayer, type LayerBase } from './seeded-layer.ts'

interface AttentionConfig extends LayerBase {
  readonly numHeads: number
  readonly keyDim: number
  readonly dropout: number
  readonly useBias: boolean
  readonly causal: boolean
  readonly seed: number
  readonly kernelRegularizer: ObjectConfig
}

/** A kernel and its bias. */
interface Projection {
  readonly kernel: tf.LayerVariable
  readonly bias: tf.LayerVariable | undefined
}

/** What stands in the place of a score that must not count. */
const HIDDEN = -1e9

/** Start values of a kernel of three axes, drawn as for the matrix that it is. */
const matrixStart = (matrix: readonly [number, number], seed: number): Initializer => {
  const inner = tf.initializers.glorotUniform({ seed })
  const start = { apply: (shape: number[]) => tf.reshape(inner.apply([...matrix]), shape) }
  return Object.assign(Object.create(inner) as Initializer, start)
}

/**
 * Several attentions side by side, each on projections of its inputs; a last projection joins them.
 *
 * Input   [rows, steps, features] and [rows, asked, features]; one alone asks itself
 * Output  the shape of the first
 * Source  keras 3.15 `layers/attention/multi_head_attention.py`
 */
export class MultiHeadAttention extends SeededLayer {
  static className = 'MultiHeadAttention'
  readonly config: AttentionConfig
  watch: AttentionWatch | undefined
  private readonly parts = new Map<string, Projection>()

  constructor(config: AttentionConfig) {
    super(config, config.dropout > 0)
    this.config = config
    this.supportsMasking = true
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { numHeads, keyDim } = this.config
    const shapes = Array.isArray(inputShape[0]) ? (inputShape as tf.Shape[]) : [inputShape as tf.Shape]
    const query = shapes[0]?.at(-1) ?? 0
    const value = shapes[1]?.at(-1) ?? query
    const width = numHeads * keyDim
    this.project('query', [query, numHeads, keyDim], [query, width])
    this.project('key', [value, numHeads, keyDim], [value, width])
    this.project('value', [value, numHeads, keyDim], [value, width])
    this.project('attention_output', [numHeads, keyDim, query], [width, query])
    this.built = true
  }

  private project(name: string, shape: readonly number[], matrix: readonly [number, number]): void {
    const { useBias, seed, kernelRegularizer } = this.config
    const kernel = this.addWeight(
      `${name}/kernel`,
      [...shape],
      'float32',
      matrixStart(matrix, deriveSeed(seed, name)),
      fromConfig<Regularizer>(kernelRegularizer)
    )
    const biasShape = name === 'attention_output' ? shape.slice(2) : shape.slice(1)
    const bias = useBias
      ? this.addWeight(`${name}/bias`, biasShape, 'float32', tf.initializers.zeros())
      : undefined
    this.parts.set(name, { kernel, bias })
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [first] = inputShape
    return Array.isArray(first) ? first : (inputShape as tf.Shape)
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    { training = false, mask }: { training?: boolean; mask?: Mask | readonly Mask[] } = {}
  ): tf.Tensor {
    const [query, value = query] = Array.isArray(inputs) ? inputs : [inputs]
    if (query === undefined || value === undefined) throw new Error('Attention reads one or two sequences.')
    const { keyDim, dropout } = this.config
    return tf.tidy(() => {
      const asking = tf.mul(this.heads('query', query), 1 / Math.sqrt(keyDim))
      const scores = tf.matMul(asking, this.heads('key', value), false, true)
      const shares = this.share(scores, masksOf(mask))
      const kept = training && dropout > 0 ? dropOut(shares, dropout, this.stepSeed) : shares
      return this.join(tf.matMul(kept, this.heads('value', value)))
    })
  }

  /** Scores [rows, heads, steps, asked] as shares of 1 over the steps that are seen. */
  private share(scores: tf.Tensor, [queryMask, valueMask]: readonly [Mask, Mask]): tf.Tensor {
    const [, , steps = 0, asked = 0] = scores.shape
    const masked = both(asFloats(queryMask, [1, -1]), asFloats(valueMask, [1, 1]))
    const seen = both(masked, this.config.causal ? lookingBack(steps, asked) : null)
    const hidden = seen === null ? scores : tf.add(tf.mul(scores, seen), tf.mul(tf.sub(1, seen), HIDDEN))
    const shares = tf.softmax(hidden)
    this.watch?.(shares, seen)
    if (seen === null) return shares
    // Of a step that sees nothing, and is masked itself: Keras has two ways, and takes nothing in this one only.
    return this.config.dropout > 0 ? tf.mul(shares, seen) : shares
  }

  /** A sequence in the view of each head: [rows, heads, steps, size]. */
  private heads(name: string, sequence: tf.Tensor): tf.Tensor {
    const { numHeads, keyDim } = this.config
    const [rows = 0, steps = 0] = sequence.shape
    const projected = this.multiply(name, sequence, numHeads * keyDim)
    return tf.transpose(tf.reshape(projected, [rows, steps, numHeads, keyDim]), [0, 2, 1, 3])
  }

  /** What the heads found, side by side and projected: [rows, steps, features]. */
  private join(found: tf.Tensor): tf.Tensor {
    const [rows = 0, heads = 0, steps = 0, size = 0] = found.shape
    const flat = tf.reshape(tf.transpose(found, [0, 2, 1, 3]), [rows, steps, heads * size])
    const features = this.parts.get('attention_output')?.kernel.shape.at(-1) ?? 0
    return tf.reshape(this.multiply('attention_output', flat, features), [rows, steps, features])
  }

  /** Each step times a kernel: [rows * steps, width]. */
  private multiply(name: string, sequence: tf.Tensor, width: number): tf.Tensor {
    const features = sequence.shape.at(-1) ?? 0
    const flat = tf.reshape<tf.Rank.R2>(sequence, [sequence.size / features, features])
    const { kernel, bias } = this.matrixOf(name, width)
    const product = tf.matMul(flat, kernel)
    return bias === undefined ? product : tf.add(product, bias)
  }

  /** A projection's kernel [features, width] and bias [width]. */
  matrixOf(name: string, width: number): { readonly kernel: tf.Tensor2D; readonly bias?: tf.Tensor1D } {
    const part = this.parts.get(name)
    if (part === undefined) throw new Error('The layer is not built.')
    const kernel = tf.reshape<tf.Rank.R2>(part.kernel.read(), [-1, width])
    if (part.bias === undefined) return { kernel }
    return { kernel, bias: tf.reshape<tf.Rank.R1>(part.bias.read(), [width]) }
  }
}

tf.serialization.registerClass(MultiHeadAttention)
