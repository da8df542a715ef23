import type { Draft as Mutable } from 'immer'
import type { ColumnKind, ColumnRole } from '../../../shared/dataset/column.ts'
import {
  isSelfSupervised,
  type ColumnSpec,
  type DatasetSpec,
  type PreparationStep,
  type SplitSpec
} from '../../../shared/dataset/dataset-spec.ts'

type Spec = Mutable<DatasetSpec>

/** The column's entry in the spec, made from what the import found where there is none. */
function entry(spec: Spec, name: string, foundKind: ColumnKind): Mutable<ColumnSpec> {
  const found = spec.columns.find((column) => column.name === name)
  if (found !== undefined) return found
  spec.columns.push({ name, kind: foundKind, role: 'feature' })
  return spec.columns[spec.columns.length - 1] as Mutable<ColumnSpec>
}

/** Feature, weight or ignored; the target is chosen by `takeTarget`, for more depends on it. There is one weight, time and series at most. */
export function setRole(
  spec: Spec,
  name: string,
  foundKind: ColumnKind,
  role: Exclude<ColumnRole, 'target'>
): void {
  if (role === 'weight') {
    for (const column of spec.columns) if (column.role === 'weight') column.role = 'feature'
  } else if (role === 'time' || role === 'series') {
    for (const column of spec.columns) if (column.role === role) column.role = 'ignored'
  }
  const column = entry(spec, name, foundKind)
  if (column.role === 'auxiliary' || role === 'auxiliary') scaleAuxiliary(spec, column, role === 'auxiliary')
  column.role = role
}

/** A number to predict is standardised by a step of its own, as long as it is predicted. */
function scaleAuxiliary(spec: Spec, { name, kind }: Mutable<ColumnSpec>, isPredicted: boolean): void {
  spec.steps = spec.steps.filter((step) => !scales(step, name))
  if (isPredicted && kind === 'number')
    addStep(spec, {
      id: freeStepId(spec.steps, 'standardize'),
      kind: 'standardize',
      columns: [name],
      params: {}
    })
}

export function setKind(spec: Spec, name: string, foundKind: ColumnKind, kind: ColumnKind): void {
  entry(spec, name, foundKind).kind = kind
}

/**
 * Another target: takes from the suggestion what depends on the target and leaves all else as the person set it.
 *
 * The task, the new target's kind, whether the split can be stratified; the former target's kind and role, and the step
 * that its values need as a feature; the scaling of a target that is a number.
 */
export function takeTarget(spec: Spec, suggested: DatasetSpec): void {
  // Roles, steps and split of a forecast, of pairs, or of what is learned from texts alone, make no sense for another task.
  if (
    [suggested.task, spec.task].some(
      (task) => task === 'forecast' || task === 'pairs' || isSelfSupervised(task)
    )
  ) {
    Object.assign(spec, structuredClone(suggested))
    return
  }
  const target = suggested.columns.find(({ role }) => role === 'target')
  if (target === undefined) return
  const former = spec.columns.find(({ role }) => role === 'target')
  if (former !== undefined && former.name !== target.name) releaseTarget(spec, former, suggested)
  const column = entry(spec, target.name, target.kind)
  column.role = 'target'
  column.kind = target.kind
  spec.task = suggested.task
  spec.split.isStratified = suggested.split.isStratified
  takeScaling(spec, former?.name ?? target.name, target.name, suggested)
}

/** The former target becomes what the import would have made of it. */
function releaseTarget(spec: Spec, former: Mutable<ColumnSpec>, suggested: DatasetSpec): void {
  const found = suggested.columns.find(({ name }) => name === former.name)
  former.role = found?.role ?? 'feature'
  former.kind = found?.kind ?? former.kind
  if (former.role !== 'feature') return
  const needed =
    former.kind === 'category' ? ['oneHot'] : former.kind === 'number' ? ['standardize', 'normalize'] : []
  const isServed = spec.steps.some(({ kind, columns }) => needed.includes(kind) && columns === 'all')
  const step = suggested.steps.find(({ kind, columns }) => needed.includes(kind) && columns === 'all')
  if (!isServed && step !== undefined) addStep(spec, { ...step, id: freeStepId(spec.steps, step.kind) })
}

const scales = (
  step: { readonly kind: string; readonly columns: 'all' | readonly string[] },
  name: string
): boolean =>
  step.kind === 'standardize' &&
  step.columns !== 'all' &&
  step.columns.length === 1 &&
  step.columns[0] === name

/** A number to predict is standardised by a step of its own, which follows the target. */
function takeScaling(spec: Spec, formerName: string, name: string, suggested: DatasetSpec): void {
  spec.steps = spec.steps.filter((step) => !scales(step, formerName) && !scales(step, name))
  const step = suggested.steps.find((other) => scales(other, name))
  if (step !== undefined) addStep(spec, { ...step, id: freeStepId(spec.steps, step.kind) })
}

export function addStep(spec: Spec, step: PreparationStep, place = spec.steps.length): void {
  spec.steps.splice(place, 0, { ...step, columns: step.columns === 'all' ? 'all' : [...step.columns] })
}

export function removeStep(spec: Spec, id: string): void {
  spec.steps = spec.steps.filter((step) => step.id !== id)
}

/** Moves a step to a place from 0; a place beyond the ends is the end. */
export function moveStep(spec: Spec, id: string, place: number): void {
  const from = spec.steps.findIndex((step) => step.id === id)
  const [step] = from < 0 ? [] : spec.steps.splice(from, 1)
  if (step !== undefined) spec.steps.splice(Math.max(0, Math.min(spec.steps.length, place)), 0, step)
}

export function setStepColumns(spec: Spec, id: string, columns: 'all' | readonly string[]): void {
  const step = spec.steps.find((other) => other.id === id)
  if (step !== undefined) step.columns = columns === 'all' ? 'all' : [...columns]
}

export function setStepParams(spec: Spec, id: string, params: PreparationStep['params']): void {
  const step = spec.steps.find((other) => other.id === id)
  if (step !== undefined) step.params = { ...params }
}

/** A new step's id: its kind and the first number that is free. */
export function freeStepId(steps: readonly PreparationStep[], kind: string): string {
  const taken = new Set(steps.map(({ id }) => id))
  for (let number = 1; ; number += 1) {
    const id = `${kind}-${number}`
    if (!taken.has(id)) return id
  }
}

export type Part = 'train' | 'validation' | 'test'

const hundredths = (share: number): number => Math.round(share * 100) / 100

/**
 * Shares after one of them is set: the train part takes up the difference, or the test part where the train part itself
 * is set; no share falls below 0 and they add up to 1.
 */
export function withShare(split: SplitSpec, part: Part, share: number): SplitSpec {
  const wanted = hundredths(Math.max(0, Math.min(1, share)))
  if (part === 'train') {
    const rest = 1 - wanted
    const before = split.validation + split.test
    const validation = before > 0 ? hundredths((rest * split.validation) / before) : hundredths(rest / 2)
    return { ...split, train: wanted, validation, test: hundredths(rest - validation) }
  }
  const other = part === 'validation' ? 'test' : 'validation'
  const kept = Math.min(split[other], hundredths(1 - wanted))
  return { ...split, [part]: wanted, [other]: kept, train: hundredths(1 - wanted - kept) }
}
