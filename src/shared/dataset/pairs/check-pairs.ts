import { problem } from '../../problems/catalogue.ts'
import type { ColumnDraft, PlanProblem } from '../plan-table.ts'
import { bytePairEncoding } from '../transforms/byte-pair-encoding.ts'
import { clean } from '../transforms/clean-text.ts'
import { lowerCase } from '../transforms/lower-case.ts'
import { normalizeUnicode } from '../transforms/normalize-unicode.ts'
import { pairSequences } from '../transforms/pair-sequences.ts'
import { segmentText } from '../transforms/segment-text.ts'
import { vocabulary } from '../transforms/vocabulary.ts'

/** Kinds of step that keep a text whole enough to be asked or answered with. */
export const pairSteps: readonly string[] = [
  clean.kind,
  lowerCase.kind,
  normalizeUnicode.kind,
  segmentText.kind,
  vocabulary.kind,
  bytePairEncoding.kind,
  pairSequences.kind
]

/** The question or the answer. */
export const isOfPair = ({ role }: Pick<ColumnDraft, 'role'>): boolean =>
  role === 'feature' || role === 'target'

/**
 * Pairs need one text that asks and one that answers, both as tokens of one vocabulary that knows where a text begins and
 * ends, and a step that puts them together.
 *
 * Problems  dataset/no-target, two-texts-needed, pair-side-no-text, pairs-not-tokens, pairs-without-ends, no-pair-step
 */
export function checkPairs(drafts: readonly ColumnDraft[]): PlanProblem[] {
  const questions = drafts.filter(({ role }) => role === 'feature')
  const answers = drafts.filter(({ role }) => role === 'target')
  const [question] = questions
  const [answer] = answers
  if (!answer) return [{ problem: problem('dataset/no-target', {}) }]
  if (!question || questions.length > 1 || answers.length > 1)
    return [{ problem: problem('dataset/two-texts-needed', {}) }]
  const sides = [question, answer]
  const other = sides.find(({ column }) => column.kind !== 'text')
  if (other) {
    const { name, kind } = other.column
    return [{ problem: problem('dataset/pair-side-no-text', { column: name, kind }) }]
  }
  const names = { question: question.column.name, answer: answer.column.name }
  const [first, second] = sides.map(({ steps }) =>
    steps.find(({ step: { transform, params } }) => transform.gives?.(params) === 'tokens')
  )
  if (!first || !second || first.index !== second.index)
    return [{ problem: problem('dataset/pairs-not-tokens', names) }]
  if (first.step.params['marksEnds'] !== true)
    return [{ problem: problem('dataset/pairs-without-ends', names), stepIndex: first.index }]
  const [one, another] = sides.map(({ steps }) =>
    steps.find(({ step }) => step.transform.kind === pairSequences.kind)
  )
  return one && one.index === another?.index ? [] : [{ problem: problem('dataset/no-pair-step', names) }]
}
