import type { StartPlan } from '../../../shared/training/start-plan.ts'
import type { RunSummary } from '../../../shared/training/trained-run.ts'
import { canBranch } from '../../../shared/training/continue-run.ts'
import type { Problem } from '../../../shared/core/checked.ts'
import { isFrozen } from '../../../shared/network/network-graph.ts'
import { setFrozen } from '../../../shared/network/graph-edits.ts'
import { dataset } from '../../state/dataset.svelte.ts'
import { refitNetwork } from '../../state/fit-network.ts'
import { notices } from '../../state/notices.svelte.ts'
import { project } from '../../state/project.svelte.ts'
import { runs } from '../../state/runs.svelte.ts'
import { studio } from '../../studio.ts'
import { problemOf } from './probe-call.ts'
import { startText } from './start-form-text.ts'

/** Quiet time after which a changed draft is looked at. */
const QUIET_MS = 250

/** What the draft would take over from the run that it starts from. */
export class StartFromState {
  #plan = $state.raw<StartPlan | undefined>()
  #problem = $state.raw<Problem | undefined>()
  #asked = 0

  get plan(): StartPlan | undefined {
    return this.#plan
  }

  /** Why nothing can be said, such as a run that was deleted; or what keeps the draft from starting there. */
  get problem(): Problem | undefined {
    return this.#problem ?? this.#plan?.problem ?? undefined
  }

  /** Runs that have weights to start from, the newest first. */
  get choices(): readonly RunSummary[] {
    return runs.list.filter(canBranch)
  }

  /** Layers that can be frozen; where all are taken over, the last one still has something to learn. */
  get takenIds() {
    const layers = this.#plan?.layers ?? []
    const taken = layers.filter(({ start }) => start === 'taken').map(({ nodeId }) => nodeId)
    return taken.length === layers.length ? taken.slice(0, -1) : taken
  }

  /** Called from an effect when the draft changes. */
  async follow(): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    const { datasetId, dataset: spec, network, training } = project.draft
    const { startFrom } = training
    if (startFrom === null || datasetId === null || spec === null) {
      this.#plan = undefined
      this.#problem = undefined
      return
    }
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    if (asked !== this.#asked) return
    try {
      const recipe = { version: 1 as const, dataset: spec, network, training }
      const plan = await studio().call('runs.startPlan', { id: startFrom.runId, datasetId, recipe })
      if (asked !== this.#asked) return
      this.#plan = plan
      this.#problem = undefined
    } catch (error) {
      if (asked !== this.#asked) return
      this.#plan = undefined
      this.#problem = problemOf(error, 'looking at the run to start from')
    }
  }

  /** Reads the text by the words of that run; a network that only follows from the data follows them. */
  async takeWords(): Promise<void> {
    const { datasetId, dataset: spec, training } = project.draft
    const { manifest, preparation: summary } = dataset
    if (datasetId === null || spec === null || training.startFrom === null) return
    try {
      const id = training.startFrom.runId
      const taken = await studio().call('runs.takeWords', { id, dataset: spec })
      const prepared = await studio().call('datasets.preparation', { id: datasetId, dataset: taken })
      project.edit(startText.edits.words, (draft) => {
        draft.dataset = taken
        if (manifest?.id === datasetId) refitNetwork(draft, manifest, prepared, { spec, summary })
        for (const node of draft.network.nodes)
          if (node.kind === 'embedding' && prepared.wordCount !== undefined)
            node.params['inputDim'] = prepared.wordCount
      })
    } catch (error) {
      notices.showError(error, 'taking over the words of a run')
    }
  }

  freezeTaken(): void {
    const ids = this.takenIds
    project.edit(startText.edits.freeze, (draft) => {
      draft.network = structuredClone(setFrozen(project.draft.network, ids, true)) as typeof draft.network
    })
  }

  unfreezeAll(): void {
    const { network } = project.draft
    const ids = network.nodes.filter(isFrozen).map(({ id }) => id)
    project.edit(startText.edits.unfreeze, (draft) => {
      draft.network = structuredClone(setFrozen(network, ids, false)) as typeof draft.network
    })
  }
}

export const startFrom = new StartFromState()
