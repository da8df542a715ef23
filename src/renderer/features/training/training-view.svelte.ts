import type { RunId } from '../../../shared/core/ids.ts'
import type { Problem } from '../../../shared/core/checked.ts'
import type { StudioEvent } from '../../../shared/rpc/studio-api.ts'
import type { RunDetail, RunSummary } from '../../../shared/training/trained-run.ts'
import { dataset } from '../../state/dataset.svelte.ts'
import { navigation } from '../../state/navigation.svelte.ts'
import { notices } from '../../state/notices.svelte.ts'
import { project } from '../../state/project.svelte.ts'
import { runs } from '../../state/runs.svelte.ts'
import { studio } from '../../studio.ts'
import { t } from '../../text/text.svelte.ts'
import { findTrainingProblems } from './training-problems.ts'
import { text } from './text.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** Live points beyond this many are thinned to half; the full history comes with the run's detail. */
const mostLivePoints = 4000

const readAgainAfterMs = 500

/** What the Train stage looks at: one run, its epochs and its live step losses. */
export class TrainingState {
  #detail = $state.raw<RunDetail | null>(null)
  #livePoints = $state.raw<readonly Point[]>([])
  #isStarting = $state(false)
  #wanted: RunId | undefined
  #isReading = false
  #isOutdated = false
  /** Ends the wait before the next reading. */
  #hurry: () => void = () => undefined

  /** The chosen run, else the one at work, else the newest. */
  get run(): RunSummary | undefined {
    const chosen = navigation.runId === null ? undefined : runs.get(navigation.runId)
    return runs.active ?? chosen ?? runs.list[0]
  }

  get detail(): RunDetail | null {
    return this.#detail?.id === this.run?.id ? this.#detail : null
  }

  /** Mean step losses, oldest first: those kept with the run, then the live ones. */
  get stepPoints(): readonly Point[] {
    const kept = this.detail?.stepLosses ?? []
    const last = kept.at(-1)?.x ?? 0
    return [...kept, ...this.#livePoints.filter((point) => point.x > last)]
  }

  get isStarting(): boolean {
    return this.#isStarting
  }

  /** Everything that keeps the draft from training; empty when it can start. */
  get problems(): readonly Problem[] {
    if (project.open === null || project.draft.dataset === null) return []
    return findTrainingProblems(project.draft, dataset.preparation)
  }

  receive(event: StudioEvent): void {
    if (event.type !== 'run-progressed' || event.runId !== this.run?.id) return
    const [first] = event.stepLosses
    if (first === undefined) return
    // A run that goes on from a checkpoint tells some losses once more.
    const points = [...this.#livePoints.filter((point) => point.x < first.x), ...event.stepLosses]
    this.#livePoints = points.length > mostLivePoints ? points.filter((_, index) => index % 2 === 0) : points
  }

  /**
   * Called from an effect when the run, its status or its epoch count changes. A quick run changes ten times a second:
   * its detail is read again no more often than twice a second, and once more after the last change.
   */
  async follow(id: RunId | undefined): Promise<void> {
    if (this.#wanted !== id) {
      this.#livePoints = []
      this.#hurry()
    }
    this.#wanted = id
    this.#isOutdated = true
    if (this.#isReading) return
    this.#isReading = true
    while (this.#isOutdated) {
      this.#isOutdated = false
      await this.#read(id)
      await new Promise<void>((resolve) => {
        this.#hurry = resolve
        setTimeout(resolve, readAgainAfterMs)
      })
      id = this.#wanted
    }
    this.#isReading = false
  }

  async #read(id: RunId | undefined): Promise<void> {
    if (id === undefined) {
      this.#detail = null
      return
    }
    try {
      const detail = await studio().call('runs.get', { id })
      if (id === this.#wanted) this.#detail = detail
    } catch (error) {
      notices.showError(error, 'reading the run')
    }
  }

  /** Queues a run of the draft as it stands. */
  async start(): Promise<void> {
    const { draft } = project
    if (draft.datasetId === null || draft.dataset === null || this.#isStarting) return
    this.#isStarting = true
    try {
      await project.flush()
      const run = await studio().call('runs.start', {
        datasetId: draft.datasetId,
        recipe: { version: 1, dataset: draft.dataset, network: draft.network, training: draft.training },
        name: t(text.runName)((runs.list[0]?.number ?? 0) + 1),
        parentId: runs.list[0]?.id ?? null
      })
      navigation.runId = run.id
    } catch (error) {
      notices.showError(error, 'starting the run')
    } finally {
      this.#isStarting = false
    }
  }
}

export const trainingView = new TrainingState()
