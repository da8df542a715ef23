import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { PreparationSummary } from '../../shared/rpc/studio-api.ts'
import { studio } from '../studio.ts'
import { notices } from './notices.svelte.ts'
import { project } from './project.svelte.ts'

/** The dataset in use and what its preparation comes to; follows the draft. */
class DatasetState {
  #manifest = $state.raw<DatasetManifest | null>(null)
  #preparation = $state.raw<PreparationSummary | null>(null)
  #isWorking = $state(false)
  #asked = 0

  get manifest(): DatasetManifest | null {
    return this.#manifest
  }

  get preparation(): PreparationSummary | null {
    return this.#preparation
  }

  get isWorking(): boolean {
    return this.#isWorking
  }

  /** Called from one `$effect` of the frame whenever the draft's dataset changes. */
  async follow(): Promise<void> {
    const draft = project.open === null ? null : project.draft
    this.#asked += 1
    const asked = this.#asked
    if (draft === null || draft.datasetId === null || draft.dataset === null) {
      this.#manifest = null
      this.#preparation = null
      return
    }
    const { datasetId, dataset } = draft
    this.#isWorking = true
    try {
      if (this.#manifest?.id !== datasetId) {
        const manifest = await studio().call('datasets.get', { id: datasetId })
        if (asked !== this.#asked) return
        this.#manifest = manifest
        this.#preparation = null
      }
      const preparation = await studio().call('datasets.preparation', { id: datasetId, dataset })
      if (asked === this.#asked) this.#preparation = preparation
    } catch (error) {
      if (asked === this.#asked) notices.showError(error, 'preparing the data')
    } finally {
      if (asked === this.#asked) this.#isWorking = false
    }
  }
}

export const dataset = new DatasetState()
