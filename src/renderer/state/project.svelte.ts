import { applyPatches, enablePatches, produceWithPatches, type Draft as Mutable, type Patch } from 'immer'
import type { Draft, OpenProject } from '../../shared/rpc/project.ts'
import { studio } from '../studio.ts'
import type { Both } from '../text/text.svelte.ts'
import { notices } from './notices.svelte.ts'

enablePatches()

interface Edit {
  readonly name: Both<string>
  readonly forward: readonly Patch[]
  readonly inverse: readonly Patch[]
  readonly group: string | undefined
  readonly atMs: number
}

/** Edits of one group this close together (a drag, a typed number) are undone as one. */
const groupWindowMs = 1000
const longestHistory = 500
const saveDelayMs = 150

/** The open project and what is being worked on in it. Every edit is applied at once, kept at once and can be undone by name. */
export class ProjectState {
  #project = $state.raw<OpenProject | null>(null)
  #draft = $state.raw<Draft | null>(null)
  #done = $state.raw<readonly Edit[]>([])
  #undone = $state.raw<readonly Edit[]>([])
  #savedAt = $state<number | null>(null)
  #isSaving = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> = Promise.resolve()

  get open(): OpenProject | null {
    return this.#project
  }

  /** Throws when no project is open: only the stages of an open project ask for it. */
  get draft(): Draft {
    if (this.#draft === null) throw new Error('No project is open.')
    return this.#draft
  }

  get undoName(): Both<string> | undefined {
    return this.#done.at(-1)?.name
  }

  get redoName(): Both<string> | undefined {
    return this.#undone.at(-1)?.name
  }

  get savedAt(): number | null {
    return this.#savedAt
  }

  get isSaving(): boolean {
    return this.#isSaving
  }

  /** Another project, or none: the undo history starts anew. The same one keeps what is being edited in it. */
  show(project: OpenProject | null): void {
    const isEdited = this.#done.length > 0 || this.#undone.length > 0
    const isSame = project !== null && project.key === this.#project?.key
    this.#project = project
    if (isSame && isEdited) return
    this.#draft = project?.draft ?? null
    this.#done = []
    this.#undone = []
    this.#savedAt = null
  }

  /**
   * Changes the draft: `edit({en: 'Dense 64 → 128', zh: …}, (draft) => { … })`.
   * Edits that share a `group` within a second are undone together.
   */
  edit(name: Both<string>, change: (draft: Mutable<Draft>) => void, group?: string): void {
    const [next, forward, inverse] = produceWithPatches(this.draft, (draft) => {
      change(draft)
    })
    if (forward.length === 0) return
    const edit: Edit = { name, forward, inverse, group, atMs: performance.now() }
    const last = this.#done.at(-1)
    const isContinued =
      last !== undefined &&
      group !== undefined &&
      last.group === group &&
      edit.atMs - last.atMs < groupWindowMs
    this.#draft = next
    this.#undone = []
    this.#done = isContinued
      ? [
          ...this.#done.slice(0, -1),
          { ...edit, forward: [...last.forward, ...forward], inverse: [...inverse, ...last.inverse] }
        ]
      : [...this.#done.slice(-longestHistory), edit]
    this.#saveSoon()
  }

  undo(): void {
    const edit = this.#done.at(-1)
    if (edit === undefined) return
    this.#draft = applyPatches(this.draft, [...edit.inverse])
    this.#done = this.#done.slice(0, -1)
    this.#undone = [...this.#undone, edit]
    this.#saveSoon()
  }

  redo(): void {
    const edit = this.#undone.at(-1)
    if (edit === undefined) return
    this.#draft = applyPatches(this.draft, [...edit.forward])
    this.#undone = this.#undone.slice(0, -1)
    this.#done = [...this.#done, edit]
    this.#saveSoon()
  }

  /** Resolves when everything edited so far is on disk. */
  async flush(): Promise<void> {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#save()
    }
    await this.#saving
  }

  #saveSoon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#save()
    }, saveDelayMs)
  }

  #save(): void {
    const draft = this.draft
    this.#isSaving = true
    this.#saving = this.#saving
      .then(() => studio().call('draft.save', { draft }))
      .then(({ savedAt }) => {
        this.#savedAt = savedAt
      })
      .catch((error: unknown) => notices.showError(error, 'saving'))
      .finally(() => {
        this.#isSaving = false
      })
  }
}

export const project = new ProjectState()
