import { mkdir } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { ProblemError, type Problem } from '../../shared/core/checked.ts'
import type { RunId } from '../../shared/core/ids.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import type { RunStatus } from '../../shared/training/trained-run.ts'
import type { DatasetFunctions } from '../projects/dataset-functions.ts'
import type { ProjectSession } from '../projects/project-session.ts'
import type { Log } from '../system/log.ts'
import { findCheckpoint } from './find-checkpoint.ts'
import { headlines } from './headline-metrics.ts'
import { readyPixels } from './ready-pixels.ts'
import { readReports } from './run-files.ts'
import type { RunRecorder } from './run-recorder.ts'
import type { SupervisedTrainer, SuperviseOptions } from './supervisor.ts'
import { crashLoopProblem, restartDelayMs, type TrainerOutcome } from './supervisor-state.ts'

/** Starts a trainer on a job; in tests a pair in memory, or another entry. */
export type StartTrainer = (
  options: Pick<SuperviseOptions, 'job' | 'onMessage' | 'onTrouble'> & { readonly logFile: string }
) => SupervisedTrainer

export interface RunAtWorkOptions {
  readonly session: ProjectSession
  readonly datasets: () => Promise<DatasetFunctions>
  readonly startTrainer: StartTrainer
  /** Told to the person, beside the run's own diary. */
  readonly onTrouble: (problem: Problem) => void
  readonly log: Log
  /** Replaced in tests. */
  readonly restartDelaysMs?: readonly number[]
}

/** What the run was before it was put into the queue, where it is to be continued. */
export interface Continued {
  readonly from: RunStatus
}

/** Why it is over: as its status says, or because the training process dies before it can start at all. */
export type WorkResult = 'ended' | 'cannot-start'

/** One part of a run: from its first step, or from its newest checkpoint, until it ends, is paused, or cannot go on. */
export class RunAtWork {
  readonly id: RunId
  readonly recorder: RunRecorder
  readonly #options: RunAtWorkOptions
  readonly #continued: Continued | undefined
  readonly #abort = new AbortController()
  #trainer: SupervisedTrainer | undefined
  #wish: 'stop' | 'pause' | undefined
  /** The process was killed because the end took too long. */
  #isCancelled = false
  #crashedAtMs: readonly number[] = []
  #memoryEnds = 0
  #hasStarted = false

  constructor(recorder: RunRecorder, continued: Continued | undefined, options: RunAtWorkOptions) {
    this.id = recorder.summary.id
    this.recorder = recorder
    this.#continued = continued
    this.#options = options
  }

  /** Ends at the next step and keeps the best. */
  stop(): void {
    this.#wish ??= 'stop'
    this.#abort.abort()
    if (this.#hasStarted) this.#trainer?.stop()
  }

  /** Writes a checkpoint at the next step and ends. */
  pause(): void {
    this.#wish ??= 'pause'
    this.#abort.abort()
    this.#trainer?.pause()
  }

  /** Ends it at once; the newest checkpoint stays. */
  cancel(): void {
    this.#isCancelled = true
    this.#trainer?.cancel()
  }

  /** Resolves when it is over and kept. Throws what preparing throws. */
  async work(): Promise<WorkResult> {
    this.recorder.change({ status: 'preparing' })
    for (;;) {
      const job = await this.#prepareJob()
      if (this.#isLeftBeforeWork(job)) return this.#leave()
      const outcome = await this.#attempt(job)
      if (outcome.kind !== 'failed' || !outcome.isCrash) return this.#finish(outcome, job)
      if (this.#wish === 'pause') return this.#leave()
      const delayMs = this.#countCrash(outcome.problem)
      if (delayMs === undefined) return this.#giveUp(outcome.problem)
      await this.#waitToRestart(outcome.problem, delayMs)
    }
  }

  /** A wish to stop what has weights already is left to a trainer, which measures them. */
  #isLeftBeforeWork(job: TrainJob): boolean {
    return this.#wish === 'pause' || (this.#wish === 'stop' && !job.resume) || this.#isCancelled
  }

  #leave(): WorkResult {
    const { checkpoint } = this.recorder.summary
    if (this.#wish === 'stop' && checkpoint === null) this.recorder.end({ status: 'stopped', problem: null })
    else this.recorder.end({ status: this.#isCancelled ? 'interrupted' : 'paused', problem: null })
    return 'ended'
  }

  async #attempt(job: TrainJob): Promise<TrainerOutcome> {
    const { session, startTrainer, onTrouble, log } = this.#options
    this.recorder.begin(job.resume)
    this.#hasStarted = false
    this.#trainer = startTrainer({
      job,
      logFile: session.folder.trainerLog,
      onMessage: (message) => {
        if (message.type !== 'event') return
        const { event } = message
        this.recorder.receive(event)
        if (event.type === (job.resume ? 'resumed' : 'started')) this.#onStarted()
        // Training stands still until the person has made room.
        if (event.type === 'warned' && event.problem.code === 'training/waiting-for-room')
          onTrouble(event.problem)
      },
      onTrouble: (found) => {
        this.recorder.warn(found)
        onTrouble(found)
      }
    })
    log.info('trainer started', { run: this.id, trainer: this.#trainer.pid, resume: job.resume })
    if (this.#wish === 'pause') this.#trainer.pause()
    const outcome = await this.#trainer.ended
    this.recorder.endPart()
    log.info('trainer ended', { run: this.id, outcome: outcome.kind })
    return outcome
  }

  #onStarted(): void {
    this.#hasStarted = true
    if (this.#wish === 'stop') this.#trainer?.stop()
  }

  /** How long to wait before the next start; undefined when there is to be none. */
  #countCrash({ code }: Problem): number | undefined {
    const now = performance.now()
    this.#crashedAtMs = [...this.#crashedAtMs, now].slice(-10)
    // Another program may have taken the memory once; what runs out of it again needs a smaller batch, not a third try.
    if (code === 'system/out-of-memory') this.#memoryEnds += 1
    if (this.#memoryEnds > 1) return undefined
    return restartDelayMs(this.#crashedAtMs, now, this.#options.restartDelaysMs)
  }

  async #waitToRestart(cause: Problem, delayMs: number): Promise<void> {
    const seconds = Math.round(delayMs / 1000)
    const told = problem('system/trainer-restarts', { cause: cause.code, how: howOf(cause), seconds })
    this.recorder.warn(told, 'restarts')
    this.recorder.change({ status: 'preparing', problem: told })
    await wait(delayMs, undefined, { signal: this.#abort.signal }).catch(() => undefined)
  }

  #giveUp(cause: Problem): WorkResult {
    const isMemory = cause.code === 'system/out-of-memory'
    const recipe = this.#recipe()
    const found = isMemory
      ? problem('system/memory-ran-out', {
          usedMegabytes: Number(cause.values?.['usedMegabytes'] ?? 0),
          batchSize: recipe.training.batchSize
        })
      : crashLoopProblem(howOf(cause))
    const isHopeless = !isMemory && !this.#hasStarted && this.recorder.summary.checkpoint === null
    this.recorder.end({ status: 'failed', problem: found })
    return isHopeless ? 'cannot-start' : 'ended'
  }

  /** Everything the trainer needs lies ready: the recipe, the run's folder, and images at their size. */
  async #prepareJob(): Promise<TrainJob> {
    const { session, datasets } = this.#options
    const row = session.store.runs.get(this.id)
    if (row === undefined) throw new Error('The run is not in the store.')
    const recipe = this.#recipe()
    const datasetFolder = session.folder.dataset(row.dataset_id)
    const { signal } = this.#abort
    const onProgress = (doneShare: number): void => this.recorder.receive({ type: 'preparing', doneShare })
    const ready = await readyPixels(recipe.dataset, datasetFolder, datasets, { signal, onProgress })
    if (!ready.ok && !signal.aborted) throw new ProblemError(ready.problem)
    const runFolder = session.folder.run(this.id)
    await mkdir(runFolder, { recursive: true })
    const { weights_from: weightsFrom } = row
    const { checkpoint } = this.recorder.summary
    return {
      kind: 'train',
      runFolder,
      datasetFolder,
      recipe,
      threadCount: null,
      // The disk knows of a checkpoint that was written when nobody listened any more.
      resume: checkpoint !== null || (await findCheckpoint(runFolder)) !== undefined,
      initialWeightsFrom: weightsFrom === null ? null : session.folder.run(weightsFrom)
    }
  }

  #recipe(): Recipe {
    const recipe = this.#options.session.store.runs.recipe(this.id)
    if (recipe === undefined) throw new Error('The run is not in the store.')
    return recipe
  }

  async #finish(outcome: Exclude<TrainerOutcome, { isCrash: true }>, job: TrainJob): Promise<WorkResult> {
    const { recorder } = this
    if (outcome.kind === 'cancelled') recorder.end({ status: 'interrupted', problem: null })
    else if (outcome.kind === 'failed') this.#fail(outcome.problem, job)
    else if (recorder.isPaused) recorder.end({ status: 'paused', problem: null })
    else {
      const reports = (await readReports(this.#options.session.folder.run(this.id))) ?? []
      const status = recorder.reason === 'stopped' ? 'stopped' : 'completed'
      recorder.end({ status, problem: null, metrics: headlines(reports) })
    }
    return 'ended'
  }

  #fail(found: Problem, job: TrainJob): void {
    if (found.code === 'training/stopped-before-start' && this.#wish !== undefined) {
      this.#leave()
      return
    }
    // Refused before it went on: nothing of the run has changed.
    const isRefused = job.resume && !this.#hasStarted
    this.recorder.end({
      status: isRefused ? (this.#continued?.from ?? 'interrupted') : 'failed',
      problem: found
    })
  }
}

type TrainJob = Extract<TrainerJob, { kind: 'train' }>

const howOf = ({ values }: Problem): string => String(values?.['how'] ?? '')
