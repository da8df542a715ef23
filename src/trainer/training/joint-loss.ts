import type { PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import { targetsOf } from '../../shared/dataset/target-labels.ts'
import { lossWeightOf } from '../../shared/training/auxiliary-losses.ts'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'
import type { BuiltModel, BuiltOutput } from '../network/build-model.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { countHits, type HitCount } from './hit-count.ts'
import { createLoss, type Loss } from './losses.ts'

export type LossPlan = Pick<TrainingSpec, 'loss'> & Partial<Pick<TrainingSpec, 'lossOptions' | 'lossWeights'>>

/** What is minimised, and of several targets the loss of each by itself: of its own outputs and labels. */
export interface ModelLoss {
  readonly loss: Loss
  readonly losses?: readonly Loss[] | undefined
}

/** What the model gives for each target, its last dimension cut apart: cheaper to derive than slices, which fill up with 0. */
const cutOutputs = (outputs: tf.Tensor, places: readonly BuiltOutput[]): tf.Tensor[] =>
  tf.split(outputs, [...places.map(({ size }) => size)], 1)

function takeLabels(labels: tf.Tensor, index: number, isClasses: boolean): tf.Tensor {
  const taken = tf.reshape(tf.slice(labels, [0, index], [-1, 1]), [-1])
  return isClasses ? tf.cast(taken, 'int32') : taken
}

/**
 * The loss of a model's target, or of several the sum of their losses, each times its weight.
 *
 * Input   classWeights: of the main target's classes
 * Source  keras/src/trainers/compile_utils.py, Keras 3.15: loss_weights
 */
export function createModelLoss(
  plan: LossPlan,
  { head, outputs }: Pick<BuiltModel, 'head' | 'outputs'>,
  target: PreparedTarget,
  classWeights?: Float32Array
): ModelLoss {
  const options = plan.lossOptions
  const main = createLoss(plan.loss, head, { options, classWeights, hasUncounted: target.hasUncounted })
  if (outputs === undefined) return { loss: main }
  const targets = targetsOf(target)
  const parts = outputs.map((output, index) => {
    const { name = '', classes = null } = targets[index] ?? {}
    const loss = index === 0 ? main : createLoss(output.loss, output.head, { options })
    return { index, loss, isClasses: classes !== null, weight: lossWeightOf(plan, name) }
  })
  // One that does not count takes no time.
  const counted = parts.filter(({ weight }) => weight > 0)
  const joint: Loss = (answers, labels, sampleWeights) => {
    const given = cutOutputs(answers, outputs)
    const losses = counted.map(({ index, loss, isClasses, weight }) => {
      const own = loss(given[index] ?? answers, takeLabels(labels, index, isClasses), sampleWeights)
      return weight === 1 ? own : tf.mul<tf.Scalar>(own, weight)
    })
    return losses.reduce((sum, one) => tf.add(sum, one))
  }
  return { loss: joint, losses: parts.map(({ loss }) => loss) }
}

/** The figure shown beside the loss while training: of several targets, that of the main one. */
export function countModelHits(
  { head, outputs }: Pick<BuiltModel, 'head' | 'outputs'>,
  target: PreparedTarget
): HitCount {
  const count = countHits(head, target)
  if (outputs === undefined) return count
  return (answers, labels) => {
    const [main = answers] = cutOutputs(answers, outputs)
    return count(main, takeLabels(labels, 0, target.classes !== null))
  }
}
