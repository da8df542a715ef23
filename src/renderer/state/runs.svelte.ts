import { SvelteMap } from 'svelte/reactivity'
import type { RunId } from '../../shared/core/ids.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import type { StudioEvent } from '../../shared/rpc/studio-api.ts'
import { studio } from '../studio.ts'

const isLive = (run: RunSummary): boolean =>
  ['queued', 'preparing', 'running', 'evaluating'].includes(run.status)

/** All runs of the open project, kept up to date by the studio's events. */
class RunsState {
  readonly #runs = new SvelteMap<RunId, RunSummary>()

  /** Newest first. */
  get list(): readonly RunSummary[] {
    return [...this.#runs.values()].sort((a, b) => b.number - a.number)
  }

  get live(): readonly RunSummary[] {
    return this.list.filter(isLive).reverse()
  }

  /** Runs that were paused or interrupted and can go on, newest first. */
  get resting(): readonly RunSummary[] {
    return this.list.filter(({ status }) => status === 'paused' || status === 'interrupted')
  }

  /** The run at work, not one that waits. */
  get active(): RunSummary | undefined {
    return this.live.find((run) => run.status !== 'queued')
  }

  get(id: RunId): RunSummary | undefined {
    return this.#runs.get(id)
  }

  async load(): Promise<void> {
    const { runs } = await studio().call('runs.list', {})
    this.#runs.clear()
    for (const run of runs) this.#runs.set(run.id, run)
  }

  receive(event: StudioEvent): void {
    if (event.type === 'run-changed') this.#runs.set(event.run.id, event.run)
    if (event.type === 'run-deleted') this.#runs.delete(event.runId)
  }

  clear(): void {
    this.#runs.clear()
  }
}

export const runs = new RunsState()
