import type { OptimizerSpec } from '../../../shared/training/training-spec.ts'
import type { BatchData } from '../../dataset/batch-reader.ts'
import { tf } from '../../runtime/load-tensorflow.ts'
import { countHits } from '../hit-count.ts'
import { plainGradients, updateOfStep, type GradientPlan } from '../optimizers.ts'
import type { StepParts, TrainingStep } from '../step.ts'
import { createGraphBuilder, type GraphBuilder } from './graph-builder.ts'
import { DTYPE, type Feed } from './native-graph.ts'
import { record, type Recording } from './recorder.ts'
import { createSampleFeed, type BatchInputs, type SampleFeed } from './samples.ts'
import { connectSlots } from './slot-state.ts'
import { createStepQueue, type QueuedStep } from './step-queue.ts'
import { createGradientTreatment, type GradientTreatment } from './treat-gradients.ts'
import { createFusedOptimizer, type FusedOptimizer, type GraphSlots } from './updates.ts'
import { mirrorVariables, type MirroredVariables } from './variables.ts'

export interface CompiledParts extends Pick<StepParts, 'model' | 'loss' | 'target' | 'seed'> {
  readonly data: BatchData
  readonly trainRows: Uint32Array
  readonly batchSize: number
  readonly optimizer: OptimizerSpec
  /** What happens to gradients before an update; nothing where left out. */
  readonly gradients?: GradientPlan
  /** Bytes of samples that may stay in the runtime; a default where left out. */
  readonly residentBytes?: number
}

export interface CompiledStep extends TrainingStep {
  /** Forgets what the optimiser has gathered, as before the first step. */
  reset(): Promise<void>
}

/** A step recorded for batches of one size. */
interface RecordedStep {
  readonly inputs: BatchInputs
  readonly seeds: number | undefined
  /** Loss and score. */
  readonly fetches: readonly number[]
  readonly targets: readonly number[]
}

interface Plan {
  readonly builder: GraphBuilder
  readonly parts: CompiledParts
  readonly variables: MirroredVariables
  readonly optimizer: FusedOptimizer
  /** A placeholder for each of the optimiser's settings. */
  readonly settings: readonly number[]
  readonly treatment: GradientTreatment
  readonly samples: SampleFeed
}

/**
 * A step recorded once as a TensorFlow graph and then run as a whole, several steps at a time on a thread of its own.
 *
 * Throws  RecordingError  when the model cannot be recorded; Error when the add-on is not there
 */
export async function createCompiledStep(parts: CompiledParts): Promise<CompiledStep> {
  const builder = createGraphBuilder()
  try {
    const plan = planStep(builder, parts)
    const { model, batchSize, trainRows } = parts
    const sizes = new Set([Math.min(batchSize, trainRows.length), trainRows.length % batchSize])
    const recorded = new Map(
      [...sizes].filter((size) => size > 0).map((size) => [size, recordStep(plan, size)])
    )
    const state = connectSlots(builder, model, slotsOf(plan))
    await plan.samples.prepare()
    const resets = [...plan.optimizer.addReset(), ...plan.treatment.addReset()]
    const reset = async (): Promise<void> => {
      if (resets.length > 0) await builder.graph.run([], [], resets, 1)
    }
    await reset()
    const queue = createStepQueue(
      (steps) => runSteps(plan, recorded, steps),
      (size) => plan.samples.stepLimit(size)
    )
    return {
      ...queue,
      ...state,
      updateModel: () => plan.variables.pull(),
      reset,
      dispose: () => {
        builder.graph.close()
      }
    }
  } catch (error) {
    builder.graph.close()
    throw error
  }
}

/** All that is kept for each variable beside it. */
const slotsOf = ({ optimizer, treatment }: Plan): GraphSlots[] =>
  optimizer.slots.map((kept, index) => ({ ...kept, ...treatment.slots[index] }))

function planStep(builder: GraphBuilder, parts: CompiledParts): Plan {
  const { model, data, trainRows, residentBytes } = parts
  const variables = mirrorVariables(builder, model.weights)
  const trained = model.variables.map(({ dataId }) => {
    const variable = variables.find(dataId)
    if (variable === undefined) throw new Error('A trained variable is not among the weights.')
    return variable
  })
  const optimizer = createFusedOptimizer(builder, parts.optimizer, trained)
  const settings = optimizer.settings.map(() => builder.placeholder(DTYPE.float32, []).id)
  const treatment = createGradientTreatment(builder, parts.gradients ?? plainGradients, trained)
  const samples = createSampleFeed(builder, { data, rows: trainRows }, residentBytes)
  return { builder, parts, variables, optimizer, settings, treatment, samples }
}

function recordStep(plan: Plan, batchSize: number): RecordedStep {
  const { builder, parts, variables, optimizer, settings, treatment, samples } = plan
  const { model } = parts
  const inputs = samples.inputsFor(batchSize)
  const dropoutCount = model.dropoutSeeds(0, 0).length
  const seeds = dropoutCount === 0 ? undefined : builder.placeholder(DTYPE.int32, [dropoutCount, 2])
  return record({ builder, variables, layers: model.layers }, (recording) => {
    if (seeds !== undefined) {
      const rows = tf.unstack(recording.tensor(seeds))
      model.seedDropout(rows)
    }
    try {
      const { loss, score, gradients } = recordGradients(recording, parts, inputs)
      const treated = treatment.add(gradients, recording)
      const updates = treated.gradients.flatMap((gradient, index) =>
        gradient === undefined ? [] : optimizer.addUpdate(index, gradient, { settings, recording })
      )
      const targets = [...recording.changes, ...treated.changes, ...updates]
      return { inputs, seeds: seeds?.id, fetches: [loss, score], targets }
    } finally {
      model.seedDropout([])
    }
  })
}

function recordGradients(
  { tensor, outputOf }: Recording,
  { model, loss, target }: CompiledParts,
  { samples, labels }: BatchInputs
) {
  const countScore = countHits(model.head, target)
  let score: number | undefined
  const truth = tensor(labels)
  const { value, grads } = tf.variableGrads(() => {
    const outputs = model.forward(tensor(samples), { isTraining: true })
    score = outputOf(countScore(outputs, truth))
    return model.penalties().reduce<tf.Scalar>((sum, one) => tf.add(sum, one), loss(outputs, truth))
  }, [...model.variables])
  if (score === undefined) throw new Error('The model gave no output.')
  const gradients = model.variables.map(({ name }) => (Object.hasOwn(grads, name) ? grads[name] : undefined))
  return { loss: outputOf(value), score, gradients }
}

/** Steps with batches of one size, in one call. */
async function runSteps(
  { builder, parts, variables, optimizer, settings, treatment }: Plan,
  recorded: ReadonlyMap<number, RecordedStep>,
  steps: readonly QueuedStep[]
) {
  const size = steps[0]?.batch.length ?? 0
  const step = recorded.get(size)
  if (step === undefined) throw new Error(`No step was recorded for a batch of ${size} rows.`)
  const { model, seed } = parts
  const feeds: Feed[] = step.inputs.feed(steps.map(({ batch }) => batch))
  if (step.seeds !== undefined) {
    const seeds = steps.map((one) => model.dropoutSeeds(seed, one.step).flatMap((value) => [value, 0]))
    const shape = [(seeds[0]?.length ?? 0) / 2, 2]
    feeds.push({ output: step.seeds, dtype: DTYPE.int32, shape, values: Int32Array.from(seeds.flat()) })
  }
  const { accumulation } = parts.gradients ?? plainGradients
  for (const [index, valueAt] of optimizer.settings.entries()) {
    const values = Float32Array.from(steps, ({ step: at, learningRate }) =>
      valueAt({ count: updateOfStep(at, accumulation), learningRate })
    )
    feeds.push({ output: settings[index] ?? 0, dtype: DTYPE.float32, shape: [], values })
  }
  feeds.push(...treatment.feed(steps))
  await variables.push()
  const [losses, scores] = await builder.graph.run(feeds, step.fetches, step.targets, steps.length)
  return { losses: losses as Float32Array, scores: scores as Float32Array }
}
