import { unwrap, ProblemError, type Problem } from '../../shared/core/checked.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { PreparedData } from '../../shared/dataset/prepared-data.ts'
import { labelsOfTarget } from '../../shared/dataset/target-labels.ts'
import type { LayerFit } from '../../shared/network/fitting-layers.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { engineName, type EngineName } from '../../shared/training/engine.ts'
import type { RunEvent } from '../../shared/training/run-events.ts'
import type { TrainingLength } from '../../shared/training/schedule.ts'
import { createBatchReader } from '../dataset/batch-reader.ts'
import type { Measurable } from '../evaluation/evaluate.ts'
import { predictionBatchSize } from '../evaluation/predict.ts'
import { writeWeights, type BuiltModel } from '../network/build-model.ts'
import { describeMachine } from '../runtime/probe.ts'
import { createBestWeights, type BestWeights } from './best-weights.ts'
import type { Place } from './checkpoint/checkpoint-folder.ts'
import { CheckpointKeeper } from './checkpoint/keeper.ts'
import type { TrainingFacts } from './checkpoint/manifest.ts'
import type { ResumePoint } from './checkpoint/read-checkpoint.ts'
import { refuseResume, restoreMemory } from './checkpoint/resume.ts'
import { chooseStep, type ChoiceParts, type ChosenStep } from './choose-step.ts'
import { classWeightsOf } from './class-weights.ts'
import { openCourse, type Course } from './course.ts'
import { writeRunFiles } from './finished-run.ts'
import { takeWeights } from './initial-weights.ts'
import { createModelLoss } from './joint-loss.ts'
import type { TrainJob } from './train.ts'
import { describeTraining } from './training-facts.ts'

export interface TrainingSources {
  readonly manifest: DatasetManifest
  readonly data: PreparedData
  readonly spec: ModelSpec
  readonly model: BuiltModel
  readonly from: ResumePoint | undefined
  readonly send: (event: RunEvent) => void
  readonly signal: AbortSignal
  /** By which to compute the steps, whatever the run used before. */
  readonly engine?: EngineName | undefined
}

/** A training that is ready for its next step, be it the first or one after a checkpoint. */
export interface OpenedTraining {
  readonly machine: Awaited<ReturnType<typeof describeMachine>>
  readonly measurable: Measurable
  readonly chosen: ChosenStep
  readonly best: BestWeights
  readonly course: Course
  readonly checkpoints: CheckpointKeeper
  /** What they take on the disk at most. */
  readonly checkpointBytes: number
}

/**
 * Chooses the engine, brings model, optimiser and all else to where the run is, and gets the run's folder ready.
 *
 * Problems  those of `refuseResume` and `takeWeights`; training/resume-engine
 */
export async function openTraining(job: TrainJob, sources: TrainingSources): Promise<OpenedTraining> {
  const { data, spec, model, from, send, signal } = sources
  const { recipe, runFolder } = job
  const machine = await describeMachine()
  const factsWith = (engine: string): TrainingFacts => describeFacts(job, { ...sources, machine, engine })
  if (from !== undefined) {
    const found = { recipe, facts: factsWith(''), source: sources.manifest.name }
    const refusal = refuseResume(from, found)
    if (refusal !== undefined) throw new ProblemError(refusal)
  } else if (job.initialWeightsFrom !== null) {
    const layers = unwrap(
      await takeWeights({ model, spec, preparation: data.preparation }, job.initialWeightsFrom)
    )
    const note = adviseOnStart(layers)
    if (note !== undefined) send({ type: 'warned', problem: note })
  }
  const measurable = measurableOf(recipe, model, data)
  const chosen = await openStep(recipe, measurable, { data, from, engine: sources.engine })
  const [best, course] = [createBestWeights(model), openCourse(recipe.training, lengthOf(recipe, data))]
  if (from !== undefined) await restore(from, { model, chosen, best, course })
  const facts = factsWith(chosen.engine)
  await writeRunFiles(runFolder, {
    recipe,
    preparation: data.preparation,
    model: spec,
    // The choice of the first attempt is the one that was made; later ones follow it.
    ...(from === undefined ? { engine: chosen.choice } : {})
  })
  const { step } = chosen
  const intervalMs = job.checkpointEveryMs
  const checkpoints = new CheckpointKeeper({ runFolder, facts, model, step, best, send, signal, intervalMs })
  await checkpoints.start(from)
  const checkpointBytes = mostBytes(
    model.weights.map(({ variable }) => variable),
    await step.readState()
  )
  return { machine, measurable, chosen, best, course, checkpoints, checkpointBytes }
}

interface FactInputs extends Omit<TrainingSources, 'engine'> {
  readonly machine: OpenedTraining['machine']
  readonly engine: string
}

const describeFacts = ({ recipe, threadCount }: TrainJob, inputs: FactInputs): TrainingFacts => {
  const { data, spec, machine, engine, manifest } = inputs
  const { seed } = recipe.training
  const datasetFingerprint = manifest.fingerprint
  return describeTraining({ seed, datasetFingerprint, data, spec, engine, machine, threadCount })
}

export const lengthOf = ({ training }: Recipe, { parts }: PreparedData): TrainingLength => ({
  epochs: training.epochs,
  stepsPerEpoch: Math.ceil(parts.train.length / training.batchSize)
})

export function measurableOf({ training }: Recipe, model: BuiltModel, data: PreparedData): Measurable {
  const { target, sampleShape } = data.preparation
  return {
    model,
    reader: createBatchReader({ ...data, sampleShape, target }),
    ...createModelLoss(training, model, target),
    target,
    labels: data.labels,
    batchSize: predictionBatchSize(data.samples.sampleSize)
  }
}

/** The step by which a new run is trained, or by which this one was before. */
async function openStep(
  recipe: Recipe,
  measurable: Measurable,
  { data, from, engine: forced }: Pick<TrainingSources, 'data' | 'from' | 'engine'>
): Promise<ChosenStep> {
  const choice = choiceOf(recipe, measurable, data)
  if (forced !== undefined) return chooseStep(choice, forced)
  if (from === undefined) return chooseStep(choice)
  const { engine } = from.last.manifest.facts
  const known = engineName.safeParse(engine)
  try {
    if (known.success) return await chooseStep(choice, known.data)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    throw new ProblemError(problem('training/resume-engine', { engine, reason: error.message }))
  }
  throw new ProblemError(problem('training/resume-engine', { engine, reason: '–' }))
}

/** All that the choice of a step, and the step itself, are made from. */
export function choiceOf(recipe: Recipe, measurable: Measurable, data: PreparedData): ChoiceParts {
  const { training } = recipe
  const { samples, labels, weights, parts, preparation } = data
  const { sampleShape, target } = preparation
  const rows = parts.train
  const { epochs, stepsPerEpoch } = lengthOf(recipe, data)
  const classWeights = classWeightsOf(training.classWeights, target.classes, {
    labels: labelsOfTarget(labels, target, 0),
    rows
  })
  return {
    ...measurable,
    // Rows are weighted while learning only: validation counts each the same.
    loss: createModelLoss(training, measurable.model, target, classWeights).loss,
    data: { samples, labels, weights, sampleShape, target },
    trainRows: rows,
    batchSize: training.batchSize,
    optimizer: training.optimizer,
    gradients: { clipping: training.gradientClipping, accumulation: training.gradientAccumulation },
    seed: training.seed,
    engine: training.engine,
    stepCount: epochs * stepsPerEpoch
  }
}

async function restore(
  from: ResumePoint,
  {
    model,
    chosen,
    best,
    course
  }: Pick<OpenedTraining, 'chosen' | 'best' | 'course'> & { readonly model: BuiltModel }
): Promise<void> {
  const { last } = from
  if (from.best !== undefined) best.restore(from.best.manifest.epoch, from.best.weights)
  writeWeights(model, last.weights)
  await chosen.step.writeState(last.optimizer)
  restoreMemory(from, course.memory)
}

/** Three of each kind: a new one is whole before the oldest goes. */
export function mostBytes(
  weights: readonly { readonly size: number }[],
  optimizer: readonly { readonly values: Float32Array }[]
): number {
  const weightBytes = 4 * weights.reduce((sum, { size }) => sum + size, 0)
  return 3 * (2 * weightBytes + optimizer.reduce((sum, { values }) => sum + values.byteLength, 0))
}

/** Where a run that goes on begins. */
export const placeOfPoint = (from: ResumePoint | undefined): Place =>
  from === undefined
    ? { epoch: 1, step: 0 }
    : { epoch: from.last.manifest.epoch, step: from.last.manifest.step }

/** What is to be said of a start from another run's weights; nothing where all layers took theirs. */
function adviseOnStart(layers: readonly LayerFit[]): Problem | undefined {
  const fresh = layers.filter(({ fits }) => !fits).map(({ name }) => name)
  const [count, taken] = [layers.length, layers.length - fresh.length]
  return fresh.length === 0
    ? undefined
    : problem('training/started-in-part', { taken, count, fresh: fresh.join(', ') })
}

/** What is to be said of the point from which a run goes on. */
export function adviseOnResume(from: ResumePoint, device: string): Problem[] {
  const { epoch, step, facts } = from.last.manifest
  const count = from.damagedCount
  return [
    ...(count === 0 ? [] : [problem('training/older-checkpoint', { count, epoch, step })]),
    ...(facts.device.name === device
      ? []
      : [problem('training/resumed-elsewhere', { expected: facts.device.name, found: device })])
  ]
}
