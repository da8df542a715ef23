import { ProblemError, type Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Both } from '../text/text.svelte.ts'

/** A short message at the edge of the window, with at most one thing to do about it (such as Undo). */
export interface Notice {
  readonly id: number
  readonly kind: 'done' | 'problem'
  readonly text: Both<string> | Problem
  readonly action?: { readonly label: Both<string>; readonly run: () => void }
}

class NoticesState {
  #list = $state<readonly Notice[]>([])
  #lastId = 0

  get list(): readonly Notice[] {
    return this.#list
  }

  show(notice: Omit<Notice, 'id'>): void {
    this.#lastId += 1
    this.#list = [...this.#list, { ...notice, id: this.#lastId }]
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((notice) => notice.id !== id)
  }

  /** Shows whatever a call to the studio threw. */
  showError(error: unknown, what: string): void {
    const found = error instanceof ProblemError ? error.problem : problem('system/fault', { what })
    this.show({ kind: 'problem', text: found })
  }
}

export const notices = new NoticesState()
