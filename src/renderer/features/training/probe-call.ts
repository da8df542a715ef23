import { ProblemError, type Problem } from '../../../shared/core/checked.ts'
import { taskId, type TaskId } from '../../../shared/core/ids.ts'
import { problem } from '../../../shared/problems/catalogue.ts'
import type { StudioInput } from '../../../shared/rpc/studio-api.ts'
import { project } from '../../state/project.svelte.ts'

let taskCount = 0

export function newTask(what: string): TaskId {
  taskCount += 1
  return taskId.parse(`${what}-${Date.now().toString(36)}-${taskCount}`)
}

/** The draft as a question to the studio; undefined while there are no data. */
export function askAboutDraft(task: TaskId): StudioInput<'training.forecast'> | undefined {
  const { datasetId, dataset, network, training } = project.draft
  if (datasetId === null || dataset === null) return undefined
  return { datasetId, recipe: { version: 1, dataset, network, training }, taskId: task }
}

/** What is to be shown of an error; undefined where the person, or a newer question, ended it. */
export function problemOf(error: unknown, what: string): Problem | undefined {
  const found = error instanceof ProblemError ? error.problem : problem('system/fault', { what })
  return found.code === 'system/cancelled' ? undefined : found
}
