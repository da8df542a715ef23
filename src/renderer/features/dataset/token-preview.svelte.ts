import type { DatasetSpec } from '../../../shared/dataset/dataset-spec.ts'
import type { PiecesCell } from '../../../shared/rpc/studio-api.ts'
import { notices } from '../../state/notices.svelte.ts'
import { studio } from '../../studio.ts'
import type { Cell, RowsQuery } from './table-rows.svelte.ts'

/** A text of the data as it was imported, and what a step makes of it. */
export interface PreviewedText {
  readonly column: string
  /** From 0. */
  readonly row: number
  readonly text: string
  readonly cell: PiecesCell
}

/** The first text of the data behind a step; undefined where the step makes no tokens or terms. */
export class TokenPreview {
  #found = $state.raw<PreviewedText>()
  #key = ''

  get found(): PreviewedText | undefined {
    return this.#found
  }

  async follow(
    id: RowsQuery['id'],
    { columns, steps, split, task }: DatasetSpec,
    afterStep: number
  ): Promise<void> {
    const preparation = { columns, steps: steps.slice(0, afterStep), split, task, afterStep }
    const key = JSON.stringify([id, preparation])
    if (key === this.#key) return
    this.#key = key
    try {
      const found = await firstText(id, preparation)
      if (key === this.#key) this.#found = found
    } catch (error) {
      if (key === this.#key) notices.showError(error, 'reading a text of the data')
    }
  }
}

async function firstText(
  id: RowsQuery['id'],
  preparation: NonNullable<RowsQuery['preparation']>
): Promise<PreviewedText | undefined> {
  const query = { id, offset: 0, limit: 1, sort: null }
  const { columns, rows, rowIndices } = await studio().call('datasets.rows', {
    ...query,
    filters: [],
    preparation
  })
  const place = rows[0]?.findIndex(isPieces) ?? -1
  const cell = rows[0]?.[place]
  const [row, column] = [rowIndices[0], columns[place]]
  if (!isPieces(cell) || row === undefined || column === undefined) return undefined
  const imported = await studio().call('datasets.rows', {
    ...query,
    filters: [{ kind: 'rows', rows: [row] }],
    preparation: null
  })
  const text = imported.rows[0]?.[imported.columns.indexOf(column)]
  return { column, row, cell, text: typeof text === 'string' ? text : '' }
}

const isPieces = (cell: Cell | undefined): cell is PiecesCell => typeof cell === 'object' && cell !== null
