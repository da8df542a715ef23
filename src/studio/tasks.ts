import type { TaskId } from '../shared/core/ids.ts'
import type { StudioEvent } from '../shared/rpc/studio-api.ts'

export interface Task {
  readonly signal: AbortSignal
  /** At most ten times a second, and always for the last step. */
  readonly onProgress: (doneShare: number, text: { en: string; zh: string }) => void
}

const tellEveryMs = 100

/** Long calls that tell their progress and can be cancelled by the id that their caller gave. */
export class Tasks {
  readonly #running = new Map<TaskId, AbortController>()
  readonly #emit: (event: StudioEvent) => void

  constructor(emit: (event: StudioEvent) => void) {
    this.#emit = emit
  }

  async run<Result>(id: TaskId, work: (task: Task) => Promise<Result>): Promise<Result> {
    const abort = new AbortController()
    this.#running.set(id, abort)
    const startedAtMs = performance.now()
    let toldAtMs = 0
    try {
      return await work({
        signal: abort.signal,
        onProgress: (doneShare, text) => {
          const nowMs = performance.now()
          if (nowMs - toldAtMs < tellEveryMs && doneShare < 1) return
          toldAtMs = nowMs
          const share = Math.min(1, Math.max(0, doneShare))
          const remainingMs = share > 0.02 ? ((nowMs - startedAtMs) * (1 - share)) / share : null
          this.#emit({ type: 'task-progress', taskId: id, doneShare: share, remainingMs, text })
        }
      })
    } finally {
      this.#running.delete(id)
    }
  }

  /** Does nothing for a task that has ended. */
  cancel(id: TaskId): void {
    this.#running.get(id)?.abort()
  }

  cancelAll(): void {
    for (const abort of this.#running.values()) abort.abort()
  }
}
