import type { Problem } from '../core/checked.ts'
import type { Label } from '../core/params.ts'
import { isSelfSupervised, type Task } from '../dataset/dataset-spec.ts'
import type { ModelLayer, ModelSpec } from '../network/model-spec.ts'
import { suggestNetwork, type TemplateData } from '../network/templates/catalogue.ts'
import { problem } from '../problems/catalogue.ts'
import { isForOneOutput, isForValues, lossesOfUse, lossLabel } from './losses.ts'
import { warmupSteps } from './schedule.ts'
import { defaultOptimizers, defaultTraining, type LossKind, type TrainingSpec } from './training-spec.ts'

type Output = Pick<ModelSpec, 'outputShape'> & {
  readonly layers?: readonly ModelLayer[]
  readonly outputs?: ModelSpec['outputs']
}

/** Numbers that the main target's layer gives. */
const mainSize = ({ outputShape, layers, outputs }: Output): number | undefined =>
  outputs === undefined ? outputShape[0] : layers?.at(-1)?.outputShape[0]

/** The losses that a network and its data can be trained with; the first is the usual one. */
export function lossesFor(model: Output, task: Task): readonly [LossKind, ...LossKind[]] {
  if (isOfValues(task)) return lossesOfUse('values')
  if (isOfWords(task)) return ['sparseCategoricalCrossentropy']
  return lossesOfUse(mainSize(model) === 1 ? 'one-output' : 'classes')
}

/** Whether a task learns words of a text. */
export const isOfWords = (task: Task): boolean => isSelfSupervised(task) || task === 'pairs'

/** Whether a task learns numbers and not classes. */
export const isOfValues = (task: Task): boolean => task === 'regression' || task === 'forecast'

/**
 * Why a plan cannot train a network; empty when it can.
 *
 * Input     a model that passed `checkNetwork` for the same task; classes where they are known
 * Problems  training/loss-for-classes, loss-for-values, loss-needs-one-output, loss-needs-class-outputs,
 *           loss-needs-positive-outputs, weights-without-classes, unknown-class
 */
export function checkTraining(
  training: TrainingSpec,
  model: Output,
  task: Task,
  classes: readonly string[] | null = null
): readonly Problem[] {
  const fitting = lossesFor(model, task)
  const found = fitting.includes(training.loss)
    ? checkOutputs(training, model)
    : [misfitOf(training, model, { task, use: lossLabel(fitting[0]) })]
  return [...found, ...checkClassWeights(training, task, classes)]
}

function misfitOf(
  training: TrainingSpec,
  model: Output,
  { task, use }: { readonly task: Task; readonly use: Label }
): Problem {
  const loss = lossLabel(training.loss)
  const values = { loss: loss.en, lossZh: loss.zh, use: use.en, useZh: use.zh }
  const at = 'training.loss'
  if (isOfValues(task)) return problem('training/loss-for-classes', values, at)
  if (isForValues(training.loss)) return problem('training/loss-for-values', values, at)
  if (!isForOneOutput(training.loss)) return problem('training/loss-needs-class-outputs', values, at)
  return problem('training/loss-needs-one-output', { ...values, found: mainSize(model) ?? 0 }, at)
}

/** Activations below which no output lies. */
const neverNegative: readonly unknown[] = [
  'relu',
  'relu6',
  'sigmoid',
  'softplus',
  'softmax',
  'hardSigmoid',
  'exponential'
]

function checkOutputs({ loss }: TrainingSpec, { layers }: Output): readonly Problem[] {
  const last = layers?.at(-1)
  const activation = last?.params.activation
  if (loss !== 'poisson' || last === undefined || activation === undefined) return []
  if (neverNegative.includes(activation)) return []
  const values = { layer: last.name, activation: String(activation) }
  return [problem('training/loss-needs-positive-outputs', values, 'training.loss')]
}

function checkClassWeights(
  { classWeights }: TrainingSpec,
  task: Task,
  classes: readonly string[] | null
): readonly Problem[] {
  const at = 'training.classWeights'
  if (classWeights.kind === 'none') return []
  if (isOfValues(task)) return [problem('training/weights-without-classes', {}, at)]
  if (classWeights.kind === 'balanced' || classes === null) return []
  return Object.keys(classWeights.weights)
    .filter((name) => !classes.includes(name))
    .map((name) => problem('training/unknown-class', { name, known: classes.slice(0, 8).join(', ') }, at))
}

/**
 * What is unusual in a plan, though it can be trained.
 *
 * Input     trainRowCount: rows of the training part
 * Problems  training/patience-too-long, batch-larger-than-data, rate-unusually-high, warmup-too-long,
 *           accumulation-too-long
 */
export function adviseOnTraining(training: TrainingSpec, trainRowCount: number): readonly Problem[] {
  const { optimizer, batchSize, epochs, earlyStopping } = training
  const usual = defaultOptimizers[optimizer.kind].learningRate
  const found: Problem[] = []
  if (earlyStopping !== null && earlyStopping.patience >= epochs) {
    const values = { patience: earlyStopping.patience, epochs }
    found.push(problem('training/patience-too-long', values, 'training.earlyStopping.patience'))
  }
  if (batchSize >= trainRowCount && trainRowCount > 32) {
    const values = { batchSize, rowCount: trainRowCount }
    found.push(problem('training/batch-larger-than-data', values, 'training.batchSize'))
  }
  if (optimizer.learningRate > 20 * usual) {
    const values = { learningRate: optimizer.learningRate, usual }
    found.push(problem('training/rate-unusually-high', values, 'training.optimizer.learningRate'))
  }
  return [...found, ...adviseOnSteps(training, Math.ceil(trainRowCount / batchSize))]
}

function adviseOnSteps(training: TrainingSpec, stepsPerEpoch: number): readonly Problem[] {
  const { schedule, epochs, gradientAccumulation } = training
  const stepCount = stepsPerEpoch * epochs
  const found: Problem[] = []
  const rise = 'warmup' in schedule ? warmupSteps(schedule.warmup, { stepsPerEpoch, epochs }) : 0
  if (rise > 0 && rise >= stepCount)
    found.push(problem('training/warmup-too-long', { rise, stepCount }, 'training.schedule.warmup'))
  if (stepCount > 0 && gradientAccumulation > stepCount) {
    const values = { count: gradientAccumulation, stepCount }
    found.push(problem('training/accumulation-too-long', values, 'training.gradientAccumulation'))
  }
  return found
}

/** A whole plan for data: the suggested network's settings over the defaults. */
export function suggestTraining(data: TemplateData): TrainingSpec {
  const training = { ...defaultTraining, ...suggestNetwork(data)?.training }
  return isOfValues(data.task) && !isForValues(training.loss)
    ? { ...training, loss: 'meanSquaredError' }
    : training
}

/** The plan with a loss that fits; unchanged when it fits already. */
export function withFittingLoss(training: TrainingSpec, model: Output, task: Task): TrainingSpec {
  const fitting = lossesFor(model, task)
  return fitting.includes(training.loss) ? training : { ...training, loss: fitting[0] }
}
