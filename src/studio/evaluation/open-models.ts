import type { StudioEvent } from '../../shared/rpc/studio-api.ts'
import type { ModelAnswer, ModelQuestion } from '../../shared/evaluation/model-question.ts'
import type { StartTrainer } from '../training/run-queue.ts'
import { ModelConversation, type AskOptions } from './model-conversation.ts'

const USUAL_IDLE_MS = 60_000

interface OpenModelsOptions {
  readonly startTrainer: StartTrainer
  /** Without a question for this long, the model is put away. */
  readonly idleMs?: number
}

export interface ModelPlace {
  readonly modelFolder: string
  readonly logFile: string
}

/** Two, so that both sides of a comparison stay loaded. */
const MOST_OPEN = 2

/**
 * The models that are loaded to be tried by hand. One is opened by the first question to it, and put away when two
 * others are asked, when nobody asks for a minute, when a training begins, and when the project is closed.
 */
export class OpenModels {
  readonly #options: OpenModelsOptions
  /** By the folder of the model, the one asked last at the end. */
  readonly #open = new Map<string, ModelConversation>()
  #idle: NodeJS.Timeout | undefined

  constructor(options: OpenModelsOptions) {
    this.#options = options
  }

  /** Throws  ProblemError  those of `ModelConversation.ask`, and why the model cannot be opened */
  async ask(
    place: ModelPlace,
    question: ModelQuestion,
    options: AskOptions
  ): Promise<readonly ModelAnswer[]> {
    clearTimeout(this.#idle)
    const conversation = this.#conversationOn(place)
    try {
      return await conversation.ask(question, options)
    } finally {
      if (![...this.#open.values()].some(({ isBusy }) => isBusy)) this.#closeWhenIdle()
    }
  }

  /** Resolves when no process is left. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const open = [...this.#open.values()]
    this.#open.clear()
    await Promise.all(open.map((conversation) => conversation.close()))
  }

  /** A training needs the device and the memory; another project has other runs. */
  follow(event: StudioEvent): void {
    const isTraining = event.type === 'run-changed' && event.run.status === 'preparing'
    if (isTraining || event.type === 'project-changed') void this.close()
  }

  #conversationOn(place: ModelPlace): ModelConversation {
    const { modelFolder } = place
    const open = this.#open.get(modelFolder)
    this.#open.delete(modelFolder)
    const conversation =
      open === undefined || open.isOver ? new ModelConversation(this.#options.startTrainer, place) : open
    this.#open.set(modelFolder, conversation)
    for (const [folder, oldest] of this.#open) {
      if (this.#open.size <= MOST_OPEN) break
      this.#open.delete(folder)
      void oldest.close()
    }
    return conversation
  }

  #closeWhenIdle(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.close(), this.#options.idleMs ?? USUAL_IDLE_MS)
    this.#idle.unref()
  }
}
