import { ProblemError, type Problem } from '../../../shared/core/checked.ts'
import { taskId, type RunId, type TaskId } from '../../../shared/core/ids.ts'
import type { ModelAnswer } from '../../../shared/evaluation/model-question.ts'
import { problem } from '../../../shared/problems/catalogue.ts'
import type { StudioInput } from '../../../shared/rpc/studio-api.ts'
import { studio } from '../../studio.ts'

export type Question = StudioInput<'models.ask'>['question']

const debounceMs = 120
let taskCount = 0

/** One question to a run's model at a time: a new one takes the place of the one before, answered or not. */
export class AskedModel {
  /** The pieces of the newest answer; those before it stay in view until its first piece comes. */
  #answers = $state.raw<readonly ModelAnswer[]>([])
  #problem = $state.raw<Problem>()
  #isAsking = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined
  #task: TaskId | undefined

  get answers(): readonly ModelAnswer[] {
    return this.#answers
  }

  get problem(): Problem | undefined {
    return this.#problem
  }

  get isAsking(): boolean {
    return this.#isAsking
  }

  /** Asks once nothing has changed for a moment. */
  askSoon(runId: RunId, question: Question): void {
    this.#drop()
    this.#isAsking = true
    this.#timer = setTimeout(() => void this.#ask(runId, question), debounceMs)
  }

  /** Asks at once. */
  askNow(runId: RunId, question: Question): Promise<void> {
    this.clear()
    this.#isAsking = true
    return this.#ask(runId, question)
  }

  /** Wants no more of the answer; what has come of it stays. */
  stop(): void {
    this.#drop()
  }

  clear(): void {
    this.#drop()
    this.#answers = []
    this.#problem = undefined
  }

  /** Forgets the question that waits or is being answered. */
  #drop(): void {
    clearTimeout(this.#timer)
    const task = this.#task
    this.#task = undefined
    this.#isAsking = false
    if (task !== undefined) void studio().call('tasks.cancel', { id: task })
  }

  async #ask(runId: RunId, question: Question): Promise<void> {
    taskCount += 1
    const task = taskId.parse(`ask-${Date.now().toString(36)}-${taskCount}`)
    this.#task = task
    let parts: readonly ModelAnswer[] = []
    const unsubscribe = studio().onEvent((event) => {
      if (event.type !== 'model-answered' || event.taskId !== task || this.#task !== task) return
      parts = [...parts, event.answer]
      this.#problem = undefined
      this.#answers = parts
    })
    try {
      const { answers } = await studio().call('models.ask', { runId, taskId: task, question })
      if (this.#task === task) this.#settle(answers)
    } catch (error) {
      if (this.#task === task) this.#settle([], problemOf(error))
    } finally {
      unsubscribe()
    }
  }

  #settle(answers: readonly ModelAnswer[], found?: Problem): void {
    this.#task = undefined
    this.#isAsking = false
    this.#answers = answers
    this.#problem = found
  }
}

const problemOf = (error: unknown): Problem =>
  error instanceof ProblemError ? error.problem : problem('system/fault', { what: 'asking the model' })
