import type { Problem } from '../../../shared/core/checked.ts'
import type { TaskId } from '../../../shared/core/ids.ts'
import type { Forecast } from '../../../shared/training/forecast.ts'
import { studio } from '../../studio.ts'
import { askAboutDraft, newTask, problemOf } from './probe-call.ts'

/** The person may be in the midst of several changes. */
const delayMs = 900

/** What the draft's training will take: measured anew a moment after each change. */
class ForecastState {
  #forecast = $state.raw<Forecast | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #isWorking = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined
  #task: TaskId | null = null

  /** The last one measured; of an older draft while a newer one is being measured. */
  get forecast(): Forecast | null {
    return this.#forecast
  }

  /** What measuring came upon, such as a batch that does not fit the memory. */
  get problem(): Problem | null {
    return this.#problem
  }

  get isWorking(): boolean {
    return this.#isWorking
  }

  askSoon(): void {
    this.cancel()
    this.#problem = null
    this.#timer = setTimeout(() => void this.#ask(), delayMs)
  }

  /** Nothing is measured any more; what is known stays. */
  cancel(): void {
    clearTimeout(this.#timer)
    if (this.#task !== null) void studio().call('tasks.cancel', { id: this.#task })
    this.#task = null
    this.#isWorking = false
  }

  clear(): void {
    this.cancel()
    this.#forecast = null
    this.#problem = null
  }

  async #ask(): Promise<void> {
    const task = newTask('forecast')
    const asked = askAboutDraft(task)
    if (asked === undefined) return
    this.#task = task
    this.#isWorking = true
    try {
      const found = await studio().call('training.forecast', asked)
      if (this.#task !== task) return
      this.#forecast = found
      this.#problem = null
    } catch (error) {
      if (this.#task !== task) return
      this.#forecast = null
      const found = problemOf(error, 'measuring')
      // What the plan cannot help, such as a trainer that did not start, is for the run itself to tell.
      this.#problem = found?.code.startsWith('training/') === true ? found : null
    } finally {
      if (this.#task === task) {
        this.#task = null
        this.#isWorking = false
      }
    }
  }
}

export const forecast = new ForecastState()
