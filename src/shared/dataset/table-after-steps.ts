import type { StepColumn, Table } from './column.ts'
import { applySteps, fitTable } from './fit-table.ts'
import { planTable, type TableSpec } from './plan-table.ts'

/** A table in the middle of its preparation; `keptRows` are those that no step has dropped so far. */
export interface TableAfterSteps {
  readonly table: Table<StepColumn>
  readonly keptRows: Uint32Array
}

/**
 * The table as the person sees it after the first steps of a preparation: every column, ignored ones too.
 *
 * Output    whole columns; a step that cannot work is passed over (its problem is in the summary)
 */
export function tableAfterSteps(table: Table, spec: TableSpec, afterStep: number): TableAfterSteps {
  const begun = { ...spec, steps: spec.steps.slice(0, afterStep) }
  const plan = planTable(table, begun)
  const fitted = fitTable(plan, begun, table.rowCount)
  const columns = fitted.columns.flatMap(({ planned, steps }) => applySteps(planned.column, steps))
  return { table: { rowCount: table.rowCount, columns }, keptRows: fitted.keptRows }
}
