import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { isSelfSupervised, type DatasetSpec, type PreparationStep } from './dataset-spec.ts'
import type { FittedPreparation } from './prepared-data.ts'
import { hasEnds } from './text/special-tokens.ts'
import { resolveStep } from './transforms/catalogue.ts'
import { maskTokens } from './transforms/mask-tokens.ts'
import { padSequence } from './transforms/pad-sequence.ts'
import { pairSequences } from './transforms/pair-sequences.ts'
import { tokenWindows } from './transforms/token-windows.ts'

/** A run whose reading of texts is taken over. */
export interface Reader {
  readonly name: string
  readonly preparation: FittedPreparation
}

/**
 * A spec whose text is read as another run read its own: by the same steps, with the words that these learned there, in
 * rows of the same length. Of pairs both sides are read so, at their own lengths, and behind a generator in one row. What
 * the spec does with its other columns stays.
 *
 * Output    the steps carry what they learned, so that the spec needs that run no longer
 * Problems  training/start-reads-no-text   the other run did not read texts as tokens
 *           training/start-without-ends    answers need marks of their start and end, which that run's words lack
 *           training/no-text-to-read       the spec has no text column, or several and none is made into tokens
 */
export function takeReading(spec: DatasetSpec, { name, preparation }: Reader): Checked<DatasetSpec> {
  const read = readingOf(preparation)
  if (read === undefined) return fail(problem('training/start-reads-no-text', { run: name }))
  if (spec.task === 'pairs' && !hasEnds(preparation.words ?? []))
    return fail(problem('training/start-without-ends', { run: name }))
  const columns = textColumnsOf(spec)
  if (columns === undefined) return fail(problem('training/no-text-to-read', {}))
  const taken = read.steps.map(({ kind, params, state }) => ({
    ...{ kind, columns, params },
    ...(isEmpty(state) ? {} : { given: { from: name, state } })
  }))
  const others = spec.steps.flatMap((step) => {
    if (step.columns === 'all') return readsText(step) ? [] : [step]
    const left = step.columns.filter((one) => !columns.includes(one))
    if (left.length === step.columns.length) return [step]
    return left.length === 0 ? [] : [{ ...step, columns: left }]
  })
  const steps = [...taken, ...lastSteps(spec, { columns, preparation, length: read.length })]
  const numbered = steps.map((step, index) => ({ id: `words-${index + 1}`, ...step }))
  const asText = spec.columns.map((one) =>
    columns.includes(one.name) ? { ...one, kind: 'text' as const } : one
  )
  return ok({ ...spec, columns: asText, steps: [...numbered, ...others] })
}

type NewStep = Omit<PreparationStep, 'id'>

interface Reading {
  /** Up to the one that gives the tokens. */
  readonly steps: readonly (Pick<PreparationStep, 'kind' | 'params'> & { readonly state: State })[]
  /** Tokens of a sample. */
  readonly length: number
}
type State = FittedPreparation['steps'][number]['fitted'][number]['state']

function readingOf({ steps, sampleShape, inputParts }: FittedPreparation): Reading | undefined {
  const last = steps.findIndex(({ step }) => gives(step) === 'tokens')
  const column = steps[last]?.fitted[0]?.column
  const length = inputParts?.[0]?.shape[0] ?? sampleShape[0]
  if (column === undefined || length === undefined) return undefined
  return {
    length,
    steps: steps
      .slice(0, last + 1)
      .flatMap(({ step: { kind, params }, fitted }) =>
        fitted.filter((one) => one.column === column).map(({ state }) => ({ kind, params, state }))
      )
  }
}

/** Both sides of pairs; elsewhere the feature that steps make into tokens, or else the only text. */
function textColumnsOf({ task, columns, steps }: DatasetSpec): string[] | undefined {
  if (task === 'pairs') {
    const sides = columns.filter(({ role }) => role === 'feature' || role === 'target')
    return sides.length === 2 ? sides.map(({ name }) => name) : undefined
  }
  const made = steps.find((step) => step.columns !== 'all' && gives(step) === 'tokens')?.columns[0]
  const texts = columns.filter(({ kind, role }) => kind === 'text' && role === 'feature')
  const found = made ?? (texts.length === 1 ? texts[0]?.name : undefined)
  return found === undefined ? undefined : [found]
}

/** What follows the tokens: as the spec has it where it has it, else as the other run had it, at that run's length. */
function lastSteps(
  spec: DatasetSpec,
  { columns, preparation, length }: { columns: string[]; preparation: FittedPreparation; length: number }
): NewStep[] {
  const known = [...spec.steps, ...preparation.steps.map(({ step }) => step)]
  const paramsOf = (kind: string): PreparationStep['params'] =>
    known.find((step) => step.kind === kind)?.params ?? {}
  if (spec.task === 'generation') {
    const params = paramsOf(tokenWindows.kind)
    return [{ kind: tokenWindows.kind, columns, params: { ...params, length } }]
  }
  if (spec.task === 'pairs') {
    // A generator reads one row on and on, which is what it can go on with here.
    const layout = preparation.task === 'generation' ? ({ layout: 'oneRow' } as const) : undefined
    return [{ kind: pairSequences.kind, columns, params: { ...paramsOf(pairSequences.kind), ...layout } }]
  }
  return [
    ...(isSelfSupervised(spec.task)
      ? [{ kind: maskTokens.kind, columns, params: paramsOf(maskTokens.kind) }]
      : []),
    { kind: padSequence.kind, columns, params: { ...paramsOf(padSequence.kind), length } }
  ]
}

function gives(step: PreparationStep): string | undefined {
  const resolved = resolveStep(step)
  if (!resolved.ok || resolved.value.transform.appliesTo !== 'columns') return undefined
  return resolved.value.transform.gives?.(resolved.value.params)
}

/** Whether a step on all columns is one on texts. */
function readsText(step: PreparationStep): boolean {
  const resolved = resolveStep(step)
  if (!resolved.ok || resolved.value.transform.appliesTo !== 'columns') return false
  const accepted = resolved.value.transform.acceptsWith(resolved.value.params)
  return accepted.some((kind) => kind === 'text' || kind === 'words' || kind === 'tokens')
}

/** Nothing learned: no entry, or nothing but empty lists. */
const isEmpty = (state: State): boolean =>
  typeof state === 'object' &&
  state !== null &&
  Object.values(state).every((value) => Array.isArray(value) && value.length === 0)
