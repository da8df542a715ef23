import type { RunId } from '../../../shared/core/ids.ts'
import type { ModelAnswer } from '../../../shared/evaluation/model-question.ts'
import {
  answerSettings,
  defaultGeneration,
  type GenerationSettings
} from '../../../shared/generation/generation-settings.ts'
import type { RunSummary } from '../../../shared/training/trained-run.ts'
import { notices } from '../../state/notices.svelte.ts'
import { project } from '../../state/project.svelte.ts'
import { runs } from '../../state/runs.svelte.ts'
import { studio } from '../../studio.ts'
import { AskedModel } from './asked-model.svelte.ts'

const saveDelayMs = 300

const isText = (answer: ModelAnswer): answer is Extract<ModelAnswer, { kind: 'text' }> =>
  answer.kind === 'text'
const isEnd = (answer: ModelAnswer): answer is Extract<ModelAnswer, { kind: 'text-ended' }> =>
  answer.kind === 'text-ended'
const isPieces = (answer: ModelAnswer): answer is Extract<ModelAnswer, { kind: 'pieces' }> =>
  answer.kind === 'pieces'

/** What one run writes. */
export class WrittenText {
  readonly #asked = new AskedModel()
  /** The prompt that this text goes on from. */
  #prompt = $state('')
  #isStopped = $state(false)
  readonly text = $derived(
    this.#asked.answers
      .filter(isText)
      .map(({ text }) => text)
      .join('')
  )
  readonly end = $derived(this.#asked.answers.find(isEnd))
  /** Prompt and text as the network reads them; undefined until the text has come to its end. */
  readonly pieces = $derived(this.#asked.answers.find(isPieces)?.pieces)

  get prompt(): string {
    return this.#prompt
  }

  get problem() {
    return this.#asked.problem
  }

  get isWriting(): boolean {
    return this.#asked.isAsking
  }

  get isStopped(): boolean {
    return this.#isStopped
  }

  get isEmpty(): boolean {
    return this.#asked.answers.length === 0 && !this.isWriting
  }

  write(runId: RunId, settings: GenerationSettings): void {
    this.#prompt = settings.prompt
    this.#isStopped = false
    void this.#asked.askNow(runId, { kind: 'prompt', settings })
  }

  stop(): void {
    if (!this.isWriting) return
    this.#isStopped = true
    this.#asked.stop()
  }

  clear(): void {
    this.#isStopped = false
    this.#asked.clear()
  }
}

/** A run that has learned to write; two of them may go on with the same prompt, side by side. */
class GenerateState {
  #settings = $state.raw<GenerationSettings>(defaultGeneration)
  #besideId = $state<RunId | null>(null)
  #runId: RunId | undefined
  #projectKey: string | undefined
  #saving: ReturnType<typeof setTimeout> | undefined
  #task: RunSummary['task'] | undefined
  readonly first = new WrittenText()
  readonly second = new WrittenText()

  get settings(): GenerationSettings {
    return this.#settings
  }

  get isWriting(): boolean {
    return this.first.isWriting || this.second.isWriting
  }

  /** Finished runs that write too. */
  others(run: RunSummary): readonly RunSummary[] {
    return runs.list.filter(
      (one) => one.id !== run.id && one.task === run.task && one.bestEpoch !== null && one.endedAt !== null
    )
  }

  /** The run beside it, where it is still there. */
  beside(run: RunSummary): RunSummary | undefined {
    return this.others(run).find(({ id }) => id === this.#besideId)
  }

  compareWith(runId: RunId | null): void {
    this.second.clear()
    this.#besideId = runId
  }

  set(change: Partial<GenerationSettings>): void {
    this.#settings = { ...this.#settings, ...change }
    if (this.#task === 'pairs') return
    clearTimeout(this.#saving)
    this.#saving = setTimeout(() => void this.#keep(), saveDelayMs)
  }

  /** Kept with the project, so that the next visit begins where this one ended. */
  async #keep(): Promise<void> {
    try {
      await studio().call('models.keepGeneration', { settings: this.#settings })
    } catch (error) {
      notices.showError(error, 'keeping the settings of a generator')
    }
  }

  /** What was last asked for in the project that is open now. */
  async #recall(): Promise<void> {
    const key = project.open?.key
    if (key === this.#projectKey) return
    clearTimeout(this.#saving)
    this.#projectKey = key
    this.#settings = defaultGeneration
    this.#besideId = null
    try {
      const { settings } = await studio().call('models.keptGeneration', {})
      // What was typed meanwhile is newer.
      if (settings !== null && this.#projectKey === key && this.#settings === defaultGeneration)
        this.#settings = settings
    } catch (error) {
      notices.showError(error, 'reading the settings of a generator')
    }
  }

  /** Forgets what another run wrote. What is kept with the project is how one that writes is asked; answers begin anew. */
  follow({ id, task }: Pick<RunSummary, 'id' | 'task'>): void {
    if (this.#task !== task) {
      this.#task = task
      this.#projectKey = undefined
      if (task === 'pairs') this.#settings = answerSettings
    }
    if (task !== 'pairs') void this.#recall()
    if (this.#runId === id) return
    this.#runId = id
    this.first.clear()
    this.second.clear()
  }

  generate(run: RunSummary): void {
    this.first.write(run.id, this.#settings)
    const beside = this.beside(run)
    if (beside === undefined) this.second.clear()
    else this.second.write(beside.id, this.#settings)
  }

  stop(): void {
    this.first.stop()
    this.second.stop()
  }
}

export const generator = new GenerateState()
