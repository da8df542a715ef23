import type { ColumnKind, ColumnRole } from '../../../shared/dataset/column.ts'
import type { DatasetSpec, PreparationStep, SplitSpec, Task } from '../../../shared/dataset/dataset-spec.ts'
import { transformFor } from '../../../shared/dataset/transforms/catalogue.ts'
import type { ParamValue } from '../../../shared/core/params.ts'
import { dataset } from '../../state/dataset.svelte.ts'
import { refitNetwork } from '../../state/fit-network.ts'
import { notices } from '../../state/notices.svelte.ts'
import { project } from '../../state/project.svelte.ts'
import { studio } from '../../studio.ts'
import type { Both } from '../../text/text.svelte.ts'
import {
  addStep,
  freeStepId,
  moveStep,
  removeStep,
  setKind,
  setRole,
  setStepColumns,
  setStepParams,
  takeTarget
} from './dataset-edits.ts'
import { datasetView } from './dataset-view.svelte.ts'
import { kindNames, roleNames } from './text.ts'
import { editNames } from './text-edits.ts'

type Spec = NonNullable<Parameters<Parameters<typeof project.edit>[1]>[0]['dataset']>

function editSpec(name: Both<string>, change: (spec: Spec) => void, group?: string): void {
  project.edit(
    name,
    (draft) => {
      if (draft.dataset !== null) change(draft.dataset)
    },
    group
  )
}

/** The kind that the import found. */
function foundKind(name: string): ColumnKind {
  const manifest = dataset.manifest
  if (manifest?.kind !== 'table') return 'number'
  return manifest.columns.find(({ profile }) => profile.name === name)?.profile.kind ?? 'number'
}

export const stepTitle = (step: Pick<PreparationStep, 'kind'>): Both<string> =>
  transformFor(step.kind)?.title ?? { en: step.kind, zh: step.kind }

export function chooseRole(name: string, role: Exclude<ColumnRole, 'target'>): void {
  editSpec(editNames.role(name, roleNames[role]), (spec) => setRole(spec, name, foundKind(name), role))
}

/** Reads a column as another kind; for the target the task follows from it. */
export function chooseKind(name: string, kind: ColumnKind): void {
  const isTarget = project.draft.dataset?.columns.some(
    (column) => column.name === name && column.role === 'target'
  )
  if (isTarget === true) void chooseTask(kind === 'number' ? 'regression' : 'classification')
  else editSpec(editNames.kind(name, kindNames[kind]), (spec) => setKind(spec, name, foundKind(name), kind))
}

/** Another number of a forecast is forecast too; otherwise the task follows from the target. */
export function chooseTarget(name: string): Promise<void> {
  const isForecast = project.draft.dataset?.task === 'forecast' && foundKind(name) === 'number'
  return suggestFor(name, isForecast ? 'forecast' : undefined, editNames.target(name))
}

/** Predicts the same target as a class or as a number. */
export async function chooseTask(task: Task): Promise<void> {
  const target = project.draft.dataset?.columns.find(({ role }) => role === 'target')
  if (target !== undefined)
    await suggestFor(
      target.name,
      task,
      task === 'forecast' || task === 'pairs' ? editNames[task] : editNames.task(task === 'classification')
    )
}

/** Learns from the texts alone: what comes next, or hidden words. */
export const chooseTextTask = (task: Task): Promise<void> =>
  suggestFor(undefined, task, editNames.textTask(task === 'masked'))

/** Takes what depends on the target from the studio's suggestion, in one edit; everything else stays as it was set. */
async function suggestFor(
  target: string | undefined,
  task: Task | undefined,
  name: Both<string>
): Promise<void> {
  const { datasetId } = project.draft
  if (datasetId === null) return
  try {
    const suggested = await studio().call('datasets.suggest', {
      id: datasetId,
      ...(target === undefined ? {} : { target }),
      ...(task === undefined ? {} : { task })
    })
    const former = { spec: project.draft.dataset, summary: dataset.preparation }
    const next = withTarget(former.spec, suggested)
    const summary = await studio().call('datasets.preparation', { id: datasetId, dataset: next })
    const manifest = dataset.manifest
    project.edit(name, (draft) => {
      if (draft.dataset === null) return
      takeTarget(draft.dataset, suggested)
      if (manifest?.id === datasetId) refitNetwork(draft, manifest, summary, former)
    })
  } catch (error) {
    notices.showError(error, 'choosing the target')
  }
}

function withTarget(former: DatasetSpec | null, suggested: DatasetSpec): DatasetSpec {
  if (former === null) return suggested
  const copy = structuredClone(former) as Spec
  takeTarget(copy, suggested)
  return copy
}

export function appendStep(kind: string, place?: number, columns: PreparationStep['columns'] = 'all'): void {
  const transform = transformFor(kind)
  const steps = project.draft.dataset?.steps
  if (transform === undefined || steps === undefined) return
  const params = Object.fromEntries(
    Object.entries(transform.params).map(([name, param]) => [name, param.default])
  )
  const id = freeStepId(steps, kind)
  editSpec(editNames.addStep(transform.title), (spec) => addStep(spec, { id, kind, columns, params }, place))
  datasetView.select({ kind: 'step', id })
}

/** Fills one column: with the step that fills other columns alike, or with a new one before all that work on its values. */
export function fillColumn(name: string, kind: ColumnKind): void {
  const strategy = kind === 'number' ? 'median' : 'mostFrequent'
  editSpec(editNames.fill(name), (spec) => {
    const alike = spec.steps.find(
      (step) => step.kind === 'fillMissing' && step.params['strategy'] === strategy
    )
    if (alike !== undefined && alike.columns !== 'all') alike.columns.push(name)
    else {
      const id = freeStepId(spec.steps, 'fillMissing')
      const fill = transformFor('fillMissing')?.params ?? {}
      const defaults = Object.fromEntries(Object.entries(fill).map(([key, param]) => [key, param.default]))
      addStep(spec, { id, kind: 'fillMissing', columns: [name], params: { ...defaults, strategy } }, 0)
    }
  })
}

export function dropStep(step: PreparationStep): void {
  editSpec(editNames.removeStep(stepTitle(step)), (spec) => removeStep(spec, step.id))
  const { selection } = datasetView
  if (selection.kind === 'step' && selection.id === step.id) datasetView.select({ kind: 'source' })
}

export function shiftStep(step: PreparationStep, place: number): void {
  editSpec(editNames.moveStep(stepTitle(step)), (spec) => moveStep(spec, step.id, place))
}

export function chooseStepColumns(step: PreparationStep, columns: PreparationStep['columns']): void {
  editSpec(editNames.stepColumns(stepTitle(step)), (spec) => setStepColumns(spec, step.id, columns))
}

export function setStepParam(step: PreparationStep, name: string, value: ParamValue): void {
  editSpec(
    editNames.stepParams(stepTitle(step)),
    (spec) => setStepParams(spec, step.id, { ...step.params, [name]: value }),
    `step ${step.id} ${name}`
  )
}

export function chooseSplit(split: SplitSpec, group: string): void {
  editSpec(
    editNames.split,
    (spec) => {
      spec.split = { ...split }
    },
    `split ${group}`
  )
}
