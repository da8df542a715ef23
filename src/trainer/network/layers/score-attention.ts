import { tf } from '../../runtime/load-tensorflow.ts'
import { asFloats, both, lookingBack, masksOf, type Mask } from './attention-masks.ts'
import type { AttentionWatch } from './attention-watch.ts'
import { dropOut } from './seeded-dropout.ts'
import { SeededLayer, type LayerBase } from './seeded-layer.ts'

interface ScoreConfig extends LayerBase {
  readonly useScale: boolean
  readonly scoreMode: 'dot' | 'concat'
  readonly dropout: number
  readonly causal: boolean
}

/** What a step that must not be looked at is lowered by. */
const HIDDEN = 1e9

/**
 * Each step of the first sequence takes a mixture of the steps of the second.
 *
 * Input   [rows, steps, features] and [rows, asked, features]; one alone asks itself
 * Output  [rows, steps, features], zeros at masked steps
 * Source  keras 3.15 `layers/attention/attention.py`
 */
export class ScoreAttention extends SeededLayer {
  static className = 'ScoreAttention'
  readonly config: ScoreConfig
  watch: AttentionWatch | undefined
  scale: tf.LayerVariable | undefined
  scoreWeight: tf.LayerVariable | undefined

  constructor(config: ScoreConfig) {
    super(config, config.dropout > 0)
    this.config = config
    this.supportsMasking = true
  }

  override build(): void {
    const add = (name: string) => this.addWeight(name, [], 'float32', tf.initializers.ones())
    if (this.config.useScale) this.scale = add('scale')
    if (this.config.scoreMode === 'concat') this.scoreWeight = add('concat_score_weight')
    this.built = true
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
    return tf.tidy(() => {
      const [queryMask, valueMask] = masksOf(mask)
      const causal = this.config.causal ? lookingBack(query.shape[1] ?? 0, value.shape[1] ?? 0) : null
      const seen = both(asFloats(valueMask, [1]), causal)
      const scores = this.scores(query, value)
      const hidden = seen === null ? scores : tf.sub(scores, tf.mul(tf.sub(1, seen), HIDDEN))
      const shares = tf.softmax(hidden)
      this.watch?.(shares, seen)
      const { dropout } = this.config
      const kept = training && dropout > 0 ? dropOut(shares, dropout, this.stepSeed) : shares
      const taken = tf.matMul(kept, value)
      const asking = asFloats(queryMask, [-1])
      return asking === null ? taken : tf.mul(taken, asking)
    })
  }

  /** How alike each step of one sequence and each of the other are. */
  private scores(query: tf.Tensor, value: tf.Tensor): tf.Tensor {
    const scaled = (scores: tf.Tensor) =>
      this.scale === undefined ? scores : tf.mul(scores, this.scale.read())
    if (this.scoreWeight === undefined) return scaled(tf.matMul(query, value, false, true))
    const sums = tf.add(tf.expandDims(query, 2), tf.expandDims(value, 1))
    return tf.mul(tf.sum(tf.tanh(scaled(sums)), -1), this.scoreWeight.read())
  }
}

tf.serialization.registerClass(ScoreAttention)
