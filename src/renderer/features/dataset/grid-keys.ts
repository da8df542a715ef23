/** A place in a grid: row -1 is the head. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rowCount: number
  readonly columnCount: number
  /** Rows that one page takes. */
  readonly pageRows: number
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>

/** Where a key leads, held inside the grid; undefined for a key that moves nowhere. */
export function keyTarget(
  from: GridPlace,
  { key, ctrlKey, metaKey }: Key,
  size: GridSize
): GridPlace | undefined {
  const isFar = ctrlKey || metaKey
  const place = (row: number, column: number): GridPlace => ({
    row: Math.max(-1, Math.min(size.rowCount - 1, row)),
    column: Math.max(0, Math.min(size.columnCount - 1, column))
  })
  switch (key) {
    case 'ArrowUp':
      return place(isFar ? -1 : from.row - 1, from.column)
    case 'ArrowDown':
      return place(isFar ? size.rowCount - 1 : from.row + 1, from.column)
    case 'ArrowLeft':
      return place(from.row, isFar ? 0 : from.column - 1)
    case 'ArrowRight':
      return place(from.row, isFar ? size.columnCount - 1 : from.column + 1)
    case 'PageUp':
      return place(from.row - size.pageRows, from.column)
    case 'PageDown':
      return place(from.row + size.pageRows, from.column)
    case 'Home':
      return place(isFar ? -1 : from.row, 0)
    case 'End':
      return place(isFar ? size.rowCount - 1 : from.row, size.columnCount - 1)
    default:
      return undefined
  }
}
