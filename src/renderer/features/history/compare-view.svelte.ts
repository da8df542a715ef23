import { SvelteMap } from 'svelte/reactivity'
import type { RunId } from '../../../shared/core/ids.ts'
import type { RunDetail, RunSummary } from '../../../shared/training/trained-run.ts'
import type { StudioOutput } from '../../../shared/rpc/studio-api.ts'
import { notices } from '../../state/notices.svelte.ts'
import { studio } from '../../studio.ts'

export type Lead = StudioOutput<'evaluation.compare'>

/** What a comparison needs beyond the summaries: epochs of each run, and the test whether the lead is chance. */
export class CompareState {
  readonly #details = new SvelteMap<RunId, RunDetail>()
  #lead = $state.raw<Lead | undefined>()
  #leadOf = $state('')

  detail(id: RunId): RunDetail | undefined {
    return this.#details.get(id)
  }

  /** The exact McNemar test between two runs; undefined until it is known or where it does not apply. */
  lead(first: RunId, second: RunId): Lead | undefined {
    return this.#leadOf === `${first} ${second}` ? this.#lead : undefined
  }

  /** Reads runs that are not known yet, or have gone on since they were read. */
  async load(runs: readonly RunSummary[]): Promise<void> {
    const isKnown = (run: RunSummary): boolean => {
      const known = this.#details.get(run.id)
      return known?.epochCount === run.epochCount && known.status === run.status
    }
    for (const run of runs.filter((wanted) => !isKnown(wanted))) {
      try {
        this.#details.set(run.id, await studio().call('runs.get', { id: run.id }))
      } catch (error) {
        notices.showError(error, 'reading a run')
      }
    }
  }

  async test(first: RunSummary, second: RunSummary): Promise<void> {
    if (first.task !== 'classification' || first.datasetFingerprint !== second.datasetFingerprint) return
    try {
      const lead = await studio().call('evaluation.compare', {
        first: first.id,
        second: second.id,
        part: 'test'
      })
      this.#lead = lead
      this.#leadOf = `${first.id} ${second.id}`
    } catch {
      // Runs whose test parts are different rows cannot be tested against each other; the figures stand alone.
      this.#lead = undefined
    }
  }
}

export const compareView = new CompareState()
