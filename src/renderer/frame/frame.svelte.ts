import { untrack } from 'svelte'
import type { Problem } from '../../shared/core/checked.ts'
import type { RunId } from '../../shared/core/ids.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { StudioEvent, StudioOutput } from '../../shared/rpc/studio-api.ts'
import { checkNetwork, type NetworkCheck } from '../../shared/network/check-network.ts'
import { networkOutputFor } from '../../shared/network/network-output.ts'
import { dataset } from '../state/dataset.svelte.ts'
import { modelExports } from '../state/exports.svelte.ts'
import { navigation, type Stage } from '../state/navigation.svelte.ts'
import { notices } from '../state/notices.svelte.ts'
import { preferences } from '../state/preferences.svelte.ts'
import { project } from '../state/project.svelte.ts'
import { runs } from '../state/runs.svelte.ts'
import { studio } from '../studio.ts'
import { dataProblems, stageStates, type NetworkFacts, type StageStates } from './stage-states.ts'
import { text } from './text.ts'

export type DrawerTab = 'problems' | 'runs' | 'log'

/** A problem and the stage where it can be put right. */
export interface PlacedProblem {
  readonly stage: Exclude<Stage, 'start'>
  readonly problem: Problem
}

/** What the frame itself knows: the machine, what the rail says, which panels are open. */
class FrameState {
  info = $state.raw<StudioOutput<'system.info'> | null>(null)
  isReady = $state(false)
  /** The project that the start waits for, since the program before is still closing it. */
  closingProject = $state<string>()
  drawerTab = $state<DrawerTab>('problems')
  isPaletteOpen = $state(false)
  isKeySheetOpen = $state(false)
  isRenameOpen = $state(false)
  isDoctorOpen = $state(false)
  /** Runs that were at work when the program last ended and of which the person has not said whether they go on. */
  unfinishedIds = $state.raw<readonly RunId[]>([])
  #newestRecipe = $state.raw<{ id: RunId; recipe: Recipe }>()

  /** Checked live, as the canvas does: the rail counts what keeps the network from being trained. */
  readonly networkCheck: NetworkCheck | undefined = $derived.by(() => {
    const found = dataset.preparation
    if (project.open === null || found === null || found.sampleShape === null) return undefined
    const task = project.draft.dataset?.task ?? 'classification'
    const output = networkOutputFor(task, found)
    return checkNetwork(project.draft.network, {
      inputShape: found.sampleShape,
      inputParts: found.inputParts,
      output
    })
  })

  readonly networkFacts: NetworkFacts | undefined = $derived(
    this.networkCheck === undefined
      ? undefined
      : {
          problemCount: this.networkCheck.problems.length,
          noteCount: [...this.networkCheck.nodes.values()].reduce((sum, { notes }) => sum + notes.length, 0),
          weightCount: this.networkCheck.model?.weightCount
        }
  )

  readonly newestFinished = $derived(
    runs.list.find((run) => run.status === 'completed' || run.status === 'stopped')
  )

  readonly stages: StageStates | undefined = $derived(
    project.open === null
      ? undefined
      : stageStates({
          draft: project.draft,
          manifest: dataset.manifest,
          preparation: dataset.preparation,
          network: this.networkFacts,
          runs: runs.list,
          newestRecipe:
            this.#newestRecipe?.id === this.newestFinished?.id ? this.#newestRecipe?.recipe : undefined,
          exportCount: modelExports.list.length
        })
  )

  readonly problems: readonly PlacedProblem[] = $derived.by(() => {
    if (project.open === null) return []
    const ofData =
      dataset.preparation === null ? [] : [...dataProblems(dataset.preparation), ...dataset.preparation.notes]
    const lastProblem = runs.list[0]?.problem ?? null
    return [
      ...ofData.map((found) => ({ stage: 'dataset' as const, problem: found })),
      ...(project.draft.network.nodes.length === 0 ? [] : (this.networkCheck?.problems ?? [])).map(
        (found) => ({
          stage: 'network' as const,
          problem: found
        })
      ),
      ...(lastProblem === null ? [] : [{ stage: 'training' as const, problem: lastProblem }])
    ]
  })

  /** Brings everything the frame shows; called once the bridge is there. */
  async start(): Promise<void> {
    studio().onEvent((event) => this.#receive(event))
    try {
      await preferences.load()
      void this.#readMachine()
      // A project that was at work when the program ended comes back by itself.
      const { project: open } = await studio().call('projects.pickUp', {})
      project.show(open)
    } catch (error) {
      notices.showError(error, 'starting')
    }
    this.isReady = true
  }

  /** Looking for devices loads TensorFlow, which takes a second or two: the window does not wait for it. */
  async #readMachine(): Promise<void> {
    try {
      this.info = await studio().call('system.info', {})
    } catch (error) {
      notices.showError(error, 'looking for devices')
    }
  }

  /** Called from an effect whenever another project is open: brings its runs, and goes to the first thing left to do in it. */
  async followProject(): Promise<void> {
    const open = project.open
    navigation.runId = null
    navigation.comparedRunIds = []
    navigation.isComparing = false
    this.unfinishedIds = []
    if (open === null) {
      runs.clear()
      modelExports.clear()
      navigation.go('start')
      return
    }
    try {
      await Promise.all([runs.load(), modelExports.load(), this.#readUnfinished()])
    } catch (error) {
      notices.showError(error, 'reading the runs')
    }
    if (navigation.stage !== 'start') return
    navigation.go(runs.list.length > 0 ? 'training' : 'dataset')
  }

  /** Says whether the runs that were left at work go on, and whether to do so without asking from now on. */
  async settleUnfinished(continues: boolean, isRemembered: boolean): Promise<void> {
    this.unfinishedIds = []
    try {
      await studio().call('runs.settleUnfinished', { continues })
      if (isRemembered) await preferences.change({ continueRunsOnOpen: continues ? 'always' : 'never' })
    } catch (error) {
      notices.showError(error, 'continuing the runs')
    }
  }

  async #readUnfinished(): Promise<void> {
    this.unfinishedIds = (await studio().call('runs.unfinished', {})).ids
  }

  /** Called from an effect whenever another run is the newest finished one. */
  async followNewestRun(): Promise<void> {
    const id = this.newestFinished?.id
    if (id === undefined || untrack(() => this.#newestRecipe?.id) === id) return
    try {
      this.#newestRecipe = { id, recipe: await studio().call('runs.recipe', { id }) }
    } catch (error) {
      notices.showError(error, 'reading the newest run')
    }
  }

  openDrawer(tab: DrawerTab): void {
    const isShown = preferences.current.isDrawerOpen && this.drawerTab === tab
    this.drawerTab = tab
    void preferences.change({ isDrawerOpen: !isShown })
  }

  #receive(event: StudioEvent): void {
    runs.receive(event)
    if (event.type === 'project-closing') this.closingProject = event.name
    if (event.type === 'problem') notices.show({ kind: 'problem', text: event.problem })
    if (event.type === 'studio-restarted') {
      notices.show({ kind: 'problem', text: text.restarted })
      void this.#reopen()
    }
    if (event.type === 'project-changed') project.show(event.project)
  }

  /** A new studio process has no project open yet: opens the same one again. */
  async #reopen(): Promise<void> {
    const key = project.open?.key
    if (key === undefined) return
    try {
      project.show(await studio().call('projects.open', { key }))
      await Promise.all([runs.load(), this.#readUnfinished()])
    } catch (error) {
      notices.showError(error, 'opening the project again')
    }
  }
}

export const frame = new FrameState()
