import type { Checked, Problem } from '../core/checked.ts'
import type { Label } from '../core/params.ts'
import { problem } from '../problems/catalogue.ts'
import { countMissing } from './column-kinds.ts'
import type { Table } from './column.ts'
import type { ImageManifest } from './dataset-manifest.ts'
import { isSelfSupervised, type DatasetSpec } from './dataset-spec.ts'
import { inputPartsOf, inSampleOrder, shapeOfFeature } from './assemble-features.ts'
import { fitTable, type FittedTable } from './fit-table.ts'
import { planTable, type PlanProblem, type TablePlan } from './plan-table.ts'
import { prepareForecast } from './prepare-forecast.ts'
import { preparePairs } from './prepare-pairs.ts'
import { noteRowsLeftOut, noteTexts } from './prepare.ts'
import { imageSizeOf } from './prepare-images.ts'
import { prepareSelfSupervised } from './prepare-self-supervised.ts'
import type { DataPart, InputPart, PreparedData } from './prepared-data.ts'
import type { ReadTarget } from './read-target.ts'
import { readTargets } from './read-targets.ts'
import { readWeights } from './read-weights.ts'
import { dataParts, splitRows, type Parts } from './split.ts'
import { resolveStep } from './transforms/catalogue.ts'
import { fillMissing } from './transforms/fill-missing.ts'
import { markOfWords } from './text/words-mark.ts'
import { padSequence, type LengthSummary } from './transforms/pad-sequence.ts'

/** What a preparation does, step by step, and everything that keeps it from being used. */
export interface Summary {
  steps: {
    id: string
    columnCount: number
    changedCount: number | null
    /** What it learned from the training rows; left out where there is nothing to say. */
    report?: Label
    /** Of a step that brings texts to one length: how long those of the training rows are. */
    lengths?: LengthSummary
    problem: Problem | null
  }[]
  parts: { part: DataPart; rowCount: number; classCounts: number[] }[]
  classes: string[] | null
  /** What is predicted beside the target; class names in code order, null for a number. */
  auxiliaries?: { name: string; classes: string[] | null }[]
  sampleShape: number[] | null
  /** Where a sample is several inputs: each of them. */
  inputParts?: InputPart[]
  /** Tokens of the vocabulary, where a sample is a sequence of tokens. */
  wordCount?: number
  /** By which that vocabulary is told from others. */
  wordsMark?: string
  /** Values that a forecast asks for. */
  horizon?: number
  /** Words that a network is to give for each sample, one after another. */
  stepCount?: number
  featureNames: string[]
  /** All that has to be put right before training. */
  problems: Problem[]
  /** What the person should know though it stops nothing, such as rows left out. */
  notes: Problem[]
}

/** The summary of a table's preparation, as far as it can be worked out with the problems it has. */
export function summarizeTable(table: Table, spec: DatasetSpec): Summary {
  const plan = planTable(table, spec)
  if (spec.task === 'pairs') return summarizePairs(plan, spec, table.rowCount)
  const fitted = fitTable(plan, spec, table.rowCount)
  const found = [...plan.problems, ...fitted.problems]
  const forecast = spec.task === 'forecast' && found.length === 0 ? prepareForecast(fitted, spec) : undefined
  const forecastProblem = forecast && !forecast.ok ? [forecast.problem] : []
  const target =
    spec.task !== 'forecast' && plan.target && fitted.keptRows.length > 0
      ? readTargets(plan, fitted)
      : undefined
  const targetProblem = target && !target.ok ? [target.problem] : []
  const weights = found.length === 0 ? readWeights(plan.weight?.column, fitted) : undefined
  const weightProblem = weights && !weights.ok ? [weights.problem] : []
  const ofText =
    isSelfSupervised(spec.task) && found.length === 0 ? prepareSelfSupervised(fitted, spec, []) : undefined
  const textProblem = ofText && !ofText.ok ? [ofText.problem] : []
  const gaps = found.length === 0 && spec.task !== 'forecast' ? missingAfterSteps(fitted) : []
  const features = inSampleOrder(fitted.columns.filter(({ planned }) => planned.role === 'feature')).map(
    ({ planned, steps }) => shapeOfFeature({ column: planned.column, steps })
  )
  const inputParts = ofText === undefined && forecast === undefined ? inputPartsOf(features) : undefined
  const featureNames = features.flatMap(({ names }) => names)
  const problems = [
    ...found.map((one) => one.problem),
    ...targetProblem,
    ...weightProblem,
    ...textProblem,
    ...forecastProblem,
    ...gaps
  ]
  return {
    steps: summarizeSteps(spec, { plan, fitted, found }),
    parts: countParts(fitted.parts, plan.target && target?.ok ? classOf(plan) : undefined),
    classes: target?.ok ? target.value.target.classes : null,
    ...(target?.ok && auxiliariesOf(target.value)),
    sampleShape:
      problems.length > 0
        ? null
        : ofText?.ok === true
          ? [...ofText.value.preparation.sampleShape]
          : forecast?.ok === true
            ? [...forecast.value.preparation.sampleShape]
            : [featureNames.length],
    ...(inputParts && { inputParts }),
    ...horizonOf(forecast),
    ...wordCountOf(features[0]?.words),
    featureNames,
    problems,
    notes: [
      ...noteRowsLeftOut(fitted, plan),
      ...noteTexts(fitted),
      ...(forecast?.ok === true ? forecast.value.notes : [])
    ]
  }
}

const auxiliariesOf = ({ target }: ReadTarget): Pick<Summary, 'auxiliaries'> =>
  target.auxiliaries === undefined
    ? {}
    : { auxiliaries: target.auxiliaries.map(({ name, classes }) => ({ name, classes })) }

/** Pairs are told by what they become: laying them out is what finds most of their faults. */
function summarizePairs(plan: TablePlan, spec: DatasetSpec, rowCount: number): Summary {
  const fitted = fitTable(plan, spec, rowCount)
  const found = [...plan.problems, ...fitted.problems]
  const left = noteRowsLeftOut(fitted, plan)
  const pairs = found.length === 0 ? preparePairs(fitted, spec, left) : undefined
  const prepared = pairs?.ok === true ? pairs.value : undefined
  const { sampleShape, inputParts, target } = prepared?.preparation ?? {}
  return {
    steps: summarizeSteps(spec, { plan, fitted, found }),
    parts: countParts(fitted.parts, undefined),
    classes: null,
    sampleShape: sampleShape ? [...sampleShape] : null,
    ...(inputParts && { inputParts }),
    ...(target?.stepCount !== undefined && { stepCount: target.stepCount }),
    ...wordCountOf(prepared?.preparation.words),
    featureNames: [],
    problems: [...found.map((one) => one.problem), ...(pairs?.ok === false ? [pairs.problem] : [])],
    notes: [...(prepared?.notes ?? left)]
  }
}

interface Found {
  readonly plan: TablePlan
  readonly fitted: FittedTable
  readonly found: readonly PlanProblem[]
}

const summarizeSteps = (spec: DatasetSpec, { plan, fitted, found }: Found): Summary['steps'] =>
  spec.steps.map((step, index) => ({
    id: step.id,
    ...countChanges(plan, index, spec),
    ...reportOfStep(fitted, index),
    problem: problemOfStep(found, index)
  }))

function horizonOf(forecast: Checked<PreparedData> | undefined): { horizon?: number } {
  const horizon = forecast?.ok === true ? forecast.value.preparation.target.horizon : undefined
  return horizon === undefined ? {} : { horizon }
}

const problemOfStep = (found: readonly PlanProblem[], index: number): Problem | null =>
  found.find(({ stepIndex }) => stepIndex === index)?.problem ?? null

/** What one column, or both sides of a pair together, taught the step; several columns are said by none. */
function reportOfStep({ columns }: FittedTable, index: number): { report?: Label; lengths?: LengthSummary } {
  const found = columns.flatMap(({ steps }) => steps.filter((one) => one.index === index))
  const [first] = found
  const isShared = found.every(({ state }) => state === first?.state)
  if (!first || !isShared) return {}
  const report = first.step.transform.report?.(first.state, first.step.params)
  const lengths = padSequence.fittedSchema.safeParse(first.state)
  return {
    ...(report ? { report } : {}),
    ...(first.step.transform.kind === padSequence.kind && lengths.success ? { lengths: lengths.data } : {})
  }
}

const wordCountOf = (
  words: readonly string[] | null | undefined
): Pick<Summary, 'wordCount' | 'wordsMark'> =>
  words ? { wordCount: words.length, wordsMark: markOfWords(words) } : {}

/** Cells that a step fills, or all cells of the columns it rewrites. */
function countChanges(
  plan: TablePlan,
  index: number,
  spec: DatasetSpec
): { columnCount: number; changedCount: number | null } {
  const touched = plan.columns.filter(({ steps }) => steps.some((one) => one.index === index))
  const isFilling = spec.steps[index]?.kind === fillMissing.kind
  const counts = touched.map(({ column, steps }) => {
    const isFilled = steps.some((one) => one.index < index && one.step.transform.kind === fillMissing.kind)
    const missing = isFilled ? 0 : countMissing(column)
    const rowCount = 'values' in column ? column.values.length : column.codes.length
    return isFilling ? missing : rowCount - missing
  })
  return { columnCount: touched.length, changedCount: counts.reduce((sum, count) => sum + count, 0) }
}

/** Features that still have gaps in rows that are kept, after all their steps. */
function missingAfterSteps({ columns, keptRows }: FittedTable): Problem[] {
  return columns.flatMap(({ planned: { column, role }, steps }) => {
    const isFilled = steps.some(
      ({ step, state }) => step.transform.kind === fillMissing.kind && isValueState(state)
    )
    // A missing text is an empty one; a note says so.
    if (role !== 'feature' || isFilled || column.kind === 'text') return []
    const isGap =
      'values' in column
        ? (row: number) => Number.isNaN(column.values[row] ?? NaN)
        : (row: number) => (column.codes[row] ?? -1) < 0
    let count = 0
    for (const row of keptRows) count += isGap(row) ? 1 : 0
    return count > 0 ? [problem('dataset/missing-in-feature', { column: column.name, count })] : []
  })
}

const isValueState = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'value' in state && state.value !== null

interface Classes {
  readonly codeOfRow: (row: number) => number
  readonly codes: readonly number[]
}

/** Codes of the target's column, and which of them are classes, in class order. */
function classOf({ target }: TablePlan): Classes | undefined {
  const column = target?.column
  if (!column || !('codes' in column)) return undefined
  const present = new Set(column.codes)
  return {
    codeOfRow: (row) => column.codes[row] ?? -1,
    codes: column.categories.map((_, code) => code).filter((code) => present.has(code))
  }
}

function countParts(parts: Parts, classes: Classes | undefined): Summary['parts'] {
  return dataParts.map((part) => {
    const counts = new Map<number, number>()
    if (classes)
      for (const row of parts[part])
        counts.set(classes.codeOfRow(row), (counts.get(classes.codeOfRow(row)) ?? 0) + 1)
    return {
      part,
      rowCount: parts[part].length,
      classCounts: classes?.codes.map((code) => counts.get(code) ?? 0) ?? []
    }
  })
}

/** The summary of an image dataset's preparation. */
export function summarizeImages(manifest: ImageManifest, spec: DatasetSpec): Summary {
  const codes = Int32Array.from(manifest.images, ({ classIndex }) => classIndex)
  const size = imageSizeOf(spec)
  const parts = splitRows({ rowCount: codes.length, codes }, spec.split)
  const problems = [
    ...(spec.task === 'classification' ? [] : [problem('dataset/images-regression', {})]),
    ...(manifest.classes.length < 2
      ? [problem('dataset/one-class', { column: manifest.name, class: manifest.classes[0] ?? '' })]
      : []),
    ...(size.ok ? [] : [size.problem]),
    ...(parts.ok ? [] : [parts.problem])
  ]
  const empty = { train: new Uint32Array(), validation: new Uint32Array(), test: new Uint32Array() }
  return {
    steps: spec.steps.map((step) => {
      const resolved = resolveStep(step)
      return {
        id: step.id,
        columnCount: 0,
        changedCount: codes.length,
        problem: resolved.ok ? null : resolved.problem
      }
    }),
    parts: countParts(parts.ok ? parts.value : empty, {
      codeOfRow: (row) => codes[row] ?? -1,
      codes: manifest.classes.map((_, index) => index)
    }),
    classes: [...manifest.classes],
    sampleShape: size.ok ? [size.value.height, size.value.width, size.value.channels] : null,
    featureNames: [],
    problems,
    notes: []
  }
}
