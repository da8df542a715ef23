import type { Problem } from '../../shared/core/checked.ts'
import type { RunEvent } from '../../shared/training/run-events.ts'
import { queuedRun, reduceRun, type RunState } from '../../shared/training/run-state.ts'
import type { RunStatus, RunSummary } from '../../shared/training/trained-run.ts'
import type { StudioEvent } from '../../shared/rpc/studio-api.ts'
import type { ProjectSession } from '../projects/project-session.ts'
import { withState } from './run-summary.ts'

const tellEveryMs = 100
const keepLossesEveryMs = 2000

/** What the person says of a run. */
export interface RunWords {
  readonly name?: string | undefined
  readonly tags?: string[] | undefined
  readonly note?: string | undefined
}

/** Keeps what a run at work says in the store, and tells it on, at most ten times a second. */
export class RunRecorder {
  readonly #session: ProjectSession
  readonly #emit: (event: StudioEvent) => void
  readonly #startedAtMs = performance.now()
  #summary: RunSummary
  #state: RunState = queuedRun
  /** Up to where the losses were told, in epochs. */
  #toldX = 0
  #timer: NodeJS.Timeout | undefined
  #lossesKeptAtMs = 0

  constructor(session: ProjectSession, summary: RunSummary, emit: (event: StudioEvent) => void) {
    this.#session = session
    this.#summary = summary
    this.#emit = emit
  }

  get summary(): RunSummary {
    return this.#summary
  }

  /** Why training ended, as the trainer said; null until then. */
  get reason(): RunState['reason'] {
    return this.#state.reason
  }

  receive(event: RunEvent): void {
    const before = this.#summary
    this.#state = reduceRun(this.#state, event)
    this.#summary = withState(before, this.#state, performance.now() - this.#startedAtMs)
    this.#keep(event)
    if (this.#summary.status !== before.status) this.change({ status: this.#summary.status })
    this.#tellSoon()
  }

  describe({ name, tags, note }: RunWords): void {
    const { name: oldName, tags: oldTags, note: oldNote } = this.#summary
    this.#summary = { ...this.#summary, name: name ?? oldName, tags: tags ?? oldTags, note: note ?? oldNote }
  }

  /** A line of the run's diary. */
  note(type: string, text: string): void {
    const { id } = this.#summary
    const atMs = performance.now() - this.#startedAtMs
    this.#session.writer.write(() => this.#session.store.runEvents.add(id, { atMs, type, text }))
  }

  warn(problem: Problem): void {
    this.note('warned', problem.message)
  }

  /** Changes the run itself and keeps it. */
  change(change: Partial<Pick<RunSummary, 'status' | 'startedAt'>>): void {
    this.#summary = { ...this.#summary, ...change }
    const { id, status, startedAt } = this.#summary
    this.#session.writer.write(() => this.#session.store.runs.change(id, { status, started_at: startedAt }))
    this.#tellSoon()
  }

  /** The run's last state; afterwards the recorder says nothing more. */
  end(status: RunStatus, problem: Problem | null, metrics: RunSummary['metrics']): RunSummary {
    const endedAt = Date.now()
    const durationMs = this.#state.durationMs ?? performance.now() - this.#startedAtMs
    this.#summary = { ...this.#summary, status, problem, metrics, endedAt, durationMs, progress: null }
    const { id, bestEpoch, startedAt } = this.#summary
    this.#keepLosses()
    this.note(status, problem?.message ?? '')
    this.#session.writer.write(() =>
      this.#session.store.runs.change(id, {
        status,
        problem,
        metrics,
        best_epoch: bestEpoch,
        started_at: startedAt,
        ended_at: endedAt,
        duration_ms: durationMs
      })
    )
    this.#session.writer.flush()
    clearTimeout(this.#timer)
    this.#tell()
    return this.#summary
  }

  #keep(event: RunEvent): void {
    const { store, writer } = this.#session
    const { id } = this.#summary
    if (event.type === 'started') {
      const { device, engine, versions, weightCount } = event
      writer.write(() => {
        store.runs.change(id, { device, engine, weight_count: weightCount })
        store.runs.setVersions(id, versions)
      })
      this.note('started', `${device} · ${engine}`)
    } else if (event.type === 'progress') {
      if (performance.now() - this.#lossesKeptAtMs > keepLossesEveryMs) this.#keepLosses()
    } else if (event.type === 'epoch-ended') {
      const { bestEpoch } = this.#summary
      writer.write(() => {
        store.epochs.add(id, event.record)
        store.runs.change(id, { best_epoch: bestEpoch })
      })
    } else if (event.type === 'warned') this.warn(event.problem)
    else if (event.type === 'finished') this.note('finished', event.reason)
  }

  #keepLosses(): void {
    this.#lossesKeptAtMs = performance.now()
    const { id } = this.#summary
    const points = this.#state.stepLosses
    if (points.length > 0) this.#session.writer.write(() => this.#session.store.stepLosses.set(id, points))
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => this.#tell(), tellEveryMs)
  }

  #tell(): void {
    this.#timer = undefined
    this.#emit({ type: 'run-changed', run: this.#summary })
    const losses = this.#state.stepLosses
    const stepLosses = losses.slice(losses.findLastIndex(({ x }) => x <= this.#toldX) + 1)
    if (stepLosses.length === 0) return
    this.#emit({ type: 'run-progressed', runId: this.#summary.id, stepLosses })
    this.#toldX = stepLosses.at(-1)?.x ?? this.#toldX
  }
}
