import { SvelteMap } from 'svelte/reactivity'
import { ProblemError, type Problem } from '../../../shared/core/checked.ts'
import { problem } from '../../../shared/problems/catalogue.ts'
import type { StudioInput, TablePage } from '../../../shared/rpc/studio-api.ts'
import { studio } from '../../studio.ts'

/** What the table shows: which dataset, in which order, filtered how, after which steps. */
export type RowsQuery = Omit<StudioInput<'datasets.rows'>, 'offset' | 'limit'>
export type Cell = TablePage['rows'][number][number]

export interface TableRow {
  /** Row of the file, from 0. */
  readonly rowIndex: number
  readonly cells: readonly Cell[]
}

const cellsPerPage = 20_000
const mostPages = 60
const mostAsking = 2

/** Rows of a table of any length: pages around what is looked at, fetched as it comes into view and dropped again. */
export class TableRows {
  readonly #pages = new SvelteMap<number, TablePage>()
  #rowCount = $state(0)
  #columns = $state.raw<readonly string[]>([])
  #problem = $state.raw<Problem | null>(null)
  #isLoading = $state(false)
  #query: RowsQuery | null = null
  #key = ''
  #pageSize = 100
  #generation = 0
  #asking: readonly number[] = []
  #wanted: readonly number[] = []

  /** Rows that pass the filters. */
  get rowCount(): number {
    return this.#rowCount
  }

  /** Columns of the rows shown, which differ from the file's where a step made some. */
  get columns(): readonly string[] {
    return this.#columns
  }

  /** Why the rows cannot be shown, such as a step that does not fit its columns. */
  get problem(): Problem | null {
    return this.#problem
  }

  get isLoading(): boolean {
    return this.#isLoading
  }

  /** Rows that are here now, for what must look at values (such as decimals). */
  get loaded(): readonly TablePage[] {
    return [...this.#pages.values()]
  }

  row(index: number): TableRow | undefined {
    const page = this.#pages.get(Math.floor(index / this.#pageSize))
    const place = index % this.#pageSize
    const cells = page?.rows[place]
    const rowIndex = page?.rowIndices[place]
    return cells === undefined || rowIndex === undefined ? undefined : { rowIndex, cells }
  }

  /** Shows other rows; what was there stays until the first of them arrive. */
  show(query: RowsQuery | null, columnCount: number): void {
    const key = JSON.stringify(query)
    if (key === this.#key) return
    this.#key = key
    this.#query = query
    this.#generation += 1
    this.#asking = []
    this.#wanted = []
    if (query === null) {
      this.#pages.clear()
      this.#rowCount = 0
      this.#columns = []
      return
    }
    void this.#first(query, Math.max(20, Math.min(200, Math.floor(cellsPerPage / Math.max(1, columnCount)))))
  }

  /** Says which rows are in view; fetches those that are not here. */
  need(first: number, last: number): void {
    const wanted: number[] = []
    for (
      let page = Math.floor(first / this.#pageSize);
      page <= Math.floor(last / this.#pageSize);
      page += 1
    ) {
      if (page >= 0 && page * this.#pageSize < this.#rowCount) wanted.push(page)
    }
    this.#wanted = wanted
    this.#fetchWanted()
  }

  async #first(query: RowsQuery, pageSize: number): Promise<void> {
    const generation = this.#generation
    this.#isLoading = true
    try {
      const page = await studio().call('datasets.rows', { ...query, offset: 0, limit: pageSize })
      if (generation !== this.#generation) return
      this.#pageSize = pageSize
      this.#pages.clear()
      this.#pages.set(0, page)
      this.#rowCount = page.rowCount
      this.#columns = page.columns
      this.#problem = null
    } catch (error) {
      if (generation === this.#generation) this.#fail(error)
    } finally {
      if (generation === this.#generation) this.#isLoading = false
    }
  }

  #fetchWanted(): void {
    for (const page of this.#wanted) {
      if (this.#asking.length >= mostAsking) return
      if (!this.#pages.has(page) && !this.#asking.includes(page)) void this.#fetch(page)
    }
  }

  async #fetch(index: number): Promise<void> {
    const generation = this.#generation
    const query = this.#query
    if (query === null) return
    this.#asking = [...this.#asking, index]
    try {
      const page = await studio().call('datasets.rows', {
        ...query,
        offset: index * this.#pageSize,
        limit: this.#pageSize
      })
      if (generation !== this.#generation) return
      this.#pages.set(index, page)
      this.#dropFarPages(index)
    } catch (error) {
      if (generation === this.#generation) this.#fail(error)
    } finally {
      if (generation === this.#generation) {
        this.#asking = this.#asking.filter((page) => page !== index)
        this.#fetchWanted()
      }
    }
  }

  #dropFarPages(near: number): void {
    if (this.#pages.size <= mostPages) return
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near))
    for (const page of far.slice(0, this.#pages.size - mostPages)) this.#pages.delete(page)
  }

  #fail(error: unknown): void {
    this.#wanted = []
    this.#problem =
      error instanceof ProblemError ? error.problem : problem('system/fault', { what: 'reading rows' })
  }
}
