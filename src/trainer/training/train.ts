import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { unwrap, ProblemError } from '../../shared/core/checked.ts'
import type { PreparedData } from '../../shared/dataset/prepared-data.ts'
import { checkNetwork } from '../../shared/network/check-network.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import { adviseOnTraining, checkTraining } from '../../shared/training/check-training.ts'
import { engineWords } from '../../shared/training/engine.ts'
import type { RunEvent } from '../../shared/training/run-events.ts'
import { createBatchReader } from '../dataset/batch-reader.ts'
import { prepareDataset } from '../dataset/prepare-dataset.ts'
import { readDatasetManifest } from '../dataset/read-dataset.ts'
import { evaluatePart, measureRows, type Measurable } from '../evaluation/evaluate.ts'
import { predictionBatchSize } from '../evaluation/predict.ts'
import { writePredictions } from '../evaluation/write-predictions.ts'
import { buildModel, type BuiltModel } from '../network/build-model.ts'
import { replaceFile } from '../runtime/durable-files.ts'
import { describeMachine } from '../runtime/probe.ts'
import { chooseStep, type ChosenStep } from './choose-step.ts'
import { checkLabels } from './check-labels.ts'
import { classWeightsOf } from './class-weights.ts'
import { createBestWeights, type BestWeightsPlace } from './best-weights.ts'
import { fit, type FitResult } from './fit.ts'
import { hitMetric } from './hit-count.ts'
import { createLoss } from './losses.ts'

export type TrainJob = Extract<TrainerJob, { kind: 'train' }>

export interface TrainContext {
  readonly send: (event: RunEvent) => void
  /** Aborted when the person stops the run (`stopped`) or the studio is gone (`parent-gone`). */
  readonly signal: AbortSignal
}

/**
 * A recipe becomes a trained run: prepare, build, fit, evaluate, each step told as it happens.
 *
 * Output    in the run's folder recipe.json, preparation.json, model.json, checkpoints/, evaluation.json and
 *           predictions.json; `finished` is the last event
 * Problems  all of preparation, of `checkNetwork` and `checkTraining`; training/no-training-rows,
 *           training/loss-needs-counts, training/stopped-before-start, training/loss-not-finite, evaluation/not-finite
 */
export async function train(job: TrainJob, { send, signal }: TrainContext): Promise<void> {
  const startedAt = performance.now()
  send({ type: 'preparing', doneShare: 0 })
  const { manifest, data, spec } = await prepareRun(job)
  send({ type: 'preparing', doneShare: 0.8 })
  const model = await buildModel(spec, job.recipe.training)
  try {
    if (signal.aborted) throw new ProblemError(problem('training/stopped-before-start', {}))
    const machine = await describeMachine()
    const measurable = measurableOf(job.recipe, model, data)
    const chosen = await openStep(job.recipe, measurable, data)
    send({ type: 'preparing', doneShare: 1 })
    await writeRunFiles(job.runFolder, { engine: chosen.choice })
    send({
      type: 'started',
      ...machine,
      engine: machine.engine + engineWords[chosen.engine],
      engineChoice: chosen.choice,
      ...sizesOf(job.recipe, data, spec),
      checkpointBytes: checkpointBytesOf(model)
    })
    const warnings = chosen.warning === undefined ? [] : [chosen.warning]
    for (const found of [...adviceFor(job.recipe, data), ...warnings])
      send({ type: 'warned', problem: found })

    const facts = {
      seed: job.recipe.training.seed,
      datasetFingerprint: manifest.fingerprint,
      versions: machine.versions
    }
    const result = await fitModel(job, { measurable, chosen, data, facts, send, signal })
    send({ type: 'evaluating' })
    await evaluateRun(job.runFolder, measurable, data)
    send({ type: 'finished', ...result, durationMs: performance.now() - startedAt })
  } finally {
    model.dispose()
  }
}

/** Reads and prepares the data, checks the whole recipe against it, and leaves both in the run's folder. */
async function prepareRun({ recipe, runFolder, datasetFolder }: TrainJob) {
  const manifest = unwrap(await readDatasetManifest(datasetFolder))
  const data = unwrap(await prepareDataset(datasetFolder, manifest, recipe.dataset))
  const spec = checkRecipe(recipe, data)
  await writeRunFiles(runFolder, { recipe, preparation: data.preparation, model: spec })
  return { manifest, data, spec }
}

function measurableOf({ training }: Recipe, model: BuiltModel, data: PreparedData): Measurable {
  const { target, sampleShape } = data.preparation
  return {
    model,
    reader: createBatchReader({ ...data, sampleShape, target }),
    loss: createLoss(training.loss, model.head, { options: training.lossOptions }),
    target,
    labels: data.labels,
    batchSize: predictionBatchSize(data.samples.sampleSize)
  }
}

function openStep(
  { training }: Recipe,
  measurable: Measurable,
  { samples, labels, parts, preparation: { sampleShape, target } }: PreparedData
): Promise<ChosenStep> {
  const rows = parts.train
  const classWeights = classWeightsOf(training.classWeights, target.classes, { labels, rows })
  return chooseStep({
    ...measurable,
    // Rows are weighted while learning only: validation counts each the same.
    loss: createLoss(training.loss, measurable.model.head, { options: training.lossOptions, classWeights }),
    data: { samples, labels, sampleShape, target },
    trainRows: rows,
    batchSize: training.batchSize,
    optimizer: training.optimizer,
    gradients: { clipping: training.gradientClipping, accumulation: training.gradientAccumulation },
    seed: training.seed,
    engine: training.engine,
    stepCount: training.epochs * Math.ceil(parts.train.length / training.batchSize)
  })
}

interface FitInputs extends TrainContext {
  readonly measurable: Measurable
  readonly chosen: ChosenStep
  readonly data: PreparedData
  readonly facts: BestWeightsPlace['facts']
}

async function fitModel(
  job: TrainJob,
  { measurable, chosen: { step }, data, facts, send, signal }: FitInputs
): Promise<FitResult> {
  const { training } = job.recipe
  const { model, target } = measurable
  const { train: trainRows, validation } = data.parts
  const best = createBestWeights(model, { runFolder: job.runFolder, facts })
  const validate = validation.length === 0 ? undefined : () => measureRows(measurable, validation)
  try {
    return await fit({
      step,
      training,
      trainRows,
      validate,
      scoreName: hitMetric(target),
      best,
      send,
      signal
    })
  } finally {
    step.dispose()
    best.dispose()
  }
}

/** The network as a model that can be built, or the first thing that keeps the recipe from being trained. */
function checkRecipe(recipe: Recipe, { preparation, labels, parts }: PreparedData): ModelSpec {
  const { classes } = preparation.target
  const output =
    classes === null
      ? ({ kind: 'regression' } as const)
      : ({ kind: 'classification', classCount: classes.length } as const)
  const { model, problems } = checkNetwork(recipe.network, { inputShape: preparation.sampleShape, output })
  const [first] = problems
  if (first !== undefined) throw new ProblemError(first)
  if (model === undefined) throw new Error('The network has neither problems nor a model.')
  const [misfit] = checkTraining(recipe.training, model, preparation.task, classes)
  if (misfit !== undefined) throw new ProblemError(misfit)
  const unfit = checkLabels(recipe.training, labels)
  if (unfit !== undefined) throw new ProblemError(unfit)
  if (parts.train.length === 0) throw new ProblemError(problem('training/no-training-rows', {}))
  return model
}

function sizesOf({ training }: Recipe, { parts }: PreparedData, { weightCount }: ModelSpec) {
  return {
    epochs: training.epochs,
    stepsPerEpoch: Math.ceil(parts.train.length / training.batchSize),
    rowCounts: { train: parts.train.length, validation: parts.validation.length, test: parts.test.length },
    weightCount
  }
}

/** Two generations of all weights, as float32. */
const checkpointBytesOf = ({ weights }: BuiltModel): number =>
  2 * 4 * weights.reduce((sum, { variable }) => sum + variable.size, 0)

function adviceFor({ training }: Recipe, { parts, notes }: PreparedData) {
  return [
    ...notes,
    ...adviseOnTraining(training, parts.train.length),
    ...(parts.validation.length === 0 ? [problem('training/no-validation-rows', {})] : [])
  ]
}

async function writeRunFiles(runFolder: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(runFolder, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    await replaceFile(path.join(runFolder, `${name}.json`), JSON.stringify(content, null, 2))
  }
}

async function evaluateRun(runFolder: string, measurable: Measurable, data: PreparedData): Promise<void> {
  const reports = []
  const predictions = []
  for (const part of ['train', 'validation', 'test'] as const) {
    const rows = data.parts[part]
    if (rows.length === 0) continue
    const measured = await evaluatePart(measurable, { part, rows, rowIndices: data.rowIndices })
    reports.push(measured.report)
    predictions.push(measured.predictions)
  }
  await writePredictions(path.join(runFolder, 'predictions.json'), predictions.flat())
  await replaceFile(path.join(runFolder, 'evaluation.json'), JSON.stringify(reports, null, 2))
}
