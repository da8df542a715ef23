import { ProblemError, type Problem } from '../../shared/core/checked.ts'
import { taskId, type FileHandle, type RunId, type TaskId } from '../../shared/core/ids.ts'
import type { ExportFormat, ExportRecord } from '../../shared/export/export-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { studio } from '../studio.ts'
import type { Both } from '../text/text.svelte.ts'

export interface ExportProgress {
  readonly runId: RunId
  readonly format: ExportFormat
  /** 0 to 1; null while it cannot be told. */
  readonly doneShare: number | null
  readonly remainingMs: number | null
  readonly text: Both<string>
}

/** The exports of the open project, and the one at work. */
class ExportsState {
  #list = $state.raw<readonly ExportRecord[]>([])
  #progress = $state.raw<ExportProgress | null>(null)
  #problem = $state.raw<{ readonly format: ExportFormat; readonly problem: Problem } | null>(null)
  #task: TaskId | null = null
  #taskCount = 0

  /** Newest first. */
  get list(): readonly ExportRecord[] {
    return this.#list
  }

  /** Null while nothing is being exported. */
  get progress(): ExportProgress | null {
    return this.#progress
  }

  /** Why the last export came to nothing. */
  get problem(): { readonly format: ExportFormat; readonly problem: Problem } | null {
    return this.#problem
  }

  async load(): Promise<void> {
    const { exports } = await studio().call('exports.list', {})
    this.#list = [...exports].sort((a, b) => b.createdAt - a.createdAt)
  }

  /** Without a project there is none. */
  clear(): void {
    this.#list = []
    this.#problem = null
  }

  /**
   * Writes an export, one at a time.
   *
   * @param folder  where to; undefined for the project's own `exports`
   */
  async create(runId: RunId, format: ExportFormat, folder?: FileHandle): Promise<void> {
    if (this.#progress !== null) return
    this.#taskCount += 1
    const task = taskId.parse(`export-${Date.now().toString(36)}-${this.#taskCount}`)
    this.#task = task
    this.#problem = null
    this.#progress = {
      runId,
      format,
      doneShare: null,
      remainingMs: null,
      text: { en: 'Exporting', zh: '正在导出' }
    }
    const stopListening = studio().onEvent((event) => {
      if (event.type !== 'task-progress' || event.taskId !== task) return
      const { doneShare, remainingMs, text } = event
      this.#progress = { runId, format, doneShare, remainingMs, text }
    })
    try {
      const made = await studio().call('exports.create', { runId, format, folder, taskId: task })
      this.#list = [made, ...this.#list]
    } catch (error) {
      const found =
        error instanceof ProblemError ? error.problem : problem('system/fault', { what: 'exporting' })
      if (found.code !== 'system/cancelled') this.#problem = { format, problem: found }
    } finally {
      stopListening()
      this.#task = null
      this.#progress = null
    }
  }

  /** Stops the export at work; nothing half-written is left. */
  async cancel(): Promise<void> {
    if (this.#task !== null) await studio().call('tasks.cancel', { id: this.#task })
  }
}

export const modelExports = new ExportsState()
