import { mkdir } from 'node:fs/promises'
import { ProblemError, type Problem } from '../../shared/core/checked.ts'
import type { RunId } from '../../shared/core/ids.ts'
import { imageSizeOf } from '../../shared/dataset/prepare.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { StudioEvent } from '../../shared/rpc/studio-api.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import type { DatasetFunctions } from '../projects/dataset-functions.ts'
import type { ProjectSession } from '../projects/project-session.ts'
import type { Log } from '../system/log.ts'
import { headlines } from './headline-metrics.ts'
import { readReports } from './run-files.ts'
import { RunRecorder, type RunWords } from './run-recorder.ts'
import { readSummary } from './run-summary.ts'
import type { SupervisedTrainer, SuperviseOptions } from './supervisor.ts'
import { crashLoopProblem, isCrashLoop, type TrainerOutcome } from './supervisor-state.ts'

/** Starts a trainer on a job; in tests a pair in memory, or another entry. */
export type StartTrainer = (
  options: Pick<SuperviseOptions, 'job' | 'onMessage' | 'onTrouble'> & { readonly logFile: string }
) => SupervisedTrainer

export interface RunQueueOptions {
  readonly session: ProjectSession
  readonly datasets: () => Promise<DatasetFunctions>
  readonly startTrainer: StartTrainer
  readonly emit: (event: StudioEvent) => void
  readonly problemOf: (error: unknown, what: string) => Problem
  readonly log: Log
}

interface Active {
  readonly id: RunId
  readonly recorder: RunRecorder
  readonly abort: AbortController
  trainer: SupervisedTrainer | undefined
  isStopAsked: boolean
}

const noMetrics = { train: {}, validation: {}, test: {} }

/** The runs of a project that wait or are at work: one after the other, each in a process of its own. */
export class RunQueue {
  readonly #options: RunQueueOptions
  #waiting: RunId[] = []
  #active: Active | undefined
  #work: Promise<void> = Promise.resolve()
  #crashedAtMs: number[] = []
  #isClosing = false

  constructor(options: RunQueueOptions) {
    this.#options = options
  }

  /** The run at work as it is this instant. */
  get live(): RunSummary | undefined {
    return this.#active?.recorder.summary
  }

  isBusy(id: RunId): boolean {
    return this.#active?.id === id || this.#waiting.includes(id)
  }

  /** What the person changed of a run at work: its next telling must not undo it. */
  describe(id: RunId, words: RunWords): void {
    if (this.#active?.id === id) this.#active.recorder.describe(words)
  }

  add(id: RunId): void {
    this.#waiting.push(id)
    if (this.#active === undefined) this.#work = this.#workThrough()
  }

  /** Ends the run at the next step, or takes it out of the queue; nothing happens to a run that has ended. */
  stop(id: RunId): void {
    if (this.#active?.id === id) {
      this.#active.isStopAsked = true
      this.#active.abort.abort()
      this.#active.trainer?.stop()
      return
    }
    if (!this.#waiting.includes(id)) return
    this.#waiting = this.#waiting.filter((one) => one !== id)
    this.#endUnstarted(id, 'stopped', null)
  }

  /** Resolves when nothing waits or works. */
  idle(): Promise<void> {
    return this.#work
  }

  /** Stops what is at work, keeping its best; kills it when that takes too long. Resolves when no process is left. */
  async close(graceMs: number): Promise<void> {
    this.#isClosing = true
    for (const id of this.#waiting.splice(0)) this.#endUnstarted(id, 'stopped', null)
    const active = this.#active
    if (active === undefined) return
    this.stop(active.id)
    const timer = setTimeout(() => active.trainer?.cancel(), graceMs)
    await this.#work
    clearTimeout(timer)
  }

  async #workThrough(): Promise<void> {
    for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) {
      const summary = readSummary(this.#options.session.store, id)
      if (summary === undefined) continue
      const recorder = new RunRecorder(this.#options.session, summary, this.#options.emit)
      this.#active = { id, recorder, abort: new AbortController(), trainer: undefined, isStopAsked: false }
      await this.#runOne(this.#active).catch((error: unknown) => {
        recorder.end('failed', this.#options.problemOf(error, 'training'), noMetrics)
      })
      this.#active = undefined
    }
  }

  async #runOne(active: Active): Promise<void> {
    active.recorder.change({ status: 'preparing', startedAt: Date.now() })
    const job = await this.#prepareJob(active)
    if (active.isStopAsked) return void active.recorder.end('stopped', null, noMetrics)
    active.trainer = this.#options.startTrainer({
      job,
      logFile: this.#options.session.folder.trainerLog,
      onMessage: (message) => {
        if (message.type === 'event') active.recorder.receive(message.event)
      },
      onTrouble: (found) => {
        active.recorder.warn(found)
        this.#options.emit({ type: 'problem', problem: found })
      }
    })
    this.#options.log.info('trainer started', { run: active.id, trainer: active.trainer.pid })
    const outcome = await active.trainer.ended
    this.#options.log.info('trainer ended', { run: active.id, outcome: outcome.kind })
    await this.#finish(active, outcome)
  }

  /** Everything the trainer needs lies ready: the recipe, the run's folder, and images at their size. */
  async #prepareJob({ id, abort, recorder }: Active): Promise<TrainerJob> {
    const { session, datasets } = this.#options
    const row = session.store.runs.get(id)
    const recipe = session.store.runs.recipe(id)
    if (row === undefined || recipe === undefined) throw new Error('The run is not in the store.')
    const datasetFolder = session.folder.dataset(row.dataset_id)
    if (recipe.dataset.source.kind === 'images') {
      const size = imageSizeOf(recipe.dataset)
      if (!size.ok) throw new ProblemError(size.problem)
      const onProgress = (doneShare: number): void => recorder.receive({ type: 'preparing', doneShare })
      const ready = await (
        await datasets()
      ).ensurePixels(datasetFolder, size.value, { signal: abort.signal, onProgress })
      if (!ready.ok && !abort.signal.aborted) throw new ProblemError(ready.problem)
    }
    const runFolder = session.folder.run(id)
    await mkdir(runFolder, { recursive: true })
    return {
      kind: 'train',
      runFolder,
      datasetFolder,
      recipe,
      threadCount: null,
      resume: false,
      initialWeightsFrom: null
    }
  }

  async #finish(active: Active, outcome: TrainerOutcome): Promise<void> {
    const { recorder } = active
    const runFolder = this.#options.session.folder.run(active.id)
    if (outcome.kind === 'done') {
      const reports = (await readReports(runFolder)) ?? []
      const status = recorder.reason === 'stopped' ? 'stopped' : 'completed'
      recorder.end(status, null, headlines(reports))
    } else if (outcome.kind === 'failed' && !isStoppedEarly(active, outcome.problem)) {
      recorder.end('failed', outcome.problem, noMetrics)
      if (outcome.isCrash) this.#countCrash()
    } else if (outcome.kind === 'cancelled' && this.#isClosing) {
      const interrupted = problem('project/run-interrupted', { epochs: recorder.summary.epochCount })
      recorder.end('failed', interrupted, noMetrics)
    } else recorder.end('stopped', null, noMetrics)
  }

  #countCrash(): void {
    const now = performance.now()
    this.#crashedAtMs = [...this.#crashedAtMs, now].slice(-10)
    if (!isCrashLoop(this.#crashedAtMs, now)) return
    this.#crashedAtMs = []
    const found = crashLoopProblem()
    if (this.#waiting.length > 0) this.#options.emit({ type: 'problem', problem: found })
    for (const id of this.#waiting.splice(0)) this.#endUnstarted(id, 'failed', found)
  }

  #endUnstarted(id: RunId, status: 'stopped' | 'failed', found: Problem | null): void {
    const { store, writer } = this.#options.session
    writer.flush()
    store.runs.change(id, { status, problem: found, ended_at: Date.now() })
    const run = readSummary(store, id)
    if (run !== undefined) this.#options.emit({ type: 'run-changed', run })
  }
}

/** A run that the person stopped before it had a first step has not failed. */
const isStoppedEarly = ({ isStopAsked }: Active, found: Problem): boolean =>
  isStopAsked && found.code === 'training/stopped-before-start'

/**
 * Runs that the last session left queued or at work: its process ended before they did.
 * They are failed with that reason and keep the epochs they had.
 */
export function endInterruptedRuns(session: ProjectSession): void {
  const { store } = session
  const liveStatuses = ['queued', 'preparing', 'running', 'evaluating']
  store.atOnce(() => {
    for (const run of store.runs.list().filter(({ status }) => liveStatuses.includes(status))) {
      const epochs = store.epochs.list(run.id)
      const interrupted = problem('project/run-interrupted', { epochs: epochs.length })
      const durationMs = epochs.reduce((sum, { durationMs }) => sum + durationMs, 0)
      store.runs.change(run.id, {
        status: 'failed',
        problem: interrupted,
        ended_at: Date.now(),
        duration_ms: durationMs
      })
      store.runEvents.add(run.id, { atMs: durationMs, type: 'failed', text: interrupted.message })
    }
  })
}
