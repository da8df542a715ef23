import type { Checked, Problem } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { Column, ColumnKind, ColumnRole, StepKind, Table } from './column.ts'
import { convertColumn } from './column-kinds.ts'
import type { DatasetSpec, Task } from './dataset-spec.ts'
import type { AnyColumnTransform } from './transform-definition.ts'
import { isColumnStep, resolveStep, type ResolvedStep } from './transforms/catalogue.ts'
import { maskTokens } from './transforms/mask-tokens.ts'
import { checkPairs, isOfPair, pairSteps } from './pairs/check-pairs.ts'
import { oneHot } from './transforms/one-hot.ts'
import { pairSequences } from './transforms/pair-sequences.ts'
import { tokenWindows } from './transforms/token-windows.ts'
import { calendarFeatures } from './transforms/calendar-features.ts'
import { scaleSeries } from './transforms/scale-series.ts'
import { seriesWindows } from './transforms/series-windows.ts'
import { standardize } from './transforms/standardize.ts'

/** What of a spec decides how a table is prepared. */
export type TableSpec = Pick<DatasetSpec, 'task' | 'columns' | 'steps' | 'split'>

export type ColumnStep = ResolvedStep<AnyColumnTransform>

/** A column as the spec reads it, with the steps that apply to it, by their index in the spec. */
export interface PlannedColumn {
  readonly column: Column
  readonly role: ColumnRole
  readonly steps: readonly { readonly index: number; readonly step: ColumnStep }[]
}

/** Something wrong with a spec; `stepIndex` where it is one step's fault. */
export interface PlanProblem {
  readonly problem: Problem
  readonly stepIndex?: number
}

/** Which steps apply to which columns, with everything that keeps the table from being prepared. */
export interface TablePlan {
  readonly columns: readonly PlannedColumn[]
  readonly target: PlannedColumn | undefined
  /** What is predicted beside it, in the order of the columns. */
  readonly auxiliaries: readonly PlannedColumn[]
  /** How much each row counts; all the same where there is none. */
  readonly weight: PlannedColumn | undefined
  /** Forecasts: what orders the rows, and what tells series apart. */
  readonly time: PlannedColumn | undefined
  readonly series: PlannedColumn | undefined
  readonly problems: readonly PlanProblem[]
}

/** A column while the steps are read one after the other. */
export interface ColumnDraft {
  column: Column
  readonly role: ColumnRole
  readonly steps: { index: number; step: ColumnStep }[]
  /** What the column is after these steps. */
  kind: StepKind
  isEncoded: boolean
}

/**
 * Reads a spec against a table: kinds and roles of the columns, and which step touches which column.
 *
 * Output    as much of the plan as makes sense; a step or column with a problem is left out of it
 * Problems  all that a spec can get wrong about its columns and steps, each with the column's name
 */
export function planTable(table: Table, spec: TableSpec): TablePlan {
  const problems: PlanProblem[] = []
  const drafts = readColumns(table, spec, problems)
  if (spec.task === 'forecast') tellSeriesApart(drafts)
  const targets = drafts.filter(({ role }) => role === 'target')
  const [target] = targets
  if (targets.length > 1) {
    const names = targets.map(({ column }) => column.name).join(', ')
    problems.push({ problem: problem('dataset/several-targets', { names }) })
  }
  const auxiliaries = drafts.filter(({ role }) => role === 'auxiliary')
  if (auxiliaries.length > 0 && spec.task !== 'classification' && spec.task !== 'regression') {
    const names = auxiliaries.map(({ column }) => column.name).join(', ')
    problems.push({ problem: problem('dataset/auxiliary-task', { names }) })
  }
  const weights = drafts.filter(({ role }) => role === 'weight')
  problems.push(...checkWeights(weights))
  spec.steps.forEach((_, index) => {
    for (const found of planStep(drafts, spec, index)) problems.push({ problem: found, stepIndex: index })
  })
  if (spec.task === 'generation') problems.push(...checkGeneration(drafts))
  else if (spec.task === 'masked') problems.push(...checkMasked(drafts))
  else if (spec.task === 'forecast') problems.push(...checkForecast(drafts))
  else if (spec.task === 'pairs') problems.push(...checkPairs(drafts))
  else {
    if (!target) problems.push({ problem: problem('dataset/no-target', {}) })
    problems.push(...checkFeatures(drafts))
  }
  const ofRole = (role: ColumnRole): ColumnDraft | undefined => drafts.find((draft) => draft.role === role)
  return {
    columns: drafts,
    target,
    auxiliaries,
    weight: weights[0],
    time: ofRole('time'),
    series: ofRole('series'),
    problems
  }
}

function checkWeights(weights: readonly ColumnDraft[]): PlanProblem[] {
  if (weights.length > 1) {
    const names = weights.map(({ column }) => column.name).join(', ')
    return [{ problem: problem('dataset/several-weights', { names }) }]
  }
  return weights
    .filter(({ column }) => column.kind !== 'number')
    .map(({ column: { name: column, kind } }) => {
      return { problem: problem('dataset/weight-not-number', { column, kind }) }
    })
}

function readColumns(table: Table, spec: TableSpec, problems: PlanProblem[]): ColumnDraft[] {
  const specs = new Map(spec.columns.map((column) => [column.name, column]))
  const names = new Set(table.columns.map(({ name }) => name))
  for (const { name, role } of spec.columns) {
    if (!names.has(name) && role !== 'ignored')
      problems.push({ problem: problem('dataset/column-missing', { column: name }) })
  }
  return table.columns.map((raw) => {
    const { kind, role } = specs.get(raw.name) ?? { kind: raw.kind, role: 'feature' as const }
    const converted =
      role === 'target' ? readTarget(raw, kind, spec) : convertColumn(raw, kindInRole(kind, role))
    if (!converted.ok && role !== 'ignored') problems.push({ problem: converted.problem })
    const column = converted.ok ? converted.value : raw
    return { column, role, steps: [], kind: column.kind, isEncoded: false }
  })
}

/** What tells series apart is read as categories, and so is what is predicted beside the target, unless it is a number. */
function kindInRole(kind: ColumnKind, role: ColumnRole): ColumnKind {
  if (role === 'series') return 'category'
  return role === 'auxiliary' && kind !== 'number' ? 'category' : kind
}

/** A classification learns classes, whatever the column holds; a regression needs numbers. */
function readTarget(raw: Column, kind: Column['kind'], { task }: TableSpec): Checked<Column> {
  const read = convertColumn(raw, kind)
  if (!read.ok) return read
  if (task === 'classification') return convertColumn(read.value, 'category')
  if (task === 'pairs') return convertColumn(read.value, 'text')
  if (read.value.kind === 'number') return read
  return {
    ok: false,
    problem: problem('dataset/target-not-number', { column: raw.name, kind: read.value.kind })
  }
}

function planStep(drafts: readonly ColumnDraft[], spec: TableSpec, index: number): Problem[] {
  const step = spec.steps[index]
  if (!step) return []
  const resolved = resolveStep(step)
  if (!resolved.ok) return [resolved.problem]
  const title = { step: resolved.value.transform.title.en, stepZh: resolved.value.transform.title.zh }
  if (!isColumnStep(resolved.value)) return [problem('dataset/step-for-images', title)]
  const columnStep = resolved.value
  const accepted = columnStep.transform.acceptsWith(columnStep.params)
  const take = (draft: ColumnDraft): void => {
    draft.steps.push({ index, step: columnStep })
    draft.kind = columnStep.transform.gives?.(columnStep.params) ?? draft.kind
    if (columnStep.transform.kind === oneHot.kind) draft.isEncoded = true
  }
  if (step.columns === 'all') {
    drafts
      .filter((draft) => isTakenByAll(draft, spec) && !draft.isEncoded && accepted.includes(draft.kind))
      .forEach(take)
    return []
  }
  return step.columns.flatMap((name) => {
    const draft = drafts.find(({ column }) => column.name === name)
    if (!draft) return [problem('dataset/column-missing', { column: name })]
    const wrong = checkStepColumn(draft, columnStep, spec)
    if (wrong) return [wrong]
    take(draft)
    return []
  })
}

/** Of pairs, both sides are meant. */
const isTakenByAll = (draft: ColumnDraft, { task }: TableSpec): boolean =>
  draft.role === 'feature' || (task === 'pairs' && isOfPair(draft))

function checkStepColumn(
  draft: ColumnDraft,
  { transform, params }: ColumnStep,
  spec: TableSpec
): Problem | undefined {
  const values = { step: transform.title.en, stepZh: transform.title.zh, column: draft.column.name }
  if (draft.role === 'weight') return problem('dataset/step-on-weight', values)
  if (draft.role === 'ignored') return problem('dataset/step-on-ignored', values)
  if (draft.role === 'series') return problem('dataset/step-on-series', values)
  if (draft.role === 'time')
    return transform.kind === calendarFeatures.kind
      ? checkKind(draft, { transform, params }, values)
      : problem('dataset/step-on-time', values)
  if (spec.task === 'forecast' && draft.role === 'target') {
    const isFitting = targetSteps('forecast').includes(transform.kind)
    const isTwice = draft.steps.some(({ step }) => step.transform.kind === transform.kind)
    return isFitting && !isTwice ? undefined : problem('dataset/step-on-forecast', values)
  }
  if (transform.kind === seriesWindows.kind) return problem('dataset/windows-for-forecast', values)
  if (transform.kind === maskTokens.kind && spec.task !== 'masked')
    return problem('dataset/mask-without-guessing', values)
  if (spec.task === 'pairs' && isOfPair(draft))
    return targetSteps('pairs').includes(transform.kind)
      ? checkKind(draft, { transform, params }, values)
      : problem('dataset/step-on-pairs', values)
  if (transform.kind === pairSequences.kind) return problem('dataset/step-for-pairs', values)
  const allowed = stepsOfAnswer(draft, spec)
  if (allowed !== undefined && (!allowed.includes(transform.kind) || draft.steps.length > 0))
    return problem('dataset/step-on-target', values)
  if (draft.isEncoded) return problem('dataset/step-after-one-hot', values)
  return checkKind(draft, { transform, params }, values)
}

function checkKind(
  { kind }: ColumnDraft,
  { transform, params }: Pick<ColumnStep, 'transform' | 'params'>,
  values: { readonly step: string; readonly stepZh: string; readonly column: string }
): Problem | undefined {
  return transform.acceptsWith(params).includes(kind)
    ? undefined
    : problem('dataset/step-kind', { ...values, kind })
}

/** Kinds of the steps that may work on what is to be foretold. */
export function targetSteps(task: Task): readonly string[] {
  if (task === 'forecast') return [scaleSeries.kind, seriesWindows.kind]
  if (task === 'pairs') return pairSteps
  return task === 'regression' ? [standardize.kind] : []
}

/** Steps that may work on what is to be predicted; undefined for what is not. */
function stepsOfAnswer({ role, column }: ColumnDraft, { task }: TableSpec): readonly string[] | undefined {
  if (role === 'target') return targetSteps(task)
  return role === 'auxiliary'
    ? targetSteps(column.kind === 'number' ? 'regression' : 'classification')
    : undefined
}

/** Numbers know the series of their rows, so that each can be scaled by itself. */
function tellSeriesApart(drafts: readonly ColumnDraft[]): void {
  const column = drafts.find(({ role }) => role === 'series')?.column
  if (!column || !('codes' in column)) return
  const series = { codes: column.codes, names: column.categories }
  for (const draft of drafts) {
    if (draft.column.kind === 'number') draft.column = { ...draft.column, series }
  }
}

/** A forecast needs one column that orders the rows, numbers to go on with, and a step that says how far. */
function checkForecast(drafts: readonly ColumnDraft[]): PlanProblem[] {
  const found: Problem[] = []
  for (const role of ['time', 'series'] as const) {
    const named = drafts.filter((draft) => draft.role === role).map(({ column }) => column.name)
    if (named.length > 1) found.push(problem('dataset/several-of-role', { role, names: named.join(', ') }))
  }
  const time = drafts.find(({ role }) => role === 'time')
  if (!time) found.push(problem('dataset/no-time', {}))
  else if (time.column.kind !== 'date' && time.column.kind !== 'number')
    found.push(problem('dataset/time-is-no-time', { column: time.column.name, kind: time.column.kind }))
  const target = drafts.find(({ role }) => role === 'target')
  if (!target) found.push(problem('dataset/no-target', {}))
  else if (!target.steps.some(({ step }) => step.transform.kind === seriesWindows.kind))
    found.push(problem('dataset/no-series-windows', { column: target.column.name }))
  if (drafts.some(({ role }) => role === 'weight')) found.push(problem('dataset/weight-in-forecast', {}))
  const features = drafts.some(({ role }) => role === 'feature') ? checkFeatures(drafts) : []
  return [...found.map((one) => ({ problem: one })), ...features]
}

/** A network takes numbers: what is left as anything else is named, with the smallest change that helps. */
function checkFeatures(drafts: readonly ColumnDraft[]): PlanProblem[] {
  const features = drafts.filter(({ role }) => role === 'feature')
  if (features.length === 0) return [{ problem: problem('dataset/no-features', {}) }]
  const sequences = features.filter(({ steps }) => steps.some(({ step }) => gives(step) === 'tokens'))
  const [first, second] = sequences
  if (first && second) {
    const values = { column: first.column.name, other: second.column.name }
    return [{ problem: problem('dataset/several-token-columns', values) }]
  }
  return features.flatMap(({ column: { name }, kind, isEncoded }) => {
    if (kind === 'number' || kind === 'vector' || isEncoded) return []
    if (kind === 'words' || kind === 'tokens')
      return [{ problem: problem(`dataset/${kind}-feature`, { column: name }) }]
    if (kind === 'category') return [{ problem: problem('dataset/category-not-encoded', { column: name }) }]
    if (kind === 'text') return [{ problem: problem('dataset/text-feature', { column: name }) }]
    return [{ problem: problem('dataset/date-feature', { column: name }) }]
  })
}

/** The one column that is used, where it is a text. */
function onlyText(drafts: readonly ColumnDraft[]): ColumnDraft | undefined {
  const [text, ...others] = drafts.filter(({ role }) => role !== 'ignored')
  return text?.role === 'feature' && text.column.kind === 'text' && others.length === 0 ? text : undefined
}

/** Guessing hidden words takes one text as tokens of one length, some of them hidden. */
function checkMasked(drafts: readonly ColumnDraft[]): PlanProblem[] {
  const text = onlyText(drafts)
  if (!text) return [{ problem: problem('dataset/one-text-needed', {}) }]
  if (!text.steps.some(({ step }) => step.transform.kind === maskTokens.kind))
    return [{ problem: problem('dataset/no-mask', { column: text.column.name }) }]
  return checkFeatures(drafts)
}

/** A generator learns one text, as windows over its tokens. */
function checkGeneration(drafts: readonly ColumnDraft[]): PlanProblem[] {
  const text = onlyText(drafts)
  if (!text) return [{ problem: problem('dataset/one-text-needed', {}) }]
  const hasWindows = text.steps.some(({ step }) => step.transform.kind === tokenWindows.kind)
  if (text.kind === 'tokens' && hasWindows) return []
  return [{ problem: problem('dataset/no-windows', { column: text.column.name }) }]
}

const gives = ({ transform, params }: ColumnStep): StepKind | undefined => transform.gives?.(params)
