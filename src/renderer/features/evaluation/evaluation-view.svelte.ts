import type { DatasetId, RunId } from '../../../shared/core/ids.ts'
import type { DatasetManifest } from '../../../shared/dataset/dataset-manifest.ts'
import type { DataPart } from '../../../shared/dataset/prepared-data.ts'
import type { EvaluationReport, RowPrediction } from '../../../shared/evaluation/evaluation-report.ts'
import type { RunSummary } from '../../../shared/training/trained-run.ts'
import { navigation } from '../../state/navigation.svelte.ts'
import { notices } from '../../state/notices.svelte.ts'
import { runs } from '../../state/runs.svelte.ts'
import { studio } from '../../studio.ts'
import { pictureUrl } from './picture-url.ts'

export interface Cell {
  readonly actual: number
  readonly predicted: number
}

/** A row behind a figure, with what is needed to show it. */
export interface ShownRow extends RowPrediction {
  /** Its values by column (tables), or its image. */
  readonly values: readonly (readonly [string, string])[]
  readonly imageUrl: string | undefined
  readonly name: string
}

const pageSize = 24

/** What the Evaluate stage looks at: one finished run, one part of the data, one cell of the matrix. */
export class EvaluationState {
  part = $state<DataPart>('test')
  /** The column of a target beside the main one; undefined for the main one. */
  target = $state<string>()
  /** The report of a run, or its model tried by hand. */
  view = $state<'report' | 'try'>('report')
  #reports = $state.raw<readonly EvaluationReport[]>([])
  #reportsOf = $state<RunId | undefined>()
  #dataset = $state.raw<DatasetManifest | undefined>()
  #cell = $state.raw<Cell | undefined>()
  #cellRows = $state.raw<readonly ShownRow[]>([])
  #cellCount = $state(0)
  #row = $state.raw<ShownRow | undefined>()
  #worst = $state.raw<readonly ShownRow[]>([])
  #worstCount = $state(0)
  #asked = 0

  /** The chosen run, else the newest that finished, else the newest. */
  get run(): RunSummary | undefined {
    const chosen = navigation.runId === null ? undefined : runs.get(navigation.runId)
    if (chosen !== undefined && isEvaluated(chosen)) return chosen
    return runs.list.find(isEvaluated) ?? runs.list[0]
  }

  /** Whether there is a model to try; one that guesses hidden words is for others to start from. */
  get isTriable(): boolean {
    const { run } = this
    return run !== undefined && isEvaluated(run) && run.bestEpoch !== null && run.task !== 'masked'
  }

  get report(): EvaluationReport | undefined {
    if (this.#reportsOf !== this.run?.id) return undefined
    const ofTarget = this.#reports.filter((report) => targetOf(report) === this.shownTarget)
    return ofTarget.find((report) => report.part === this.part) ?? ofTarget.at(-1)
  }

  /** Targets beside the main one that the run predicts. */
  get auxiliaries(): readonly string[] {
    const names = this.#reports.flatMap((report) => targetOf(report) ?? [])
    return names.filter((name, index) => names.indexOf(name) === index)
  }

  /** The chosen target, where the run has it. */
  get shownTarget(): string | undefined {
    return this.target !== undefined && this.auxiliaries.includes(this.target) ? this.target : undefined
  }

  get parts(): readonly DataPart[] {
    const order: readonly DataPart[] = ['train', 'validation', 'test']
    return order.filter((part) => this.#reports.some((report) => report.part === part && report.rowCount > 0))
  }

  get dataset(): DatasetManifest | undefined {
    return this.#dataset
  }

  get cell(): Cell | undefined {
    return this.#cell
  }

  get cellRows(): readonly ShownRow[] {
    return this.#cellRows
  }

  get cellCount(): number {
    return this.#cellCount
  }

  /** The row chosen among the largest errors (regression). */
  get row(): ShownRow | undefined {
    return this.#row
  }

  get worst(): readonly ShownRow[] {
    return this.#worst
  }

  get worstCount(): number {
    return this.#worstCount
  }

  /** Reads the reports of the run in view; called from an effect when the run or part changes. */
  async follow(run: RunSummary | undefined): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    this.#cell = undefined
    this.#cellRows = []
    this.#row = undefined
    this.#worst = []
    if (run === undefined || !isEvaluated(run)) {
      this.#reports = []
      this.#reportsOf = undefined
      return
    }
    try {
      const [{ reports }, { datasets }] = await Promise.all([
        studio().call('evaluation.reports', { runId: run.id }),
        studio().call('datasets.list', {})
      ])
      if (asked !== this.#asked) return
      this.#dataset = datasets.find((found) => found.fingerprint === run.datasetFingerprint)
      this.#reports = reports
      this.#reportsOf = run.id
      await this.#loadWorst(run.id, asked)
    } catch (error) {
      notices.showError(error, 'reading the evaluation')
    }
  }

  chooseRow(row: ShownRow): void {
    this.#row = row
  }

  async choose(cell: Cell | undefined): Promise<void> {
    this.#cell = cell
    this.#cellRows = []
    this.#cellCount = 0
    if (cell !== undefined) await this.showMore()
  }

  /** The next page of rows behind the chosen cell. */
  async showMore(): Promise<void> {
    const { run } = this
    const cell = this.#cell
    if (run === undefined || cell === undefined) return
    try {
      const { rowCount, rows } = await studio().call('evaluation.rows', {
        runId: run.id,
        part: this.part,
        target: this.shownTarget,
        ...cell,
        onlyMistakes: false,
        offset: this.#cellRows.length,
        limit: pageSize
      })
      const shown = await this.#show(rows)
      if (this.#cell !== cell) return
      this.#cellRows = [...this.#cellRows, ...shown]
      this.#cellCount = rowCount
    } catch (error) {
      notices.showError(error, 'reading the rows behind the cell')
    }
  }

  async #loadWorst(runId: RunId, asked: number): Promise<void> {
    const { rowCount, rows } = await studio().call('evaluation.rows', {
      runId,
      part: this.part,
      target: this.shownTarget,
      actual: null,
      predicted: null,
      onlyMistakes: true,
      offset: 0,
      limit: 10
    })
    const shown = await this.#show(rows)
    if (asked !== this.#asked) return
    this.#worst = shown
    this.#worstCount = rowCount
  }

  async #show(rows: readonly RowPrediction[]): Promise<readonly ShownRow[]> {
    const dataset = this.#dataset
    if (dataset === undefined || rows.length === 0) return rows.map(withoutDetail)
    return dataset.kind === 'images'
      ? showImages(dataset.id, rows, dataset.images)
      : showTableRows(dataset.id, rows)
  }
}

const isEvaluated = (run: RunSummary): boolean => run.status === 'completed' || run.status === 'stopped'

const targetOf = (report: EvaluationReport): string | undefined =>
  'target' in report ? report.target : undefined

const withoutDetail = (row: RowPrediction): ShownRow => ({
  ...row,
  values: [],
  imageUrl: undefined,
  name: String(row.row + 1)
})

async function showTableRows(id: DatasetId, rows: readonly RowPrediction[]): Promise<readonly ShownRow[]> {
  const wanted = rows.map((row) => row.row)
  const page = await studio().call('datasets.rows', {
    id,
    offset: 0,
    limit: wanted.length,
    sort: null,
    filters: [{ kind: 'rows', rows: wanted }],
    preparation: null
  })
  const byRow = new Map(page.rowIndices.map((row, index) => [row, page.rows[index] ?? []]))
  return rows.map((row) => ({
    ...withoutDetail(row),
    values: page.columns.map((column, index) => [column, String(byRow.get(row.row)?.[index] ?? '')] as const)
  }))
}

async function showImages(
  id: DatasetId,
  rows: readonly RowPrediction[],
  files: readonly { readonly path: string }[]
): Promise<readonly ShownRow[]> {
  const { images } = await studio().call('datasets.thumbnails', {
    id,
    indices: rows.map((row) => row.row),
    size: 96
  })
  const byIndex = new Map(images.map((image) => [image.index, image]))
  return rows.map((row) => {
    const image = byIndex.get(row.row)
    return {
      ...withoutDetail(row),
      name: files[row.row]?.path.split('/').at(-1) ?? String(row.row),
      imageUrl: image === undefined ? undefined : pictureUrl(image)
    }
  })
}

export const evaluationView = new EvaluationState()
