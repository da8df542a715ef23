/** How a class is told from the others: by colour and by shape, never by colour alone. */
export interface ClassMark {
  readonly color: string
  readonly soft: string
  readonly shape: 'square' | 'circle' | 'diamond' | 'ring'
}

const colors = 7
const shapes = ['square', 'circle', 'diamond', 'ring'] as const

/** The mark of a class by its code. With seven colours and four shapes twenty-eight differ. */
export function classMark(index: number): ClassMark {
  const color = (index % colors) + 1
  return {
    color: `var(--c${color})`,
    soft: color === 1 || color === 2 || color === 6 ? `var(--c${color}-soft)` : 'var(--surface-3)',
    shape: shapes[index % shapes.length] ?? 'square'
  }
}
