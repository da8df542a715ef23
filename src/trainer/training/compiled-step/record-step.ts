import type { OptimizerSpec } from '../../../shared/training/training-spec.ts'
import { tf } from '../../runtime/load-tensorflow.ts'
import { countModelHits } from '../joint-loss.ts'
import { plainGradients, updateOfStep, type GradientPlan, type StepMoment } from '../optimizers.ts'
import type { StepParts } from '../step.ts'
import type { GraphBuilder } from './graph-builder.ts'
import type { GraphOutput } from './native-graph.ts'
import { record, type Recording } from './recorder.ts'
import { createGradientTreatment, type GradientTreatment } from './treat-gradients.ts'
import { createFusedOptimizer, type FusedOptimizer, type GraphSlots } from './updates.ts'
import { declareWeights, type WeightVariables } from './variables.ts'

export interface RecordedParts extends Pick<StepParts, 'model' | 'loss' | 'target'> {
  readonly optimizer: OptimizerSpec
  /** What happens to gradients before an update; nothing where left out. */
  readonly gradients?: GradientPlan
}

/** A graph in which steps are recorded, with the variables that they work on. */
export interface StepPlace {
  readonly builder: GraphBuilder
  readonly weights: WeightVariables
  readonly optimizer: FusedOptimizer
  readonly treatment: GradientTreatment
  /** What each step is given: the optimiser's numbers, then the treatment's. */
  readonly settings: readonly ((moment: StepMoment) => number)[]
}

/** Outputs of the graph that a step reads. */
export interface StepInputs {
  readonly samples: GraphOutput
  readonly labels: GraphOutput
  /** float32 [batch size]; undefined where all samples count the same. */
  readonly weights: GraphOutput | undefined
  /** int32 [dropout layers, 2]; undefined where there are none. */
  readonly seeds: GraphOutput | undefined
  /** One scalar for each setting of the place. */
  readonly settings: readonly number[]
}

export interface RecordedStep {
  readonly loss: number
  readonly score: number
  /** Operations that change weights and what the optimiser keeps. */
  readonly changes: readonly number[]
}

export function openPlace(
  builder: GraphBuilder,
  { model, optimizer, gradients = plainGradients }: RecordedParts
): StepPlace {
  const weights = declareWeights(builder, model.weights)
  const trained = model.variables.map(({ dataId }) => {
    const variable = weights.find(dataId)
    if (variable === undefined) throw new Error('A trained variable is not among the weights.')
    return variable
  })
  const fused = createFusedOptimizer(builder, optimizer, trained)
  const treatment = createGradientTreatment(builder, gradients, trained)
  const numbers = fused.settings.map((valueAt) => ({ step, learningRate }: StepMoment) => {
    return valueAt({ count: updateOfStep(step, gradients.accumulation), learningRate })
  })
  const settings = [...numbers, ...treatment.settings]
  return { builder, weights, optimizer: fused, treatment, settings }
}

/** All that is kept for each trained variable beside it. */
export const slotsOf = ({ optimizer, treatment }: StepPlace): GraphSlots[] =>
  optimizer.slots.map((kept, index) => ({ ...kept, ...treatment.slots[index] }))

/** Adds the operations that put all of it to its start values. */
export const addResets = ({ optimizer, treatment }: StepPlace): number[] => [
  ...optimizer.addReset(),
  ...treatment.addReset()
]

/**
 * Adds one training step to a graph: forward pass, loss, score, derivatives and the changes of all variables.
 *
 * Throws  RecordingError  when the model cannot be recorded
 */
export function recordStep(
  { builder, weights, optimizer, treatment }: StepPlace,
  parts: RecordedParts,
  inputs: StepInputs
): RecordedStep {
  const { model } = parts
  return record({ builder, weights, layers: model.layers }, (recording) => {
    if (inputs.seeds !== undefined) model.seedDropout(tf.unstack(recording.tensor(inputs.seeds)))
    try {
      const { loss, score, gradients } = recordGradients(recording, parts, inputs)
      const count = optimizer.settings.length
      const treated = treatment.add(gradients, { settings: inputs.settings.slice(count), recording })
      const place = { settings: inputs.settings.slice(0, count), recording }
      const updates = treated.gradients.flatMap((gradient, index) =>
        gradient === undefined ? [] : optimizer.addUpdate(index, gradient, place)
      )
      return { loss, score, changes: [...recording.changes, ...treated.changes, ...updates] }
    } finally {
      model.seedDropout([])
    }
  })
}

function recordGradients(
  { tensor, outputOf }: Recording,
  { model, loss, target }: RecordedParts,
  { samples, labels, weights }: StepInputs
) {
  const countScore = countModelHits(model, target)
  let score: number | undefined
  const truth = tensor(labels)
  const counts = weights && tensor(weights)
  const { value, grads } = tf.variableGrads(() => {
    const outputs = model.forward(tensor(samples), { isTraining: true })
    score = outputOf(countScore(outputs, truth))
    return model.penalties().reduce<tf.Scalar>((sum, one) => tf.add(sum, one), loss(outputs, truth, counts))
  }, [...model.variables])
  if (score === undefined) throw new Error('The model gave no output.')
  const gradients = model.variables.map(({ name }) => (Object.hasOwn(grads, name) ? grads[name] : undefined))
  return { loss: outputOf(value), score, gradients }
}
