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
import type { RunEvent } from '../../shared/training/run-events.ts'
import { createBatchReader } from '../dataset/batch-reader.ts'
import { prepareDataset } from '../dataset/prepare-dataset.ts'
import { readDatasetManifest } from '../dataset/read-dataset.ts'
import { evaluatePart, measureRows, type Measurable } from '../evaluation/evaluate.ts'
import { predictionBatchSize } from '../evaluation/predict.ts'
import { writePredictions } from '../evaluation/write-predictions.ts'
import { buildModel } from '../network/build-model.ts'
import { replaceFile } from '../runtime/durable-files.ts'
import { describeMachine } from '../runtime/probe.ts'
import { createBestWeights } from './best-weights.ts'
import { fit } from './fit.ts'
import { hitMetric } from './hit-count.ts'
import { createLoss } from './losses.ts'
import { createOptimizer } from './optimizers.ts'
import { createEagerStep } from './step.ts'

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
 *           training/stopped-before-start, training/loss-not-finite, evaluation/not-finite
 */
export async function train(job: TrainJob, { send, signal }: TrainContext): Promise<void> {
  const startedAt = performance.now()
  const { recipe, runFolder } = job
  const { training } = recipe
  send({ type: 'preparing', doneShare: 0 })
  const manifest = unwrap(await readDatasetManifest(job.datasetFolder))
  const data = unwrap(await prepareDataset(job.datasetFolder, manifest, recipe.dataset))
  send({ type: 'preparing', doneShare: 0.8 })
  const spec = checkRecipe(recipe, data)
  const model = await buildModel(spec, training)
  await writeRunFiles(runFolder, { recipe, preparation: data.preparation, model: spec })
  if (signal.aborted) throw new ProblemError(problem('training/stopped-before-start', {}))

  const machine = await describeMachine()
  const { target, sampleShape } = data.preparation
  const reader = createBatchReader({ ...data, sampleShape, target })
  const loss = createLoss(training.loss, model.head)
  const batchSize = predictionBatchSize(data.samples.sampleSize)
  const measurable: Measurable = { model, reader, loss, target, labels: data.labels, batchSize }
  const optimizer = createOptimizer(training.optimizer, model.variables)
  send({ type: 'preparing', doneShare: 1 })
  send({ type: 'started', ...machine, ...sizesOf(recipe, data, spec) })
  for (const found of adviceFor(recipe, data)) send({ type: 'warned', problem: found })

  const { train: trainRows, validation } = data.parts
  const result = await fit({
    step: createEagerStep({ model, loss, optimizer, reader, target, seed: training.seed }),
    training,
    trainRows,
    validate: validation.length === 0 ? undefined : () => measureRows(measurable, validation),
    scoreName: hitMetric(target),
    best: createBestWeights(model, {
      runFolder,
      facts: { seed: training.seed, datasetFingerprint: manifest.fingerprint, versions: machine.versions }
    }),
    send,
    signal
  })

  send({ type: 'evaluating' })
  await evaluateRun(runFolder, measurable, data)
  send({ type: 'finished', ...result, durationMs: performance.now() - startedAt })
}

/** The network as a model that can be built, or the first thing that keeps the recipe from being trained. */
function checkRecipe(recipe: Recipe, { preparation, parts }: PreparedData): ModelSpec {
  const { classes } = preparation.target
  const output =
    classes === null
      ? ({ kind: 'regression' } as const)
      : ({ kind: 'classification', classCount: classes.length } as const)
  const { model, problems } = checkNetwork(recipe.network, { inputShape: preparation.sampleShape, output })
  const [first] = problems
  if (first !== undefined) throw new ProblemError(first)
  if (model === undefined) throw new Error('The network has neither problems nor a model.')
  const [misfit] = checkTraining(recipe.training, model, preparation.task)
  if (misfit !== undefined) throw new ProblemError(misfit)
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
