import type { ProjectSummary, Sample } from '../../../shared/rpc/project.ts'
import { navigation, type Stage } from '../../state/navigation.svelte.ts'
import { notices } from '../../state/notices.svelte.ts'
import { project } from '../../state/project.svelte.ts'
import { openProject, openSample } from '../../state/projects.ts'
import { studio } from '../../studio.ts'
import { text } from './text.ts'

/** The projects on this computer, the samples, and which project the inspector shows. */
class StartState {
  projects = $state.raw<readonly ProjectSummary[]>([])
  samples = $state.raw<readonly Sample[]>([])
  isLoaded = $state(false)
  order = $state<'opened' | 'name'>('opened')
  #selectedKey = $state<string>()
  /** Key of the project or sample that is being opened. */
  openingKey = $state<string>()

  readonly sorted = $derived(
    [...this.projects].sort((a, b) =>
      this.order === 'name' ? a.name.localeCompare(b.name) : b.lastOpenedAt - a.lastOpenedAt
    )
  )

  /** The chosen project; the first where none was chosen. */
  readonly selected = $derived(this.sorted.find(({ key }) => key === this.#selectedKey) ?? this.sorted[0])

  select(key: string): void {
    this.#selectedKey = key
  }

  async load(): Promise<void> {
    try {
      const [recent, samples] = await Promise.all([
        studio().call('projects.recent', {}),
        studio().call('projects.samples', {})
      ])
      this.projects = recent.projects
      this.samples = samples.samples
    } catch (error) {
      notices.showError(error, 'listing the projects')
    }
    this.isLoaded = true
  }

  /** Opens a project, at a stage where one is given. */
  async open(key: string, stage?: Stage): Promise<void> {
    await this.#opening(key, () => openProject(key))
    if (stage !== undefined && project.open?.key === key) navigation.go(stage)
  }

  openSample(key: string): Promise<void> {
    return this.#opening(key, () => openSample(key))
  }

  async forget({ key, name }: ProjectSummary): Promise<void> {
    try {
      await studio().call('projects.forget', { key })
      this.projects = this.projects.filter((other) => other.key !== key)
      notices.show({ kind: 'done', text: { en: text.forgotten.en(name), zh: text.forgotten.zh(name) } })
    } catch (error) {
      notices.showError(error, 'taking the project out of the list')
    }
  }

  async #opening(key: string, action: () => Promise<void>): Promise<void> {
    if (this.openingKey !== undefined) return
    this.openingKey = key
    await action()
    this.openingKey = undefined
  }
}

export const start = new StartState()
