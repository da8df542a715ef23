import type { Column, Table, TextColumn } from '../dataset/column.ts'
import type { DatasetSpec } from '../dataset/dataset-spec.ts'
import { fitTable } from '../dataset/fit-table.ts'
import { planTable } from '../dataset/plan-table.ts'
import { median } from '../dataset/select.ts'
import { fillMissing } from '../dataset/transforms/fill-missing.ts'
import type { InputFacts } from './model-form.ts'

const MAX_VALUES = 1000

/**
 * What the training part of a table says of each feature, in column order.
 *
 * Input     the table and the spec that a run was trained with
 * Output    inputs that are missing in every training row are left out
 */
export function inputFactsOf(table: Table, spec: DatasetSpec): readonly InputFacts[] {
  const plan = planTable(table, spec)
  // Which rows are for training hangs on nothing that the other steps learn.
  const splitting = plan.columns.map((planned) => ({
    ...planned,
    steps: planned.steps.filter(({ step }) => step.transform.kind === fillMissing.kind)
  }))
  const { train } = fitTable({ ...plan, columns: splitting }, spec, table.rowCount).parts
  return plan.columns
    .filter(({ role }) => role === 'feature')
    .flatMap(({ column }) => {
      if ('values' in column) return numberFacts(column, train)
      return column.kind === 'text' ? [textFacts(column, train)] : categoryFacts(column, train)
    })
}

function textFacts({ name, codes, categories }: TextColumn, rows: Uint32Array): InputFacts {
  const present = rows.filter((row) => (codes[row] ?? -1) >= 0)
  const lengths = Float64Array.from(present, (row) => categories[codes[row] ?? -1]?.length ?? 0)
  return {
    kind: 'text',
    name,
    medianLength: present.length === 0 ? 0 : Math.round(median(lengths)),
    missingCount: rows.length - present.length
  }
}

function numberFacts(
  { name, values }: Extract<Column, { values: Float64Array }>,
  rows: Uint32Array
): InputFacts[] {
  const present = Float64Array.from(rows, (row) => values[row] ?? NaN).filter((value) => !Number.isNaN(value))
  if (present.length === 0) return []
  return [
    {
      kind: 'number',
      name,
      min: present.reduce((least, value) => Math.min(least, value), Infinity),
      max: present.reduce((most, value) => Math.max(most, value), -Infinity),
      isWhole: present.every(Number.isInteger),
      missingCount: rows.length - present.length,
      median: median(present)
    }
  ]
}

function categoryFacts({ name, codes, categories }: TextColumn, rows: Uint32Array): InputFacts[] {
  const counts = new Uint32Array(categories.length)
  let missingCount = 0
  for (const row of rows) {
    const code = codes[row] ?? -1
    if (code < 0) missingCount += 1
    else counts[code] = (counts[code] ?? 0) + 1
  }
  const seen = categories
    .map((value, code) => ({ value, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  if (seen.length === 0) return []
  const values = seen.slice(0, MAX_VALUES)
  return [{ kind: 'category', name, values, valueCount: seen.length, missingCount }]
}
