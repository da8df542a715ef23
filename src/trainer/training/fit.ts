import type { RunEvent } from '../../shared/training/run-events.ts'
import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'
import { createBreather } from '../runtime/event-loop.ts'
import { batchesOf, orderOfEpoch } from './batch-order.ts'
import type { BestWeights } from './best-weights.ts'
import { watchEpochs, type EpochWatch } from './early-stopping.ts'
import { createLearningRate, type LearningRate } from './learning-rate.ts'
import { createProgressMeter, type ProgressMeter } from './progress.ts'
import type { TrainingStep } from './step.ts'

/** Mean loss of some rows, penalties included, and the figure beside it: accuracy or mean absolute error. */
export interface Figures {
  readonly loss: number
  readonly score: number
}

export interface FitParts {
  readonly step: TrainingStep
  readonly training: Pick<
    TrainingSpec,
    'batchSize' | 'epochs' | 'seed' | 'earlyStopping' | 'optimizer' | 'schedule' | 'reduceOnPlateau'
  >
  readonly trainRows: Uint32Array
  /** The validation part with the weights as they are; undefined where there is none. */
  readonly validate: (() => Promise<Figures>) | undefined
  readonly scoreName: string
  readonly best: BestWeights
  readonly send: (event: RunEvent) => void
  readonly signal: AbortSignal
}

export interface FitResult {
  readonly reason: Extract<RunEvent, { type: 'finished' }>['reason']
  readonly bestEpoch: number
}

/** What one pass over the training rows carries from step to step. */
interface Pass {
  readonly epoch: number
  rowCount: number
  lossSum: number
  scoreSum: number
  /** Steps of this epoch whose results were read, and their losses not yet told. */
  readStepCount: number
  untold: number[]
  batchSizes: number[]
  /** Of the last step. */
  learningRate: number
}

/**
 * Trains until all epochs are done, early stopping has seen enough, or the signal asks to stop; leaves the
 * best epoch's weights in the model and in a checkpoint.
 *
 * Problems  training/loss-not-finite   the loss of a step or of the validation part is no number
 */
export async function fit(parts: FitParts): Promise<FitResult> {
  const { training, trainRows, signal, best } = parts
  const stepsPerEpoch = Math.ceil(trainRows.length / training.batchSize)
  const meter = createProgressMeter(stepsPerEpoch * training.epochs)
  const watch = watchEpochs(training.earlyStopping)
  const rate = createLearningRate(training, { stepsPerEpoch, epochs: training.epochs })
  const startedAt = performance.now()
  const finish = async (reason: FitResult['reason']): Promise<FitResult> => {
    await best.restore()
    return { reason, bestEpoch: watch.bestEpoch }
  }
  await best.start()
  for (let epoch = 1; epoch <= training.epochs; epoch += 1) {
    const epochStartedAt = performance.now()
    const pass = await runEpoch(parts, { meter, rate }, epoch)
    // A stop within the first epoch still leaves a model: the weights as they are, measured as epoch 1.
    if (signal.aborted && pass.readStepCount < stepsPerEpoch && epoch > 1) return finish('stopped')
    const record = await measureEpoch(parts, pass, { watch, rate })
    if (record.isBest) await best.keep(epoch, watch.bestLoss)
    const now = performance.now()
    const { isEnough, ...told } = record
    const timed = { ...told, durationMs: now - epochStartedAt }
    parts.send({ type: 'epoch-ended', record: timed, elapsedMs: now - startedAt })
    if (signal.aborted) return finish('stopped')
    if (isEnough && epoch < training.epochs) return finish('early-stopping')
  }
  return finish('all-epochs')
}

interface Course {
  readonly meter: ProgressMeter
  readonly rate: LearningRate
}

async function runEpoch(parts: FitParts, { meter, rate }: Course, epoch: number): Promise<Pass> {
  const { step, training, trainRows, signal, send } = parts
  const stepsPerEpoch = Math.ceil(trainRows.length / training.batchSize)
  const breathe = createBreather()
  const pass: Pass = {
    epoch,
    rowCount: 0,
    lossSum: 0,
    scoreSum: 0,
    readStepCount: 0,
    untold: [],
    batchSizes: [],
    learningRate: 0
  }
  let stepIndex = 0
  for (const batch of batchesOf(orderOfEpoch(trainRows, training.seed, epoch), training.batchSize)) {
    // Always one step, so that there is something to keep.
    if (signal.aborted && stepIndex > 0) break
    const at = (epoch - 1) * stepsPerEpoch + stepIndex
    pass.learningRate = rate.at(at)
    const running = step.run(batch, { step: at, learningRate: pass.learningRate })
    if (running !== undefined) await running
    stepIndex += 1
    pass.batchSizes.push(batch.length)
    meter.count(batch.length)
    if (meter.isDue()) {
      await collectResults(pass, step)
      send(meter.report(epoch, stepIndex, pass.untold))
      pass.untold = []
    }
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  await collectResults(pass, step)
  await step.updateModel()
  if (pass.untold.length > 0) send(meter.report(epoch, stepIndex, pass.untold))
  return pass
}

/** Takes what the steps measured into the epoch's sums, naming the first step whose loss is no number. */
async function collectResults(pass: Pass, step: TrainingStep): Promise<void> {
  const { losses, scores } = await step.readResults()
  for (const [index, loss] of losses.entries()) {
    pass.readStepCount += 1
    if (!Number.isFinite(loss)) failNotFinite(pass.epoch, pass.readStepCount)
    const size = pass.batchSizes[index] ?? 0
    pass.lossSum += loss * size
    pass.scoreSum += scores[index] ?? 0
    pass.rowCount += size
    pass.untold.push(loss)
  }
  pass.batchSizes = []
}

interface Watched {
  readonly watch: EpochWatch
  readonly rate: LearningRate
}

async function measureEpoch(parts: FitParts, pass: Pass, { watch, rate }: Watched) {
  const { epoch } = pass
  const name = parts.scoreName
  const train: Record<string, number> =
    pass.rowCount === 0 ? {} : { loss: pass.lossSum / pass.rowCount, [name]: pass.scoreSum / pass.rowCount }
  const figures = await parts.validate?.()
  const loss = figures?.loss ?? train.loss ?? Infinity
  if (figures !== undefined && !Number.isFinite(loss)) failNotFinite(epoch, pass.readStepCount)
  const { isBest, isEnough } = watch.observe(epoch, loss)
  rate.observe(loss)
  const validation: Record<string, number> =
    figures === undefined ? {} : { loss: figures.loss, [name]: figures.score }
  return { epoch, train, validation, learningRate: pass.learningRate, isBest, isEnough }
}

function failNotFinite(epoch: number, step: number): never {
  throw new ProblemError(problem('training/loss-not-finite', { epoch, step }))
}
