import { ProblemError } from '../shared/core/checked.ts'
import type { ModelQuestion } from '../shared/evaluation/model-question.ts'
import { problem } from '../shared/problems/catalogue.ts'

export interface AskedQuestion {
  readonly id: number
  readonly question: ModelQuestion
  /** Aborted when nobody wants the answer any more. */
  readonly signal: AbortSignal
}

interface Waiting extends AskedQuestion {
  readonly abort: AbortController
}

/** The questions to an open model, in the order they came; a cancelled one is forgotten. */
export class QuestionQueue {
  #waiting: Waiting[] = []
  #taken: Waiting | undefined
  #wake: () => void = () => {}

  add(id: number, question: ModelQuestion): void {
    const abort = new AbortController()
    this.#waiting.push({ id, question, abort, signal: abort.signal })
    this.#wake()
  }

  cancel(id: number): void {
    this.#waiting = this.#waiting.filter((one) => one.id !== id)
    if (this.#taken?.id === id) this.#taken.abort.abort(new ProblemError(problem('system/cancelled', {})))
  }

  /** The next question; undefined once the signal is aborted. */
  async next(signal: AbortSignal): Promise<AskedQuestion | undefined> {
    const wake = (): void => this.#wake()
    signal.addEventListener('abort', wake)
    while (this.#waiting.length === 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    signal.removeEventListener('abort', wake)
    this.#taken = signal.aborted ? undefined : this.#waiting.shift()
    return this.#taken
  }
}
