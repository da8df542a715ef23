import type { Checked, Problem } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { isMissing } from './column-kinds.ts'
import type { Column, StepColumn, TextColumn } from './column.ts'
import type { ColumnStep, PlannedColumn, PlanProblem, TablePlan, TableSpec } from './plan-table.ts'
import { givenState } from './given-state.ts'
import { fitPairs } from './pairs/fit-pairs.ts'
import { splitRows, type Parts } from './split.ts'
import { orderSeries, splitSeries, type OrderedSeries } from './series/order-series.ts'
import type { JsonValue } from './transform-definition.ts'
import { fillMissing } from './transforms/fill-missing.ts'

/** A step of one column with what it learned from the training rows. */
export interface FittedColumnStep {
  readonly index: number
  readonly step: ColumnStep
  readonly state: JsonValue
}

export interface FittedColumn {
  readonly planned: PlannedColumn
  readonly steps: readonly FittedColumnStep[]
}

/** A table with its split decided and every step fitted on the training rows. Parts hold row numbers of the table. */
export interface FittedTable {
  readonly columns: readonly FittedColumn[]
  readonly parts: Parts
  /** Rows in any part, in rising order. */
  readonly keptRows: Uint32Array
  readonly unlabelledCount: number
  /** Rows with a target, but without one of those that are predicted beside it. */
  readonly incompleteCount?: number | undefined
  /** Rows with a target, but with nothing to say how much they count. */
  readonly unweightedCount: number
  readonly droppedCount: number
  /** Forecasts: the rows of each series, in order of time. */
  readonly series?: OrderedSeries | undefined
  /** Pairs: rows that lack a question or an answer. */
  readonly brokenPairCount?: number | undefined
  readonly problems: readonly PlanProblem[]
}

/**
 * Decides the split and fits every step, in this order: rows without a target or weight leave, the split is drawn from the
 * seed, rows that a step drops leave their parts, then each step learns from what is left in train.
 *
 * Output    fitted as far as possible; a step that cannot learn is left out, with its problem
 */
export function fitTable(plan: TablePlan, spec: TableSpec, rowCount: number): FittedTable {
  if (spec.task === 'forecast') return fitSeries(plan, spec, rowCount)
  if (spec.task === 'pairs') return fitPairs(plan, spec, rowCount)
  const problems: PlanProblem[] = []
  const target = plan.target?.column
  const withTarget = rowsWith(target, rowCount)
  const weight = plan.weight?.column
  const others = plan.auxiliaries.map(({ column }) => column)
  const complete =
    others.length > 0 ? withTarget.filter((row) => !others.some((one) => isMissing(one, row))) : withTarget
  const labelled = weight ? complete.filter((row) => !isMissing(weight, row)) : complete
  const codes = target && 'codes' in target ? labelled.map((row) => target.codes[row] ?? 0) : undefined
  const split = splitRows(
    { rowCount: labelled.length, ...(codes ? { codes: Int32Array.from(codes) } : {}) },
    spec.split
  )
  if (!split.ok) problems.push({ problem: labelled.length === 0 ? allDropped(rowCount) : split.problem })
  const empty = new Uint32Array(0)
  const drawn = split.ok
    ? split.value
    : { train: Uint32Array.from(labelled.keys()), validation: empty, test: empty }

  const isDropped = findDroppedRows(plan.columns, rowCount)
  const keep = (indices: Uint32Array): Uint32Array =>
    indices.map((index) => labelled[index] ?? 0).filter((row) => isDropped?.[row] !== 1)
  const parts = { train: keep(drawn.train), validation: keep(drawn.validation), test: keep(drawn.test) }
  const keptRows = isDropped ? labelled.filter((row) => isDropped[row] !== 1) : labelled
  if (split.ok && parts.train.length === 0) problems.push({ problem: allDropped(rowCount) })
  return {
    columns: plan.columns.map((planned) => fitColumn(planned, parts.train, problems)),
    parts,
    keptRows,
    unlabelledCount: rowCount - withTarget.length,
    incompleteCount: withTarget.length - complete.length,
    unweightedCount: complete.length - labelled.length,
    droppedCount: labelled.length - keptRows.length,
    problems
  }
}

/** The split of series is one by time, each series for itself: what comes later is never learned from. */
function fitSeries(plan: TablePlan, spec: TableSpec, rowCount: number): FittedTable {
  const problems: PlanProblem[] = []
  const ordered = orderSeries(plan, rowCount)
  const split = ordered.ok ? splitSeries(ordered.value, spec.split) : ordered
  if (!split.ok) problems.push({ problem: split.problem })
  const keptRows = Uint32Array.from({ length: rowCount }, (_, row) => row)
  const empty = new Uint32Array(0)
  const parts = split.ok ? split.value : { train: keptRows, validation: empty, test: empty }
  return {
    columns: plan.columns.map((planned) => fitColumn(planned, parts.train, problems)),
    parts,
    keptRows,
    unlabelledCount: 0,
    unweightedCount: 0,
    droppedCount: 0,
    ...(ordered.ok ? { series: ordered.value } : {}),
    problems
  }
}

const allDropped = (rowCount: number): Problem => problem('dataset/all-rows-dropped', { rowCount })

function rowsWith(column: Column | undefined, rowCount: number): Uint32Array {
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row)
  return column ? rows.filter((row) => !isMissing(column, row)) : rows
}

/** Rows that a 'drop the rows' step takes out; undefined where there are none. A column filled before has no gaps left. */
function findDroppedRows(columns: readonly PlannedColumn[], rowCount: number): Uint8Array | undefined {
  let isDropped: Uint8Array | undefined
  for (const { column, steps } of columns) {
    const first = steps.find(({ step }) => step.transform.kind === fillMissing.kind)
    if (first?.step.params['strategy'] !== 'dropRows') continue
    isDropped ??= new Uint8Array(rowCount)
    for (let row = 0; row < rowCount; row += 1) if (isMissing(column, row)) isDropped[row] = 1
  }
  return isDropped
}

function fitColumn(planned: PlannedColumn, train: Uint32Array, problems: PlanProblem[]): FittedColumn {
  const steps: FittedColumnStep[] = []
  let column: StepColumn | undefined = planned.column
  for (const [position, { index, step }] of planned.steps.entries()) {
    const fitted: Checked<JsonValue> | undefined = column
      ? (givenState(step) ?? step.transform.fit(column, train, step.params))
      : undefined
    if (!column || !fitted) break
    if (!fitted.ok) {
      // With no training rows at all every step fails; that is said once, by the caller.
      if (train.length > 0) problems.push({ problem: fitted.problem, stepIndex: index })
      continue
    }
    steps.push({ index, step, state: fitted.value })
    // The last step's result is not looked at here, and making it is what costs.
    column =
      position < planned.steps.length - 1
        ? step.transform.apply(column, fitted.value, step.params)[0]
        : undefined
  }
  return { planned, steps }
}

/** What stands in a column's place after its steps; with `afterStep`, after that many steps of the spec. */
export function applySteps(
  column: Column,
  steps: readonly FittedColumnStep[],
  afterStep = Infinity
): readonly StepColumn[] {
  let columns: readonly StepColumn[] = [column]
  for (const { index, step, state } of steps) {
    if (index >= afterStep) break
    columns = columns.flatMap((one) => step.transform.apply(one, state, step.params))
  }
  return columns
}

/** Rows `start` to `end` of a column, without copying; of texts only those that these rows hold. */
export function columnRows(column: Column, start: number, end: number): Column {
  if ('values' in column) {
    const { series } = column
    const codes = series && { series: { ...series, codes: series.codes.subarray(start, end) } }
    return { ...column, values: column.values.subarray(start, end), ...codes }
  }
  const rows = { ...column, codes: column.codes.subarray(start, end) }
  return column.kind === 'text' && (start > 0 || end < column.codes.length) ? withOwnTexts(rows) : rows
}

/** Steps work on every different text of a column, so that one with a million of them must not be given whole each time. */
function withOwnTexts(column: TextColumn): TextColumn {
  const codeOf = new Map<number, number>()
  const codes = column.codes.map((code) => {
    if (code < 0) return -1
    const known = codeOf.get(code)
    if (known !== undefined) return known
    codeOf.set(code, codeOf.size)
    return codeOf.size - 1
  })
  return { ...column, codes, categories: Array.from(codeOf.keys(), (code) => column.categories[code] ?? '') }
}
