import { ProblemError } from '../../shared/core/checked.ts'
import type { ModelAnswer, ModelQuestion } from '../../shared/evaluation/model-question.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { TrainerMessage } from '../../shared/rpc/trainer-protocol.ts'
import type { StartTrainer } from '../training/run-queue.ts'
import type { SupervisedTrainer } from '../training/supervisor.ts'
import type { TrainerOutcome } from '../training/supervisor-state.ts'

/** Questions that may wait at once: a window drops the one before when it asks the next. */
const MOST_WAITING = 16

export interface AskOptions {
  readonly signal: AbortSignal
  /** Each piece of the answer as soon as it is there. */
  readonly onPart: (answer: ModelAnswer) => void
}

interface Pending {
  readonly parts: ModelAnswer[]
  readonly onPart: (answer: ModelAnswer) => void
  readonly resolve: (parts: readonly ModelAnswer[]) => void
  readonly reject: (error: ProblemError) => void
}

/** One trainer process that keeps a run's model loaded and answers questions. */
export class ModelConversation {
  readonly #trainer: SupervisedTrainer
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #isOver = false

  constructor(
    startTrainer: StartTrainer,
    { modelFolder, logFile }: { readonly modelFolder: string; readonly logFile: string }
  ) {
    this.#trainer = startTrainer({
      job: { kind: 'open-model', modelFolder },
      logFile,
      onMessage: (message) => this.#receive(message)
    })
    void this.#trainer.ended.then((outcome) => this.#end(outcome))
  }

  /** Whether its process has ended, or is about to. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** The process is gone. Never rejects. */
  get ended(): Promise<unknown> {
    return this.#trainer.ended
  }

  get isBusy(): boolean {
    return this.#pending.size > 0
  }

  /**
   * All pieces of the answer.
   *
   * Throws  ProblemError  system/cancelled, evaluation/model-closed, evaluation/too-many-questions, and what the
   *         model finds wrong with the question
   */
  ask(question: ModelQuestion, { signal, onPart }: AskOptions): Promise<readonly ModelAnswer[]> {
    if (this.#isOver) return Promise.reject(closed())
    const { size: count } = this.#pending
    if (count >= MOST_WAITING) {
      return Promise.reject(new ProblemError(problem('evaluation/too-many-questions', { count })))
    }
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#pending.delete(id)
        this.#trainer.tell({ type: 'cancel', id })
        reject(new ProblemError(problem('system/cancelled', {})))
      }
      if (signal.aborted) return cancel()
      signal.addEventListener('abort', cancel, { once: true })
      const settled = (): void => signal.removeEventListener('abort', cancel)
      this.#pending.set(id, {
        parts: [],
        onPart,
        resolve: (parts) => (settled(), resolve(parts)),
        reject: (error) => (settled(), reject(error))
      })
      this.#trainer.tell({ type: 'ask', id, question })
    })
  }

  /** Ends the process at once; what still waits is told so. */
  close(): Promise<unknown> {
    this.#isOver = true
    this.#trainer.cancel()
    return this.#trainer.ended
  }

  #receive(message: TrainerMessage): void {
    if (message.type !== 'answer' && message.type !== 'answer-ended' && message.type !== 'refused') return
    // What was cancelled may be answered all the same.
    const pending = this.#pending.get(message.id)
    if (pending === undefined) return
    if (message.type === 'answer') {
      pending.parts.push(message.answer)
      pending.onPart(message.answer)
      return
    }
    this.#pending.delete(message.id)
    if (message.type === 'refused') pending.reject(new ProblemError(message.problem))
    else pending.resolve(pending.parts)
  }

  #end(outcome: TrainerOutcome): void {
    this.#isOver = true
    const error = outcome.kind === 'failed' ? new ProblemError(outcome.problem) : closed()
    for (const [id, pending] of this.#pending) {
      this.#pending.delete(id)
      pending.reject(error)
    }
  }
}

const closed = (): ProblemError => new ProblemError(problem('evaluation/model-closed', {}))
