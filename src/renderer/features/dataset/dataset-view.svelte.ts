import type { TableFilter } from '../../../shared/rpc/studio-api.ts'
import { TableRows } from './table-rows.svelte.ts'

/** What is picked on the Data stage and shown by its inspector. */
export type Selection =
  | { readonly kind: 'source' }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'step'; readonly id: string }
  | { readonly kind: 'target' }
  | { readonly kind: 'split' }
  | { readonly kind: 'image'; readonly index: number }

export interface Sort {
  readonly column: string
  readonly isDescending: boolean
}

const sameFilter = (first: TableFilter, second: TableFilter): boolean =>
  JSON.stringify(first) === JSON.stringify(second)

/** How the data are looked at: what is selected, sorted, filtered, hidden, and after which step. Never part of the recipe. */
export class DatasetViewState {
  readonly rows = new TableRows()
  #selection = $state.raw<Selection>({ kind: 'source' })
  /** The table as it is after this many steps; 0 is as imported. */
  afterStep = $state(0)
  sort = $state.raw<Sort | null>(null)
  filters = $state.raw<readonly TableFilter[]>([])
  hiddenColumns = $state.raw<readonly string[]>([])
  /** Images of this class only; null shows all. */
  classIndex = $state<number | null>(null)
  thumbnailSize = $state<'small' | 'medium' | 'large'>('medium')
  /** The image under the lens; null when it is closed. */
  lensIndex = $state<number | null>(null)
  /** The column that the table is asked to bring into view; null again once it did. */
  soughtColumn = $state.raw<{ readonly name: string } | null>(null)
  #datasetId: string | null = null

  get selection(): Selection {
    return this.#selection
  }

  get selectedColumn(): string | null {
    return this.#selection.kind === 'column' ? this.#selection.name : null
  }

  select(selection: Selection): void {
    this.#selection = selection
  }

  /** Another dataset: what was chosen for the last one means nothing here. */
  follow(datasetId: string | null): void {
    if (datasetId === this.#datasetId) return
    this.#datasetId = datasetId
    this.#selection = { kind: 'source' }
    this.afterStep = 0
    this.sort = null
    this.filters = []
    this.hiddenColumns = []
    this.classIndex = null
    this.lensIndex = null
  }

  /** From unsorted to rising, falling, and unsorted again. */
  toggleSort(column: string): void {
    if (this.sort?.column !== column) this.sort = { column, isDescending: false }
    else if (!this.sort.isDescending) this.sort = { column, isDescending: true }
    else this.sort = null
  }

  hasFilter(filter: TableFilter): boolean {
    return this.filters.some((other) => sameFilter(other, filter))
  }

  /** Adds the filter, or takes it away where it is set already. */
  toggleFilter(filter: TableFilter): void {
    this.filters = this.hasFilter(filter)
      ? this.filters.filter((other) => !sameFilter(other, filter))
      : [...this.filters, filter]
  }

  clearFilters(): void {
    this.filters = []
  }

  setHidden(column: string, isHidden: boolean): void {
    const others = this.hiddenColumns.filter((name) => name !== column)
    this.hiddenColumns = isHidden ? [...others, column] : others
  }

  seek(name: string): void {
    this.soughtColumn = { name }
  }
}

export const datasetView = new DatasetViewState()
