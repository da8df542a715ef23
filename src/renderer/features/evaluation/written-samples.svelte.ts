import type { RunDetail, RunSummary } from '../../../shared/training/trained-run.ts'
import { notices } from '../../state/notices.svelte.ts'
import { studio } from '../../studio.ts'
import { samplesOf, type ShownSample } from '../../text/sample-words.ts'

/** What the generator in view wrote after its epochs, the newest first. */
export class WrittenSamples {
  #detail = $state.raw<RunDetail>()

  get list(): readonly ShownSample[] {
    return samplesOf(this.#detail?.epochs ?? []).reverse()
  }

  async follow({ id }: RunSummary): Promise<void> {
    if (this.#detail?.id === id) return
    this.#detail = undefined
    try {
      const detail = await studio().call('runs.get', { id })
      this.#detail = detail
    } catch (error) {
      notices.showError(error, 'reading what a run wrote')
    }
  }
}
