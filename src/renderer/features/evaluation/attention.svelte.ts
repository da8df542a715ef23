import type { RunId } from '../../../shared/core/ids.ts'
import type { ModelForm } from '../../../shared/evaluation/model-form.ts'
import type { AttentionMap, InputValues } from '../../../shared/evaluation/model-question.ts'
import { AskedModel } from './asked-model.svelte.ts'

/** What a layer and head of the run in view look at in the text in view. */
export class AttentionState {
  readonly #asked = new AskedModel()
  #layer = $state<string>()
  #head = $state(0)
  #wanted: { readonly runId: RunId; readonly values: InputValues } | undefined
  #layers: ModelForm['attention'] = []

  get map(): AttentionMap | undefined {
    return this.#asked.answers.find((answer) => answer.kind === 'attention')
  }

  get problem() {
    return this.#asked.problem
  }

  get isAsking(): boolean {
    return this.#asked.isAsking
  }

  get layer(): string | undefined {
    return this.#layer
  }

  get head(): number {
    return this.#head
  }

  /** Called when the text, or the run, is another one. */
  follow(runId: RunId, layers: ModelForm['attention'], values: InputValues | undefined): void {
    this.#layers = layers
    if (!layers.some(({ name }) => name === this.#layer)) {
      this.#layer = layers[0]?.name
      this.#head = 0
    }
    if (values === undefined || this.#layer === undefined) {
      this.#wanted = undefined
      this.#asked.clear()
      return
    }
    this.#wanted = { runId, values }
    this.#ask()
  }

  choose(layer: string, head: number): void {
    const headCount = this.#layers.find(({ name }) => name === layer)?.headCount ?? 1
    this.#layer = layer
    this.#head = Math.min(head, headCount - 1)
    this.#ask()
  }

  #ask(): void {
    const wanted = this.#wanted
    const layer = this.#layer
    if (wanted === undefined || layer === undefined) return
    this.#asked.askSoon(wanted.runId, {
      kind: 'attention',
      values: wanted.values,
      layer,
      head: this.#head
    })
  }
}

export const attention = new AttentionState()
