import { ProblemError, type Problem } from '../../../shared/core/checked.ts'
import type { DatasetId, RunId } from '../../../shared/core/ids.ts'
import { createRandom } from '../../../shared/core/random.ts'
import type { TextPiece } from '../../../shared/dataset/text/text-piece.ts'
import { usualValue, type InputFacts, type ModelForm } from '../../../shared/evaluation/model-form.ts'
import type {
  HeatMap,
  Influence,
  InputValue,
  InputValues,
  ModelPrediction
} from '../../../shared/evaluation/model-question.ts'
import { problem } from '../../../shared/problems/catalogue.ts'
import type { PictureSource, StudioOutput } from '../../../shared/rpc/studio-api.ts'
import { notices } from '../../state/notices.svelte.ts'
import { studio } from '../../studio.ts'
import { parseNumber } from '../../ui/parse-number.ts'
import { AskedModel } from './asked-model.svelte.ts'

/** A row or image of the test part that fills the form, with its known answer. */
export interface TakenSample {
  readonly row: number
  /** Class index, or the true value; null when the label is unknown. */
  readonly actual: number | null
  /** The typed values as they were taken; empty for images. */
  readonly typed: Readonly<Record<string, string>>
}

export interface ReadText {
  readonly input: string
  readonly pieces: readonly TextPiece[]
  /** Tokens that did not fit in. */
  readonly cutCount: number
  readonly changes: readonly number[] | undefined
}

type ShownPicture = StudioOutput<'models.picture'>

/** The model of one run, tried by hand: what was typed or chosen, and what the model makes of it. */
export class TryItState {
  readonly #asked = new AskedModel()
  #runId = $state<RunId>()
  #datasetId: DatasetId | undefined
  #form = $state.raw<ModelForm>()
  #formProblem = $state.raw<Problem>()
  /** As typed, by input; empty where nothing was entered. */
  #typed = $state.raw<Readonly<Record<string, string>>>({})
  #taken = $state.raw<TakenSample>()
  #picture = $state.raw<ShownPicture>()
  #pictureProblem = $state.raw<Problem>()
  #visit = 0
  readonly #random = createRandom(1)

  get form(): ModelForm | undefined {
    return this.#form
  }

  get problem(): Problem | undefined {
    return this.#formProblem ?? this.#pictureProblem ?? this.#asked.problem
  }

  get typed(): Readonly<Record<string, string>> {
    return this.#typed
  }

  get taken(): TakenSample | undefined {
    return this.#taken
  }

  get picture(): ShownPicture | undefined {
    return this.#picture
  }

  get isAsking(): boolean {
    return this.#asked.isAsking
  }

  get prediction(): ModelPrediction | undefined {
    return this.#asked.answers.find((answer) => answer.kind === 'prediction')
  }

  get influences(): readonly Influence[] | undefined {
    return this.#asked.answers.find((answer) => answer.kind === 'influences')?.influences
  }

  get heatMap(): HeatMap | undefined {
    return this.#asked.answers.find((answer) => answer.kind === 'heat-map')
  }

  /** The texts as the network reads them, with what the answer gains by each piece where that is known already. */
  get texts(): readonly ReadText[] {
    const { answers } = this.#asked
    return answers.flatMap((answer) => {
      if (answer.kind !== 'pieces') return []
      const found = answers.find((one) => one.kind === 'piece-changes' && one.input === answer.input)
      return [{ ...answer, changes: found?.kind === 'piece-changes' ? found.changes : undefined }]
    })
  }

  /** What was typed, as the model takes it; undefined while an input is no number. */
  get values(): InputValues | undefined {
    const values: Record<string, InputValue> = {}
    for (const facts of this.#form?.inputs ?? []) {
      const value = valueOf(facts, this.#typed[facts.name])
      if (value === undefined) return undefined
      values[facts.name] = value
    }
    return values
  }

  /** Inputs whose typed text is no number. */
  get refused(): readonly string[] {
    return (this.#form?.inputs ?? [])
      .filter((facts) => facts.kind === 'number' && valueOf(facts, this.#typed[facts.name]) === undefined)
      .map(({ name }) => name)
  }

  /** Inputs that differ from the row they were taken from. */
  get changed(): readonly string[] {
    const taken = this.#taken
    if (taken === undefined) return []
    return (this.#form?.inputs ?? [])
      .map(({ name }) => name)
      .filter((name) => (this.#typed[name] ?? '') !== (taken.typed[name] ?? ''))
  }

  /** Reads what the run's model is asked for, and asks it about a first sample; does nothing for the run in view. */
  async follow(runId: RunId, datasetId: DatasetId | undefined): Promise<void> {
    this.#datasetId = datasetId
    if (this.#runId === runId) return
    this.#visit += 1
    const visit = this.#visit
    this.#runId = runId
    this.#form = undefined
    this.#formProblem = undefined
    this.#empty()
    try {
      const form = await studio().call('models.describe', { runId })
      if (visit !== this.#visit) return
      this.#form = form
      // A text is asked for by hand.
      if (form.task !== 'generation' && form.task !== 'pairs' && !(await this.takeSample())) this.useUsual()
    } catch (error) {
      if (visit === this.#visit) this.#formProblem = problemOf(error)
    }
  }

  type(name: string, text: string): void {
    this.#typed = { ...this.#typed, [name]: text }
    this.#askRow()
  }

  /** Fills the form with a row of the test part drawn by chance; false where there is none. */
  async takeSample(): Promise<boolean> {
    const runId = this.#runId
    const visit = this.#visit
    if (runId === undefined) return false
    try {
      const page = { runId, part: 'test' as const, actual: null, predicted: null, onlyMistakes: false }
      const { rowCount } = await studio().call('evaluation.rows', { ...page, offset: 0, limit: 1 })
      if (rowCount === 0) return false
      const offset = Math.floor(this.#random() * rowCount)
      const { rows } = await studio().call('evaluation.rows', { ...page, offset, limit: 1 })
      const [found] = rows
      if (found === undefined || visit !== this.#visit) return found !== undefined
      if (this.#form?.kind === 'images') {
        const { row, actual } = found
        await this.choosePicture({ kind: 'dataset', index: row }, { row, actual, typed: {} })
      } else await this.#takeRow(found)
      return true
    } catch (error) {
      if (visit === this.#visit) notices.showError(error, 'taking a sample of the test part')
      return false
    }
  }

  /** Fills the form with the usual value of each input. */
  useUsual(): void {
    this.#taken = undefined
    this.#typed = Object.fromEntries(
      (this.#form?.inputs ?? []).map((facts) => [facts.name, String(usualValue(facts) ?? '')])
    )
    this.#askRow()
  }

  async choosePicture(source: PictureSource, taken?: TakenSample): Promise<void> {
    const runId = this.#runId
    if (runId === undefined) return
    this.#visit += 1
    const visit = this.#visit
    this.#asked.clear()
    this.#taken = taken
    this.#pictureProblem = undefined
    try {
      const picture = await studio().call('models.picture', { runId, picture: source })
      if (visit !== this.#visit) return
      this.#picture = picture
      this.#asked.askSoon(runId, { kind: 'image', picture: source, isExplained: true })
    } catch (error) {
      if (visit !== this.#visit) return
      this.#picture = undefined
      this.#pictureProblem = problemOf(error)
    }
  }

  async #takeRow({ row, actual }: { readonly row: number; readonly actual: number | null }): Promise<void> {
    const id = this.#datasetId
    const form = this.#form
    const visit = this.#visit
    if (id === undefined || form === undefined) return
    const filters = [{ kind: 'rows' as const, rows: [row] }]
    const { columns, rows } = await studio().call('datasets.rows', {
      id,
      offset: 0,
      limit: 1,
      sort: null,
      filters,
      preparation: null
    })
    if (visit !== this.#visit) return
    const cellOf = (name: string): string => String(rows[0]?.[columns.indexOf(name)] ?? '')
    const typed = Object.fromEntries(form.inputs.map(({ name }) => [name, cellOf(name)]))
    this.#taken = { row, actual, typed }
    this.#typed = typed
    this.#askRow()
  }

  #askRow(): void {
    const runId = this.#runId
    if (runId === undefined || this.#form === undefined) return
    const values = this.values
    // What is no number is said at its field; the answer waits until it is mended.
    if (values === undefined) return this.#asked.clear()
    this.#asked.askSoon(runId, { kind: 'row', values, isExplained: true })
  }

  #empty(): void {
    this.#asked.clear()
    this.#typed = {}
    this.#taken = undefined
    this.#picture = undefined
    this.#pictureProblem = undefined
  }
}

/** What was typed as the model takes it: null where it is empty; undefined where it is no number. */
export function valueOf({ kind }: InputFacts, typed = ''): InputValue | undefined {
  if (kind !== 'number') return typed === '' ? null : typed
  return typed.trim() === '' ? null : parseNumber(typed)
}

const problemOf = (error: unknown): Problem =>
  error instanceof ProblemError ? error.problem : problem('system/fault', { what: 'trying the model' })

export const tryIt = new TryItState()
