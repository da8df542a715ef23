import type { Problem } from '../../shared/core/checked.ts'
import type { RunId } from '../../shared/core/ids.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { StudioEvent } from '../../shared/rpc/studio-api.ts'
import { canContinue } from '../../shared/training/continue-run.ts'
import type { RunStatus, RunSummary } from '../../shared/training/trained-run.ts'
import { RunAtWork, type Continued, type RunAtWorkOptions } from './run-at-work.ts'
import { RunRecorder, type RunWords } from './run-recorder.ts'
import { readSummary } from './run-summary.ts'

export type { StartTrainer } from './run-at-work.ts'

export interface RunQueueOptions extends Omit<RunAtWorkOptions, 'onTrouble'> {
  readonly emit: (event: StudioEvent) => void
  readonly problemOf: (error: unknown, what: string) => Problem
  /** Told when the queue begins to work, and when nothing waits any more; not at closing. */
  readonly onWork?: (isAtWork: boolean) => void
}

interface Waiting {
  readonly id: RunId
  readonly continued?: Continued
  /** It only goes on to be measured. */
  readonly isToEnd?: boolean
}

/** The runs of a project that wait or are at work: one after the other, each in a process of its own. */
export class RunQueue {
  readonly #options: RunQueueOptions
  #waiting: readonly Waiting[] = []
  #active: RunAtWork | undefined
  #work: Promise<void> = Promise.resolve()
  #isClosing = false

  constructor(options: RunQueueOptions) {
    this.#options = options
  }

  /** The run at work as it is this instant. */
  get live(): RunSummary | undefined {
    const recorder = this.#active?.recorder
    return recorder?.isOver === false ? recorder.summary : undefined
  }

  get waitingCount(): number {
    return this.#waiting.length
  }

  isBusy(id: RunId): boolean {
    return this.#atWork(id) !== undefined || this.#isWaiting(id)
  }

  /** One that has just told its end may be queued again before the queue goes on. */
  #atWork(id: RunId): RunAtWork | undefined {
    return this.#active?.id === id && !this.#active.recorder.isOver ? this.#active : undefined
  }

  /** What the person changed of a run at work: its next telling must not undo it. */
  describe(id: RunId, words: RunWords): void {
    if (this.#active?.id === id) this.#active.recorder.describe(words)
  }

  add(id: RunId): void {
    this.#queue({ id })
  }

  /** Queues a run that goes on from where it is. Answers false where it cannot. */
  continue(id: RunId): boolean {
    const run = readSummary(this.#options.session.store, id)
    if (run === undefined || this.isBusy(id) || !canContinue(run)) return false
    this.#tell(id, 'queued', null)
    this.#queue({ id, continued: { from: run.status } })
    return true
  }

  /**
   * Ends the run at the next step, or takes it out of the queue. One that is paused goes on only to have its best weights
   * measured. Nothing happens to a run that has ended.
   */
  stop(id: RunId): void {
    const active = this.#atWork(id)
    if (active !== undefined) active.stop()
    else if (this.#isWaiting(id)) this.#takeOut(id, 'stopped')
    else this.#endPaused(id)
  }

  /** Frees the device at the next step; a waiting run is taken out of the queue. */
  pause(id: RunId): void {
    const active = this.#atWork(id)
    if (active !== undefined) active.pause()
    else if (this.#isWaiting(id)) this.#takeOut(id, 'paused')
  }

  /** Resolves when nothing waits or works. */
  idle(): Promise<void> {
    return this.#work
  }

  /**
   * Pauses what is at work; kills it when that takes too long, which leaves it at its last checkpoint. What waits stays
   * queued for the next opening. Answers the run that was at work, once no process is left.
   */
  async close(graceMs: number): Promise<RunId | undefined> {
    this.#isClosing = true
    this.#waiting = []
    const active = this.#active
    if (active === undefined) return undefined
    active.pause()
    const timer = setTimeout(() => active.cancel(), graceMs)
    await this.#work
    clearTimeout(timer)
    return active.id
  }

  #queue(entry: Waiting): void {
    this.#waiting = [...this.#waiting, entry]
    if (this.#active === undefined) this.#work = this.#workThrough()
  }

  #isWaiting(id: RunId): boolean {
    return this.#waiting.some((one) => one.id === id)
  }

  #takeOut(id: RunId, status: 'stopped' | 'paused'): void {
    const entry = this.#waiting.find((one) => one.id === id)
    this.#waiting = this.#waiting.filter((one) => one !== entry)
    this.#tell(id, entry?.continued?.from ?? status, null)
  }

  #endPaused(id: RunId): void {
    const run = readSummary(this.#options.session.store, id)
    if (run?.status !== 'paused' && run?.status !== 'interrupted') return
    if (run.checkpoint === null) return this.#tell(id, 'stopped', null)
    this.#tell(id, 'queued', null)
    this.#queue({ id, continued: { from: run.status }, isToEnd: true })
  }

  async #workThrough(): Promise<void> {
    this.#options.onWork?.(true)
    for (let entry = this.#next(); entry !== undefined; entry = this.#next()) {
      const { session, emit, problemOf } = this.#options
      const summary = readSummary(session.store, entry.id)
      if (summary === undefined) continue
      const recorder = new RunRecorder(session, summary, emit)
      const active = new RunAtWork(recorder, entry.continued, {
        ...this.#options,
        onTrouble: (found) => emit({ type: 'problem', problem: found })
      })
      this.#active = active
      if (entry.isToEnd === true) active.stop()
      const result = await active.work().catch((error: unknown) => {
        recorder.end({ status: 'failed', problem: problemOf(error, 'training') })
      })
      this.#active = undefined
      if (result === 'cannot-start') this.#holdBack()
    }
    if (!this.#isClosing) this.#options.onWork?.(false)
  }

  #next(): Waiting | undefined {
    const [first, ...rest] = this.#waiting
    this.#waiting = rest
    return first
  }

  /** A machine on which training cannot even start would fail every run that waits: they are kept for later instead. */
  #holdBack(): void {
    const held = this.#waiting
    this.#waiting = []
    if (held.length === 0 || this.#isClosing) return
    const found = problem('system/runs-held-back', { count: held.length })
    this.#options.emit({ type: 'problem', problem: found })
    for (const { id, continued } of held) this.#tell(id, continued?.from ?? 'paused', null)
  }

  #tell(id: RunId, status: RunStatus, found: Problem | null): void {
    const { session, emit } = this.#options
    const { store, writer } = session
    writer.flush()
    const isOver = status === 'stopped'
    store.runs.change(id, { status, problem: found, ...(isOver ? { ended_at: Date.now() } : {}) })
    const run = readSummary(store, id)
    if (run !== undefined) emit({ type: 'run-changed', run })
  }
}
