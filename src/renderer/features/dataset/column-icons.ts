import type { ColumnKind } from '../../../shared/dataset/column.ts'

/** Icon (lucide) of each kind of column. */
export const kindIcons: Readonly<Record<ColumnKind, string>> = {
  number: 'hash',
  category: 'shapes',
  text: 'type',
  date: 'calendar'
}
