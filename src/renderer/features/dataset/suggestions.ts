import type { ColumnProfile } from '../../../shared/dataset/dataset-manifest.ts'
import type { ColumnSpec, DatasetSpec, PreparationStep } from '../../../shared/dataset/dataset-spec.ts'
import { targetSteps } from '../../../shared/dataset/plan-table.ts'
import { resolveStep } from '../../../shared/dataset/transforms/catalogue.ts'
import { importedKinds } from '../../../shared/dataset/column.ts'
import { stepColumns } from './table-columns.ts'

/** Something about a column that one click puts right. Figures are those of the import. */
export type Suggestion =
  | { readonly kind: 'fill'; readonly missingCount: number; readonly isNumber: boolean }
  | { readonly kind: 'constant' }
  | { readonly kind: 'id'; readonly distinctCount: number }
  | { readonly kind: 'many-values'; readonly distinctCount: number }
  | { readonly kind: 'few-numbers'; readonly distinctCount: number }
  | { readonly kind: 'unusable'; readonly columnKind: 'text' | 'date' }
  | { readonly kind: 'encode' }
  /** A step that names the column although it does not work on it any more. */
  | { readonly kind: 'left-over'; readonly step: PreparationStep }

const manyValues = 50
const fewNumbers = 10

/** Whether a step of a kind works on the column. */
function isServed(
  kinds: readonly string[],
  name: string,
  steps: readonly PreparationStep[],
  columns: readonly ColumnSpec[]
): boolean {
  return steps.some((step) => {
    const resolved = resolveStep(step)
    if (!kinds.includes(step.kind) || !resolved.ok || resolved.value.transform.appliesTo === 'images')
      return false
    const { transform, params } = resolved.value
    return stepColumns(step.columns, importedKinds(transform.acceptsWith(params)), columns).includes(name)
  })
}

/** Every row has a value of its own: a name or a running number, of which nothing general can be learned. */
function isId({ kind, distinctCount, missingCount, range }: ColumnProfile, rowCount: number): boolean {
  if (rowCount < 20 || distinctCount < rowCount - missingCount || missingCount === rowCount) return false
  if (kind === 'category') return true
  // Measured numbers can all differ too; only a gapless run of whole numbers is a count of the rows.
  return (
    kind === 'number' &&
    range !== null &&
    Number.isInteger(range.min) &&
    range.max - range.min + 1 === rowCount
  )
}

const isWhole = ({ range }: ColumnProfile): boolean =>
  range !== null &&
  [range.min, range.quartile1, range.median, range.quartile3, range.max].every(Number.isInteger)

/**
 * What would help one column, from what the import found and what is set.
 *
 * @param spec  the column's own entry
 */
export function suggestionsFor(
  profile: ColumnProfile,
  spec: ColumnSpec,
  rowCount: number,
  dataset: Pick<DatasetSpec, 'task' | 'columns' | 'steps'>
): readonly Suggestion[] {
  const named = dataset.steps.filter(({ columns }) => columns !== 'all' && columns.includes(spec.name))
  const leftOver = named.filter(
    (step) =>
      spec.role === 'ignored' ||
      spec.role === 'weight' ||
      (spec.role === 'target' && !targetSteps(dataset.task).includes(step.kind))
  )
  const found: Suggestion[] = leftOver.map((step) => ({ kind: 'left-over', step }))
  if (spec.role !== 'feature') return found

  if (profile.distinctCount <= 1) return [...found, { kind: 'constant' }]
  if (spec.kind !== 'text' && isId(profile, rowCount))
    return [...found, { kind: 'id', distinctCount: profile.distinctCount }]
  // Of text that has a step nothing is left to say here.
  if (spec.kind === 'text' && named.length > 0) return found
  if (spec.kind === 'text' || spec.kind === 'date')
    return [...found, { kind: 'unusable', columnKind: spec.kind }]

  const serves = (kinds: readonly string[]): boolean =>
    isServed(kinds, spec.name, dataset.steps, dataset.columns)
  if (profile.missingCount > 0 && !serves(['fillMissing'])) {
    found.push({ kind: 'fill', missingCount: profile.missingCount, isNumber: spec.kind === 'number' })
  }
  if (spec.kind === 'category' && !serves(['oneHot'])) found.push({ kind: 'encode' })
  if (spec.kind === 'category' && profile.distinctCount > manyValues) {
    found.push({ kind: 'many-values', distinctCount: profile.distinctCount })
  }
  if (spec.kind === 'number' && profile.distinctCount <= fewNumbers && isWhole(profile)) {
    found.push({ kind: 'few-numbers', distinctCount: profile.distinctCount })
  }
  return found
}
