import type { Problem } from '../../shared/core/checked.ts'
import type { RunEvent } from '../../shared/training/run-events.ts'
import { queuedRun, reduceRun, type RunState } from '../../shared/training/run-state.ts'
import type { RunStatus, RunSummary } from '../../shared/training/trained-run.ts'
import type { StudioEvent } from '../../shared/rpc/studio-api.ts'
import type { ProjectSession } from '../projects/project-session.ts'
import { curveOf, withState } from './run-summary.ts'

const tellEveryMs = 100
const keepLossesEveryMs = 2000

/** What the person says of a run. */
export interface RunWords {
  readonly name?: string | undefined
  readonly tags?: string[] | undefined
  readonly note?: string | undefined
}

type RunEnd = Pick<RunSummary, 'status' | 'problem'> & Partial<Pick<RunSummary, 'metrics'>>

/** Keeps what a run at work says in the store, and tells it on, at most ten times a second. */
export class RunRecorder {
  readonly #session: ProjectSession
  readonly #emit: (event: StudioEvent) => void
  /** Time at work before this part, and since when this part is at work; undefined while none is. */
  #workedMs: number
  #partStartedAtMs: number | undefined
  #summary: RunSummary
  #state: RunState
  /** Up to where the losses were told, in epochs. */
  #toldX = 0
  #timer: NodeJS.Timeout | undefined
  #lossesKeptAtMs = 0
  #isOver = false

  constructor(session: ProjectSession, summary: RunSummary, emit: (event: StudioEvent) => void) {
    this.#session = session
    this.#summary = summary
    this.#emit = emit
    this.#workedMs = summary.durationMs ?? 0
    this.#state = this.#keptState()
  }

  get summary(): RunSummary {
    return this.#summary
  }

  /** Why training ended, as the trainer said; null until then. */
  get reason(): RunState['reason'] {
    return this.#state.reason
  }

  /** Whether its last state is kept, so that it can be queued anew. */
  get isOver(): boolean {
    return this.#isOver
  }

  get isPaused(): boolean {
    return this.#state.status === 'paused'
  }

  /** Time at work, all parts together. */
  get elapsedMs(): number {
    const since = this.#partStartedAtMs
    return this.#workedMs + (since === undefined ? 0 : performance.now() - since)
  }

  /** A part of the run begins: its first, or one that goes on from a checkpoint. Without one, all is done anew. */
  begin(isResumed: boolean): void {
    if (!isResumed) this.#forgetAll()
    this.#partStartedAtMs = performance.now()
    // What a part before this one ended with is not its own.
    const fresh = {
      status: 'preparing',
      progress: null,
      reason: null,
      durationMs: null,
      problem: null
    } as const
    this.#state = { ...this.#state, ...fresh }
    this.#summary = { ...this.#summary, progress: null }
    this.change({ status: 'preparing', startedAt: this.#summary.startedAt ?? Date.now() })
  }

  /** A part has ended; what follows is no time at work. */
  endPart(): void {
    this.#workedMs = this.elapsedMs
    this.#partStartedAtMs = undefined
  }

  receive(event: RunEvent): void {
    if (this.#hasPassed(event)) this.change({ problem: null })
    const before = this.#summary
    this.#state = reduceRun(this.#state, event)
    if (event.type === 'resumed') this.#goOnFrom(event)
    this.#summary = withState(before, this.#state, this.elapsedMs)
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
    const atMs = this.elapsedMs
    this.#session.writer.write(() => this.#session.store.runEvents.add(id, { atMs, type, text }))
  }

  /** A problem in the diary, to be said again in the window's language; one that holds the training up also stays in view. */
  warn(problem: Problem, type = 'warned'): void {
    this.note(type, JSON.stringify(problem))
    if (endOfTrouble[problem.code] !== undefined) this.change({ problem })
  }

  /** Whether what held the training up does so no more. */
  #hasPassed(event: RunEvent): boolean {
    const code = this.#summary.problem?.code
    return code !== undefined && endOfTrouble[code]?.(event) === true
  }

  /** Changes the run itself and keeps it. */
  change(
    change: Partial<Pick<RunSummary, 'status' | 'startedAt' | 'problem' | 'endedAt' | 'metrics'>>
  ): void {
    this.#summary = { ...this.#summary, ...change }
    const { id, status, startedAt, problem, endedAt, metrics } = this.#summary
    const row = { status, problem, metrics, started_at: startedAt, ended_at: endedAt }
    this.#session.writer.write(() => this.#session.store.runs.change(id, row))
    this.#tellSoon()
  }

  /** The last state of the run, or of this part of it; afterwards the recorder says nothing more. */
  end({ status, problem, metrics = this.#summary.metrics }: RunEnd): RunSummary {
    this.endPart()
    const endedAt = ended.includes(status) ? Date.now() : this.#summary.endedAt
    const durationMs = this.#state.durationMs ?? this.#workedMs
    this.#summary = { ...this.#summary, status, problem, metrics, endedAt, durationMs, progress: null }
    const { id, bestEpoch, startedAt } = this.#summary
    this.#keepLosses()
    if (problem === null) this.note(status, '')
    else this.warn(problem, status)
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
    this.#isOver = true
    this.#tell()
    return this.#summary
  }

  #keptState(): RunState {
    const { store } = this.#session
    const { id, checkpoint, bestEpoch } = this.#summary
    if (checkpoint === null) return queuedRun
    const { curve, marks } = store.stepLosses.marks(id)
    return { ...queuedRun, checkpoint, bestEpoch, curve, marks, epochs: store.epochs.list(id) }
  }

  #forgetAll(): void {
    const { id } = this.#summary
    const { store, writer } = this.#session
    this.#state = queuedRun
    this.#workedMs = 0
    this.#toldX = 0
    this.#summary = { ...this.#summary, epochCount: 0, bestEpoch: null, lossCurve: [], checkpoint: null }
    writer.write(() => {
      store.epochs.replace(id, [])
      store.stepLosses.set(id, { points: [], curve: queuedRun.curve, marks: [] })
      store.runs.change(id, { best_epoch: null, checkpoint_epoch: null, checkpoint_step: null })
    })
  }

  /** Epochs and losses beyond the checkpoint are told once more: they are taken out before they come. */
  #goOnFrom({ records, elapsedMs }: Extract<RunEvent, { type: 'resumed' }>): void {
    const { id } = this.#summary
    const { store, writer } = this.#session
    this.#workedMs = elapsedMs
    this.#toldX = this.#state.stepLosses.at(-1)?.x ?? 0
    this.#summary = { ...this.#summary, problem: null, endedAt: null, metrics: noMetrics }
    const { bestEpoch } = this.#state
    writer.write(() => {
      store.epochs.replace(id, records)
      store.runs.change(id, { problem: null, ended_at: null, metrics: noMetrics, best_epoch: bestEpoch })
    })
    this.#keepLosses()
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
      this.change({ problem: null })
      this.note('started', `${device} · ${engine}`)
    } else if (event.type === 'progress') {
      if (performance.now() - this.#lossesKeptAtMs > keepLossesEveryMs) this.#keepLosses()
    } else if (event.type === 'epoch-ended') {
      const { bestEpoch } = this.#summary
      const durationMs = this.elapsedMs
      writer.write(() => {
        store.epochs.add(id, event.record)
        store.runs.change(id, { best_epoch: bestEpoch, duration_ms: durationMs })
      })
    } else if (event.type === 'checkpointed' || event.type === 'paused') {
      const durationMs = this.elapsedMs
      const place = { checkpoint_epoch: event.epoch, checkpoint_step: event.step }
      writer.write(() => store.runs.change(id, { ...place, duration_ms: durationMs }))
      this.#keepLosses()
    } else if (event.type === 'resumed') this.note('resumed', JSON.stringify([event.epoch, event.step]))
    else if (event.type === 'warned') this.warn(event.problem)
    else if (event.type === 'finished') this.note('finished', event.reason)
  }

  #keepLosses(): void {
    this.#lossesKeptAtMs = performance.now()
    const { id } = this.#summary
    const { stepLosses: points, curve, marks } = this.#state
    if (points.length === 0) return
    this.#session.writer.write(() => this.#session.store.stepLosses.set(id, { points, curve, marks }))
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => this.#tell(), tellEveryMs)
  }

  #tell(): void {
    this.#timer = undefined
    if (this.#state.epochs.length > 0 || this.#summary.epochCount === 0)
      this.#summary = { ...this.#summary, lossCurve: curveOf(this.#state.epochs) }
    this.#emit({ type: 'run-changed', run: this.#summary })
    const losses = this.#state.stepLosses
    const stepLosses = losses.slice(losses.findLastIndex(({ x }) => x <= this.#toldX) + 1)
    if (stepLosses.length === 0) return
    this.#emit({ type: 'run-progressed', runId: this.#summary.id, stepLosses })
    this.#toldX = stepLosses.at(-1)?.x ?? this.#toldX
  }
}

/** Problems during which training stands still, by their code, with the word of the trainer that ends them. */
const endOfTrouble: Readonly<Record<string, (event: RunEvent) => boolean>> = {
  'training/waiting-for-room': ({ type }) => type === 'checkpointed',
  'system/trainer-silent': () => true
}

const noMetrics = { train: {}, validation: {}, test: {} }
const ended: readonly RunStatus[] = ['completed', 'stopped', 'failed']
