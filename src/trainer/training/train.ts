import path from 'node:path'
import { unwrap, ProblemError, type Problem } from '../../shared/core/checked.ts'
import type { PreparedData } from '../../shared/dataset/prepared-data.ts'
import type { EvaluationReport } from '../../shared/evaluation/evaluation-report.ts'
import { checkNetwork } from '../../shared/network/check-network.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { networkOutputFor } from '../../shared/network/network-output.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import { checkPlan } from '../../shared/training/check-plan.ts'
import { adviseOnTraining } from '../../shared/training/check-training.ts'
import { engineWords, type EngineName } from '../../shared/training/engine.ts'
import type { RunEvent } from '../../shared/training/run-events.ts'
import { prepareDataset } from '../dataset/prepare-dataset.ts'
import { readDatasetManifest } from '../dataset/read-dataset.ts'
import { evaluatePart, measureRows, type Measurable } from '../evaluation/evaluate.ts'
import { evaluateForecasts } from '../evaluation/measure-forecasts.ts'
import { evaluateHiddenWords } from '../evaluation/measure-masked.ts'
import { evaluatePairParts } from '../evaluation/measure-pairs.ts'
import { evaluateSequences } from '../evaluation/measure-sequences.ts'
import { writePredictions } from '../evaluation/write-predictions.ts'
import { buildModel, type BuiltModel } from '../network/build-model.ts'
import { withAuxiliaryLosses } from '../network/model-training.ts'
import { replaceFile } from '../runtime/durable-files.ts'
import { findResumePoint } from './checkpoint/read-checkpoint.ts'
import { writeState } from './checkpoint/resume.ts'
import { keepFinished, tellFinished } from './finished-run.ts'
import { fit, type FitResult } from './fit.ts'
import { checkLabels } from './check-labels.ts'
import { hitMetric } from './hit-count.ts'
import { leavingSignal } from './leaving.ts'
import { openSampleWriter } from './sample-writer.ts'
import { EngineError } from './step.ts'
import {
  adviseOnResume,
  lengthOf,
  openTraining,
  placeOfPoint,
  type OpenedTraining,
  type TrainingSources
} from './open-training.ts'

export type TrainJob = Extract<TrainerJob, { kind: 'train' }>

export interface TrainContext {
  readonly send: (event: RunEvent) => void
  /** Aborted when the person stops the run (`stopped`) or pauses it (`paused`), or the studio is gone (`parent-gone`). */
  readonly signal: AbortSignal
}

/**
 * A recipe becomes a trained run: prepare, build, fit, evaluate, each step told as it happens. A run that ended before its
 * time goes on from its newest checkpoint with the very steps that would have followed.
 *
 * Output    in the run's folder recipe.json, preparation.json, model.json, checkpoints/, evaluation.json and
 *           predictions.json; `finished` is the last event, or `paused`
 * Problems  all of preparation, of `checkNetwork` and `checkTraining`; those of `findResumePoint`, `openTraining` and
 *           `fit`; training/no-training-rows, training/loss-needs-counts, training/stopped-before-start, evaluation/not-finite
 */
export async function train(job: TrainJob, context: TrainContext): Promise<void> {
  try {
    await attempt(job, context)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    // From the last checkpoint by the operations one by one, rather than not at all.
    const [reason = ''] = error.message.split('\n')
    const instead = { engine: 'eager', warning: problem('training/engine-failed', { reason }) } as const
    await attempt({ ...job, resume: true }, { ...context, instead })
  }
}

interface AttemptContext extends TrainContext {
  /** How to go on after an engine has failed. */
  readonly instead?: { readonly engine: EngineName; readonly warning: Problem }
}

async function attempt(job: TrainJob, { send, signal, instead }: AttemptContext): Promise<void> {
  if (job.resume && (await tellFinished(job.runFolder, send))) return
  const startedAt = performance.now()
  const leaving = leavingSignal(signal)
  send({ type: 'preparing', doneShare: 0 })
  const from = job.resume ? unwrap(await findResumePoint(job.runFolder)) : undefined
  const prepared = await prepareRun(job)
  send({ type: 'preparing', doneShare: 0.8 })
  const { target } = prepared.data.preparation
  const model = await buildModel(
    prepared.spec,
    withAuxiliaryLosses(job.recipe.training, prepared.spec, target)
  )
  try {
    if (leaving.aborted) return send({ type: 'paused', ...placeOfPoint(from) })
    // One that goes on only to be stopped has its best weights measured.
    if (signal.aborted && from === undefined)
      throw new ProblemError(problem('training/stopped-before-start', {}))
    const opened = await openTraining(job, {
      ...prepared,
      model,
      from,
      send,
      signal,
      engine: instead?.engine
    })
    const earlierMs = opened.course.clock.elapsedMs
    send({ type: 'preparing', doneShare: 1 })
    const started = tellStart(job, { ...prepared, ...opened, from, send })
    if (instead !== undefined) send({ type: 'warned', problem: instead.warning })
    const { reason, bestEpoch } = await fitModel(job, {
      ...prepared,
      ...opened,
      model,
      send,
      signal,
      leaving
    })
    const isLeft =
      reason === 'paused' ||
      !(await evaluateRun(job.runFolder, opened.measurable, { ...prepared, send, leaving }))
    if (isLeft) return send({ type: 'paused', ...(opened.checkpoints.place ?? placeOfPoint(from)) })
    const finished = { reason, bestEpoch, durationMs: earlierMs + performance.now() - startedAt }
    const told = { type: 'finished', ...finished } as const
    if (reason !== 'stopped') await keepFinished(job.runFolder, { started, ...opened.course, finished: told })
    send(told)
    if (reason !== 'stopped') await opened.checkpoints.forgetLast()
  } finally {
    model.dispose()
  }
}

/** Reads and prepares the data and checks the whole recipe against it. */
async function prepareRun({ recipe, datasetFolder }: TrainJob) {
  const manifest = unwrap(await readDatasetManifest(datasetFolder))
  const data = unwrap(await prepareDataset(datasetFolder, manifest, recipe.dataset))
  return { manifest, data, spec: checkRecipe(recipe, data) }
}

interface FitInputs extends OpenedTraining, TrainContext {
  readonly data: PreparedData
  readonly model: BuiltModel
  readonly spec: ModelSpec
  readonly leaving: AbortSignal
}

async function fitModel({ recipe }: TrainJob, inputs: FitInputs): Promise<FitResult> {
  const { measurable, chosen, data, best, course, leaving } = inputs
  const { train: trainRows, validation } = data.parts
  const validate = validation.length === 0 ? undefined : () => measureRows(measurable, validation, leaving)
  try {
    return await fit({
      ...inputs,
      step: chosen.step,
      training: recipe.training,
      trainRows,
      validate,
      scoreName: hitMetric(measurable.target),
      writeSample: openSampleWriter({ ...inputs, training: recipe.training }),
      describeState: () => writeState(recipe, course.memory)
    })
  } finally {
    chosen.step.dispose()
    best.dispose()
  }
}

/** The network as a model that can be built, or the first thing that keeps the recipe from being trained. */
export function checkRecipe(recipe: Recipe, { preparation, labels, parts }: PreparedData): ModelSpec {
  const { task, sampleShape, inputParts, target, words } = preparation
  const output = networkOutputFor(task, { ...target, sampleShape, wordCount: words?.length })
  const { model, problems } = checkNetwork(recipe.network, { inputShape: sampleShape, inputParts, output })
  const [first] = problems
  if (first !== undefined) throw new ProblemError(first)
  if (model === undefined) throw new Error('The network has neither problems nor a model.')
  const classes = task === 'classification' ? target.classes : null
  const [misfit] = checkPlan(recipe.training, model, task, { ...target, classes })
  if (misfit !== undefined) throw new ProblemError(misfit)
  const unfit = checkLabels(withAuxiliaryLosses(recipe.training, model, target), target, labels)
  if (unfit !== undefined) throw new ProblemError(unfit)
  if (parts.train.length === 0) throw new ProblemError(problem('training/no-training-rows', {}))
  return model
}

function sizesOf(recipe: Recipe, data: PreparedData, { weightCount }: ModelSpec) {
  const { parts } = data
  return {
    ...lengthOf(recipe, data),
    rowCounts: { train: parts.train.length, validation: parts.validation.length, test: parts.test.length },
    weightCount
  }
}

interface StartInputs extends OpenedTraining, Pick<TrainingSources, 'data' | 'spec' | 'from' | 'send'> {}

function tellStart({ recipe, resume }: TrainJob, inputs: StartInputs) {
  const { machine, chosen, data, spec, from, course, checkpointBytes, send } = inputs
  const started = {
    type: 'started',
    ...machine,
    engine: machine.engine + engineWords[chosen.engine],
    engineChoice: chosen.choice,
    ...sizesOf(recipe, data, spec),
    checkpointBytes
  } as const
  send(started)
  const { records, clock, pass } = course
  const place = { epoch: pass.epoch, step: pass.stepCount }
  if (resume) send({ type: 'resumed', ...place, records: [...records], elapsedMs: clock.elapsedMs })
  const warnings = chosen.warning === undefined ? [] : [chosen.warning]
  const advice = from === undefined ? adviceFor(recipe, data) : adviseOnResume(from, machine.device)
  for (const found of [...advice, ...warnings]) send({ type: 'warned', problem: found })
  return started
}

function adviceFor({ training }: Recipe, { parts, notes }: PreparedData) {
  return [
    ...notes,
    ...adviseOnTraining(training, parts.train.length),
    ...(parts.validation.length === 0 ? [problem('training/no-validation-rows', {})] : [])
  ]
}

/** Whether all parts were measured; false where training was left before. */
async function evaluateRun(
  runFolder: string,
  measurable: Measurable,
  { data, send, leaving }: Pick<FitInputs, 'data' | 'send' | 'leaving'>
): Promise<boolean> {
  send({ type: 'evaluating' })
  const reportsOfWhole = evaluateWhole(runFolder, measurable, { data, leaving })
  if (reportsOfWhole !== undefined) return keepReports(runFolder, reportsOfWhole, leaving)
  const reports = []
  const predictions = []
  for (const part of ['train', 'validation', 'test'] as const) {
    const rows = data.parts[part]
    if (rows.length === 0) continue
    const wanted = { part, rows, rowIndices: data.rowIndices, signal: leaving }
    const measured = await evaluatePart(measurable, wanted).catch((error: unknown) => {
      if (!leaving.aborted) throw error
    })
    if (measured === undefined) return false
    for (const { report, predictions: own } of [measured, ...measured.auxiliaries]) {
      reports.push(report)
      predictions.push(own)
    }
  }
  await writePredictions(path.join(runFolder, 'predictions.json'), predictions.flat())
  await replaceFile(path.join(runFolder, 'evaluation.json'), JSON.stringify(reports, null, 2))
  return true
}

/** The reports of texts and series, whose figures are not of predictions row by row; undefined for other data. */
function evaluateWhole(
  runFolder: string,
  measurable: Measurable,
  { data, leaving }: Pick<FitInputs, 'data' | 'leaving'>
): Promise<readonly EvaluationReport[]> | undefined {
  const { task, pair, target, series } = data.preparation
  if (pair !== undefined) return evaluatePairParts(measurable, data, leaving)
  if (task === 'masked') return evaluateHiddenWords(measurable, data, leaving)
  if (target.stepCount !== undefined) return evaluateSequences(measurable, data, leaving)
  return series === undefined ? undefined : evaluateWithBand(runFolder, measurable, { data, leaving })
}

/** The band becomes part of what is kept of the data, so that later forecasts and exports have it. */
async function evaluateWithBand(
  runFolder: string,
  measurable: Measurable,
  { data, leaving }: Pick<FitInputs, 'data' | 'leaving'>
): Promise<readonly EvaluationReport[]> {
  const { reports, preparation } = await evaluateForecasts(measurable, data, leaving)
  await replaceFile(path.join(runFolder, 'preparation.json'), JSON.stringify(preparation, null, 2))
  return reports
}

/** Whether they could be had; there are no predictions beside them. */
async function keepReports(
  runFolder: string,
  evaluated: Promise<readonly EvaluationReport[]>,
  leaving: AbortSignal
): Promise<boolean> {
  const reports = await evaluated.catch((error: unknown) => {
    if (!leaving.aborted) throw error
  })
  if (reports === undefined) return false
  await writePredictions(path.join(runFolder, 'predictions.json'), [])
  await replaceFile(path.join(runFolder, 'evaluation.json'), JSON.stringify(reports, null, 2))
  return true
}
