import type { Checked } from '../../core/checked.ts'
import { problem } from '../../problems/catalogue.ts'
import { isMissing } from '../column-kinds.ts'
import type { Column, StepColumn } from '../column.ts'
import type { SplitSpec } from '../dataset-spec.ts'
import type { FittedColumnStep, FittedTable } from '../fit-table.ts'
import type { PlannedColumn, PlanProblem, TablePlan, TableSpec } from '../plan-table.ts'
import { splitRows, type Parts } from '../split.ts'
import { isTextColumn } from '../text/map-texts.ts'
import type { JsonValue } from '../transform-definition.ts'
import { pairSequences } from '../transforms/pair-sequences.ts'
import { givenState } from '../given-state.ts'
import { joinColumns } from './join-columns.ts'

/**
 * Pairs with their split decided and every step fitted: a step that works on both sides learns from both at once, so that
 * they share their words.
 *
 * Output    rows that lack a side are in no part; all pairs that ask the same are in one part, so that no question of the
 *           test part was learned from
 * Problems  dataset/no-pairs; those of splitRows and of the steps
 */
export function fitPairs(plan: TablePlan, spec: TableSpec, rowCount: number): FittedTable {
  const question = plan.columns.find(({ role }) => role === 'feature')
  const { target: answer, weight } = plan
  const problems: PlanProblem[] = []
  const all = Uint32Array.from({ length: rowCount }, (_, row) => row)
  const sides = [question?.column, answer?.column].map((column) => column && whichHaveText(column))
  const whole = all.filter((row) => sides.every((has) => has?.(row) !== false))
  const counted = weight ? whole.filter((row) => !isMissing(weight.column, row)) : whole
  const empty = new Uint32Array(0)
  let parts: Parts = { train: counted, validation: empty, test: empty }
  if (question && answer) {
    const split = counted.length === 0 ? undefined : splitByQuestion(question.column, counted, spec.split)
    if (split?.ok) parts = split.value
    else
      problems.push({
        problem:
          split?.problem ??
          problem('dataset/no-pairs', { question: question.column.name, answer: answer.column.name })
      })
  }
  const steps =
    question && answer && counted.length > 0
      ? fitSides([question, answer], spec, { train: parts.train, rowCount, problems })
      : new Map<PlannedColumn, FittedColumnStep[]>()
  return {
    columns: plan.columns.map((planned) => ({ planned, steps: steps.get(planned) ?? [] })),
    parts,
    keptRows: counted,
    unlabelledCount: 0,
    unweightedCount: whole.length - counted.length,
    droppedCount: 0,
    brokenPairCount: rowCount - whole.length,
    problems
  }
}

function whichHaveText(column: Column): (row: number) => boolean {
  if (!('codes' in column)) return (row) => !isMissing(column, row)
  const hasText = column.categories.map((text) => text.trim() !== '')
  return (row) => hasText[column.codes[row] ?? -1] ?? false
}

/** Deals out the different questions, and with each its pairs. */
function splitByQuestion(question: Column, rows: Uint32Array, split: SplitSpec): Checked<Parts> {
  const codes = isTextColumn(question) ? question.codes : Int32Array.from(rows.keys())
  const groupOf = new Map<number, number>()
  for (const row of rows) {
    const code = codes[row] ?? -1
    if (!groupOf.has(code)) groupOf.set(code, groupOf.size)
  }
  const dealt = splitRows({ rowCount: groupOf.size }, { ...split, isStratified: false })
  if (!dealt.ok) return dealt
  const rowsOf = (groups: Uint32Array): Uint32Array => {
    const own = new Set(groups)
    return rows.filter((row) => own.has(groupOf.get(codes[row] ?? -1) ?? -1))
  }
  const { train, validation, test } = dealt.value
  return { ok: true, value: { train: rowsOf(train), validation: rowsOf(validation), test: rowsOf(test) } }
}

interface Training {
  readonly train: Uint32Array
  readonly rowCount: number
  readonly problems: PlanProblem[]
}

/** Step after step through both sides; a step that cannot learn ends it, since the next ones need what it gives. */
function fitSides(
  sides: readonly [PlannedColumn, PlannedColumn],
  { steps }: TableSpec,
  training: Training
): Map<PlannedColumn, FittedColumnStep[]> {
  const found = new Map<PlannedColumn, FittedColumnStep[]>(sides.map((side) => [side, []]))
  const columns = new Map<PlannedColumn, StepColumn>(sides.map((side) => [side, side.column]))
  for (const index of steps.keys()) {
    const taking = sides.flatMap((side) => {
      const step = side.steps.find((one) => one.index === index)?.step
      const column = columns.get(side)
      return step && column ? [{ side, step, column }] : []
    })
    for (const [place, { side, step, column }] of taking.entries()) {
      const known = place > 0 && step.transform.kind !== pairSequences.kind ? taking[0] : undefined
      const shared = known && found.get(known.side)?.at(-1)
      const fitted: Checked<JsonValue> = shared
        ? { ok: true, value: shared.state }
        : learn(taking, { step, column }, training)
      if (!fitted.ok) {
        training.problems.push({ problem: fitted.problem, stepIndex: index })
        return found
      }
      found.get(side)?.push({ index, step, state: fitted.value })
    }
    for (const { side, step, column } of taking) {
      const state = found.get(side)?.at(-1)?.state ?? null
      const [changed] = step.transform.apply(column, state, step.params)
      if (changed) columns.set(side, changed)
    }
  }
  return found
}

type Taking = Pick<FittedColumnStep, 'step'> & { readonly column: StepColumn }

/** From both sides where the step works on both, but for their lengths, which are each side's own. */
function learn(
  taking: readonly Taking[],
  { step, column }: Taking,
  { train, rowCount }: Training
): Checked<JsonValue> {
  const given = givenState(step)
  if (given) return given
  const { transform, params } = step
  const [first, second] = taking
  const joined =
    transform.kind === pairSequences.kind || !first || !second
      ? undefined
      : joinColumns(first.column, second.column)
  if (!joined) return transform.fit(column, train, params)
  const both = new Uint32Array(train.length * 2)
  both.set(train)
  both.set(
    train.map((row) => row + rowCount),
    train.length
  )
  return transform.fit(joined, both, params)
}
