import type { EpochRecord, RunEvent } from '../../shared/training/run-events.ts'
import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { SampleText } from '../../shared/training/sample-text.ts'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'
import { createBreather } from '../runtime/event-loop.ts'
import { batchesOf, orderOfEpoch } from './batch-order.ts'
import type { BestWeights } from './best-weights.ts'
import type { CheckpointKeeper } from './checkpoint/keeper.ts'
import { placeOf, startPass, type Course } from './course.ts'
import { createProgressMeter, type ProgressMeter } from './progress.ts'
import type { TrainingStep } from './step.ts'

/** What training asks of whoever brings it to disk. */
export type Checkpoints = Pick<CheckpointKeeper, 'place' | 'isStuck' | 'isDue' | 'keep' | 'settle' | 'finish'>

/** Mean loss of some rows, penalties included, and the figure beside it: accuracy or mean absolute error. */
export interface Figures {
  readonly loss: number
  readonly score: number
}

export interface FitParts {
  readonly step: TrainingStep
  readonly training: Pick<TrainingSpec, 'batchSize' | 'epochs' | 'seed' | 'timeLimitMs'>
  readonly trainRows: Uint32Array
  /** The validation part with the weights as they are, or a throw once aborted; undefined where there is none. */
  readonly validate: ((signal: AbortSignal) => Promise<Figures>) | undefined
  readonly scoreName: string
  /** Tried after each epoch: what a generator writes with the weights as they are. */
  readonly writeSample?: ((epoch: number) => Promise<SampleText | undefined>) | undefined
  readonly best: BestWeights
  /** How far the training is: at its start, or where a checkpoint left it. */
  readonly course: Course
  readonly checkpoints: Checkpoints
  /** What a checkpoint's `state.json` holds of the course now. */
  readonly describeState: () => string
  readonly send: (event: RunEvent) => void
  /** Aborted when training is to end at the next step. */
  readonly signal: AbortSignal
  /** Aborted with it when nothing more is to be measured, since the run goes on another time. */
  readonly leaving: AbortSignal
}

export interface FitResult {
  readonly reason: Extract<RunEvent, { type: 'finished' }>['reason'] | 'paused'
  readonly bestEpoch: number
}

/**
 * Trains until all epochs are done, early stopping has seen enough, the time is up, or the signal asks for an end; leaves the best epoch's
 * weights in the model and in a checkpoint, and where it was ended, a checkpoint to go on from.
 *
 * Problems  training/loss-not-finite      the loss of a step or of the validation part is no number
 *           training/weights-not-finite   a weight is none
 */
export async function fit(parts: FitParts): Promise<FitResult> {
  const { course, checkpoints } = parts
  try {
    if (checkpoints.place === undefined) await keepStart(parts)
    const result = await runEpochs(parts)
    if (result === 'paused') return { reason: result, bestEpoch: course.watch.bestEpoch }
    parts.best.putBack()
    await checkpoints.finish()
    return { reason: result, bestEpoch: course.watch.bestEpoch }
  } catch (error) {
    // The last weights that were numbers are worth keeping.
    if (error instanceof ProblemError) await checkpoints.finish()
    throw error
  }
}

/** What cannot be written now could not be written after an hour either. */
async function keepStart({ checkpoints, course, describeState, signal }: FitParts): Promise<void> {
  await checkpoints.keep(placeOf(course), describeState())
  await checkpoints.settle()
  if (checkpoints.place === undefined && !signal.aborted)
    throw new ProblemError(problem('training/no-first-checkpoint', {}))
}

async function runEpochs(parts: FitParts): Promise<FitResult['reason']> {
  const { course, training, trainRows, signal, checkpoints, send, best } = parts
  const stepsPerEpoch = Math.ceil(trainRows.length / training.batchSize)
  const doneStepCount = (course.pass.epoch - 1) * stepsPerEpoch + course.pass.stepCount
  const meter = createProgressMeter(stepsPerEpoch * training.epochs - doneStepCount)
  while (course.pass.epoch <= training.epochs && !course.watch.isEnough) {
    await runEpoch(parts, meter)
    if ((signal.aborted || isTimeUp(parts)) && course.pass.readStepCount < stepsPerEpoch)
      return leave(parts, meter)
    const record = await measureEpoch(parts)
    if (record === undefined) return leave(parts, meter)
    if (record.isBest) best.keep(record.epoch)
    course.records.push(record)
    send({ type: 'epoch-ended', record, elapsedMs: course.clock.elapsedMs })
    course.pass = startPass(record.epoch + 1)
    course.clock.startEpoch()
    if (signal.aborted || (isTimeUp(parts) && course.pass.epoch <= training.epochs))
      return leave(parts, meter)
    if (checkpoints.isDue('epoch')) await keep(parts, meter)
  }
  return course.pass.epoch > training.epochs ? 'all-epochs' : 'early-stopping'
}

const isTimeUp = ({ training: { timeLimitMs }, course: { clock } }: FitParts): boolean =>
  timeLimitMs !== null && clock.elapsedMs >= timeLimitMs

/** Ends in between, so that it can go on from here. */
async function leave(parts: FitParts, meter: ProgressMeter): Promise<'stopped' | 'paused' | 'time-limit'> {
  const { course, checkpoints, best, send, leaving } = parts
  await keep(parts, meter)
  await checkpoints.settle()
  if (leaving.aborted) return 'paused'
  const reason = parts.signal.aborted ? 'stopped' : 'time-limit'
  if (course.watch.bestEpoch > 0) return reason
  // A stop within the first epoch still leaves a model: the weights as they are, measured as epoch 1.
  const record = await measureEpoch(parts)
  if (record === undefined) return 'paused'
  best.keep(record.epoch)
  send({ type: 'epoch-ended', record, elapsedMs: course.clock.elapsedMs })
  return reason
}

async function runEpoch(parts: FitParts, meter: ProgressMeter): Promise<void> {
  const { step, training, trainRows, signal, course, checkpoints } = parts
  const { pass } = course
  const stepsPerEpoch = Math.ceil(trainRows.length / training.batchSize)
  const breathe = createBreather()
  const order = orderOfEpoch(trainRows, training.seed, pass.epoch)
  const rest = order.subarray(pass.stepCount * training.batchSize)
  for (const batch of batchesOf(rest, training.batchSize)) {
    if ((signal.aborted || isTimeUp(parts)) && mayEnd(parts)) break
    const at = (pass.epoch - 1) * stepsPerEpoch + pass.stepCount
    pass.learningRate = course.rate.at(at)
    const running = step.run(batch, { step: at, learningRate: pass.learningRate })
    if (running !== undefined) await running
    pass.stepCount += 1
    pass.batchSizes.push(batch.length)
    meter.count(batch.length)
    if (meter.isDue()) await tellResults(parts, meter)
    if (checkpoints.isDue('step')) await keep(parts, meter)
    if (checkpoints.isStuck) await checkpoints.settle()
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  await tellResults(parts, meter)
  await step.updateModel()
}

/** A stop waits for the very first step, so that there is something to measure. */
const mayEnd = ({ course: { pass, watch }, leaving }: FitParts): boolean =>
  pass.stepCount > 0 || watch.bestEpoch > 0 || leaving.aborted

async function keep(parts: FitParts, meter: ProgressMeter): Promise<void> {
  await tellResults(parts, meter)
  await parts.step.updateModel()
  await parts.checkpoints.keep(placeOf(parts.course), parts.describeState())
}

async function tellResults(
  { course: { pass, watch }, step, send }: FitParts,
  meter: ProgressMeter
): Promise<void> {
  const { losses, scores } = await step.readResults()
  for (const [index, loss] of losses.entries()) {
    pass.readStepCount += 1
    if (!Number.isFinite(loss)) failNotFinite(pass.epoch, pass.readStepCount, watch.bestEpoch)
    const size = pass.batchSizes[index] ?? 0
    pass.lossSum += loss * size
    pass.scoreSum += scores[index] ?? 0
    pass.rowCount += size
    pass.untold.push(loss)
  }
  pass.batchSizes = []
  if (pass.untold.length > 0) send(meter.report(pass.epoch, pass.readStepCount, pass.untold))
  pass.untold = []
}

/** The running epoch's figures; undefined where training is to be left before they are known. */
async function measureEpoch(parts: FitParts): Promise<EpochRecord | undefined> {
  const { course, validate, scoreName: name, leaving } = parts
  const { pass, watch, rate, clock } = course
  const { epoch } = pass
  const train: Record<string, number> =
    pass.rowCount === 0 ? {} : { loss: pass.lossSum / pass.rowCount, [name]: pass.scoreSum / pass.rowCount }
  const figures = await validate?.(leaving).catch((error: unknown) => {
    if (!leaving.aborted) throw error
    return undefined
  })
  if (leaving.aborted && validate !== undefined && figures === undefined) return undefined
  const loss = figures?.loss ?? train.loss ?? Infinity
  if (figures !== undefined && !Number.isFinite(loss))
    failNotFinite(epoch, pass.readStepCount, watch.bestEpoch)
  const { isBest } = watch.observe(epoch, loss)
  rate.observe(loss)
  const validation: Record<string, number> =
    figures === undefined ? {} : { loss: figures.loss, [name]: figures.score }
  const { learningRate } = pass
  const record = { epoch, train, validation, durationMs: clock.epochMs, learningRate, isBest }
  const sample = await parts.writeSample?.(epoch)
  return sample === undefined ? record : { ...record, sample }
}

function failNotFinite(epoch: number, step: number, kept: number): never {
  throw new ProblemError(problem('training/loss-not-finite', { epoch, step, kept }))
}
