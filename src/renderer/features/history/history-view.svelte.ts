import { SvelteMap } from 'svelte/reactivity'
import type { RunId } from '../../../shared/core/ids.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import { compareRecipes, type SettingRow } from '../../../shared/recipe-difference.ts'
import type { RunDetail, RunSummary } from '../../../shared/training/trained-run.ts'
import { navigation } from '../../state/navigation.svelte.ts'
import { notices } from '../../state/notices.svelte.ts'
import { project } from '../../state/project.svelte.ts'
import { runs } from '../../state/runs.svelte.ts'
import { studio } from '../../studio.ts'
import { runTitles } from '../../text/run-title.ts'
import { samplesOf, type ShownSample } from '../../text/sample-words.ts'
import { bestLoss, mainValue } from './metrics.ts'
import { text } from './text.ts'

export type SortKey = 'run' | 'metric' | 'loss' | 'epochs' | 'duration' | 'weights' | 'created'

const sortValue: Readonly<Record<SortKey, (run: RunSummary) => number | null>> = {
  run: (run) => run.number,
  metric: mainValue,
  loss: bestLoss,
  epochs: (run) => run.epochCount,
  duration: (run) => run.durationMs,
  weights: (run) => run.weightCount,
  created: (run) => run.createdAt
}

/** The table of runs: filter, order, the run in the inspector, and the recipes read so far. */
export class HistoryState {
  query = $state('')
  sortKey = $state<SortKey>('run')
  isDescending = $state(true)
  selectedId = $state<RunId | null>(null)
  readonly #recipes = new SvelteMap<RunId, Recipe>()
  /** Epochs of the run that was read last, where it writes texts after them. */
  #written = $state.raw<Pick<RunDetail, 'id' | 'epochs'> | undefined>(undefined)

  /** Runs that match the filter, in order; those without a value come last. */
  get shown(): readonly RunSummary[] {
    const query = this.query.trim().toLocaleLowerCase()
    const read = sortValue[this.sortKey]
    const sign = this.isDescending ? -1 : 1
    return runs.list
      .filter((run) =>
        [run.name, run.networkTitle, run.note, ...run.tags].some((part) =>
          part.toLocaleLowerCase().includes(query)
        )
      )
      .sort((a, b) => {
        const [left, right] = [read(a), read(b)]
        if (left === null || right === null) return Number(left === null) - Number(right === null)
        return sign * (left - right) || b.number - a.number
      })
  }

  get selected(): RunSummary | undefined {
    return this.selectedId === null ? undefined : runs.get(this.selectedId)
  }

  sortBy(key: SortKey): void {
    this.isDescending = this.sortKey === key ? !this.isDescending : true
    this.sortKey = key
  }

  toggle(id: RunId): void {
    const ticked = navigation.comparedRunIds
    navigation.comparedRunIds = ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id]
  }

  recipe(id: RunId): Recipe | undefined {
    return this.#recipes.get(id)
  }

  /** Reads recipes that are not known yet. */
  async load(ids: readonly RunId[]): Promise<void> {
    for (const id of ids.filter((wanted) => !this.#recipes.has(wanted))) {
      try {
        this.#recipes.set(id, await studio().call('runs.recipe', { id }))
      } catch (error) {
        notices.showError(error, 'reading the settings of a run')
      }
    }
  }

  /** Settings that differ from the parent's; undefined while unknown or for a first run. */
  changes(run: RunSummary): readonly SettingRow[] | undefined {
    const own = this.#recipes.get(run.id)
    const parent = run.parentId === null ? undefined : this.#recipes.get(run.parentId)
    return own === undefined || parent === undefined ? undefined : compareRecipes([parent, own]).differing
  }

  /** What a run wrote after its epochs. */
  written(run: RunSummary | undefined): readonly ShownSample[] {
    return this.#written?.id === run?.id ? samplesOf(this.#written?.epochs ?? []) : []
  }

  /** Called from an effect when the run, or how many epochs it has, changes. */
  async readWritten(run: RunSummary | undefined): Promise<void> {
    if (run?.task !== 'generation') return
    try {
      this.#written = await studio().call('runs.get', { id: run.id })
    } catch (error) {
      notices.showError(error, 'reading what a run wrote')
    }
  }

  async update(id: RunId, change: { name?: string; tags?: string[]; note?: string }): Promise<void> {
    try {
      await studio().call('runs.update', { id, ...change })
    } catch (error) {
      notices.showError(error, 'changing the run')
    }
  }

  /** Deletes at once and offers Undo. */
  async remove(run: RunSummary): Promise<void> {
    const title = runTitles(run)
    try {
      await studio().call('runs.delete', { id: run.id })
      navigation.comparedRunIds = navigation.comparedRunIds.filter((id) => id !== run.id)
      if (this.selectedId === run.id) this.selectedId = null
      notices.show({
        kind: 'done',
        text: { en: text.deleted.en(title.en), zh: text.deleted.zh(title.zh) },
        action: { label: text.undo, run: () => void this.#restore(run.id) }
      })
    } catch (error) {
      notices.showError(error, 'deleting the run')
    }
  }

  /** Takes a run's settings over into the draft, as one edit that can be undone. */
  async useRecipe(run: RunSummary): Promise<void> {
    await this.load([run.id])
    const recipe = this.#recipes.get(run.id)
    if (recipe === undefined) return
    const title = runTitles(run)
    project.edit({ en: text.usedRecipe.en(title.en), zh: text.usedRecipe.zh(title.zh) }, (draft) => {
      const copy = structuredClone($state.snapshot(recipe)) as Recipe
      Object.assign(draft, { dataset: copy.dataset, network: copy.network, training: copy.training })
    })
    navigation.go('training', run.id)
  }

  async #restore(id: RunId): Promise<void> {
    try {
      await studio().call('runs.restore', { id })
    } catch (error) {
      notices.showError(error, 'bringing the run back')
    }
  }
}

export const historyView = new HistoryState()
