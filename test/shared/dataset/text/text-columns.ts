import { unwrap } from '../../../../src/shared/core/checked.ts'
import { defaultParams } from '../../../../src/shared/core/params.ts'
import type { StepColumn, TextColumn } from '../../../../src/shared/dataset/column.ts'
import { resolveStep, type TransformKind } from '../../../../src/shared/dataset/transforms/catalogue.ts'

/** A column of texts; null is missing. */
export function textColumn(texts: readonly (string | null)[], name = 'text'): TextColumn {
  const categories = [...new Set(texts.filter((text) => text !== null))]
  const codes = Int32Array.from(texts, (text) => (text === null ? -1 : categories.indexOf(text)))
  return { kind: 'text', name, codes, categories }
}

export const allRows = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row)

/** Fits a step on some rows and applies it to all. */
export function throughStep(
  column: StepColumn,
  kind: TransformKind,
  params: Readonly<Record<string, string | number | boolean>> = {},
  rows?: Uint32Array
): { readonly column: StepColumn; readonly state: unknown } {
  const { transform, params: full } = unwrap(resolveStep({ id: 'step', kind, columns: 'all', params }))
  if (transform.appliesTo !== 'columns') throw new Error(`${kind} is no step for columns.`)
  const count = 'codes' in column ? column.codes.length : 'rows' in column ? column.rows.length : 0
  const settings = { ...defaultParams(transform.params), ...full }
  const state = unwrap(transform.fit(column, rows ?? allRows(count), settings))
  const [first] = transform.apply(column, state, settings)
  if (!first) throw new Error(`${kind} gave no column.`)
  return { column: first, state }
}

/** The words of each row; undefined where the text is missing. */
export function wordsOf(column: StepColumn): (string[] | undefined)[] {
  if (column.kind !== 'words' && column.kind !== 'tokens') throw new Error(`${column.kind} has no words.`)
  return Array.from(column.rows, (text) => {
    const sequence = column.sequences[text]
    return sequence && Array.from(sequence, (word) => column.words[word] ?? '')
  })
}

export const textsOf = (column: StepColumn): (string | null)[] =>
  'codes' in column ? Array.from(column.codes, (code) => column.categories[code] ?? null) : []

/** The numbers of each row. */
export function rowsOf(column: StepColumn): number[][] {
  if (column.kind !== 'vector') throw new Error(`${column.kind} has no numbers.`)
  const width = column.elements.length
  const count = column.numbers.length / width
  return Array.from({ length: count }, (_, row) => [
    ...column.numbers.subarray(row * width, (row + 1) * width)
  ])
}
