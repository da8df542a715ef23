import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { ColumnProfile, TableManifest } from './dataset-manifest.ts'
import type { DatasetSpec, PreparationStep } from './dataset-spec.ts'
import { isWithoutSpaces, scriptOf } from './text/scripts.ts'

const ANSWER_NAME =
  /^(answers?|repl(y|ies)|responses?|outputs?|translations?|回答|答案|回复|答|译文|翻译|下联)$/iu
const QUESTION_NAME =
  /^(questions?|prompts?|inputs?|sources?|requests?|messages?|sentences?|originals?|问题|提问|问|原文|句子|上联|输入)$/iu
/** Share of rows with a value of their own from which on words are texts and no classes. */
const OWN_SHARE = 0.5
/** More different values than this are no classes, however many rows there are. */
const MANY_TEXTS = 1000
/** In fewer rows nearly every column has a value of its own in each. */
const FEW_ROWS = 20

const isWritten = ({ kind }: ColumnProfile): boolean => kind === 'text' || kind === 'category'

/** Whether a column holds texts of their own and no classes. */
const isOfTexts = (profile: ColumnProfile, rowCount: number): boolean =>
  isWritten(profile) &&
  rowCount >= FEW_ROWS &&
  profile.distinctCount > Math.min(MANY_TEXTS, rowCount * OWN_SHARE)

/** Answers come again more often than questions do, so that a column that is called so may have fewer of its own. */
const isAnswered = (profile: ColumnProfile, rowCount: number): boolean =>
  isOfTexts(profile, rowCount) ||
  (isWritten(profile) &&
    ANSWER_NAME.test(profile.name.trim()) &&
    profile.distinctCount > Math.min(MANY_TEXTS, Math.max(FEW_ROWS, rowCount / 10)))

/**
 * Whether answers are what one wants of a table: its target and another column are texts of their own; or, where no target
 * is named, it is two columns of words that are called question and answer, or the like.
 */
export function arePairs({ columns, rowCount }: TableManifest, target: string | undefined): boolean {
  const profiles = columns.map(({ profile }) => profile)
  const isNamed = ({ name }: ColumnProfile): boolean =>
    target === undefined ? ANSWER_NAME.test(name.trim()) : name === target
  const answer = profiles.find(isNamed)
  if (answer === undefined || !isAnswered(answer, rowCount)) return false
  const questions = profiles.filter((one) => one !== answer && isOfTexts(one, rowCount))
  return target !== undefined
    ? questions.length > 0
    : profiles.length === 2 && questions.some(({ name }) => QUESTION_NAME.test(name.trim()))
}

/**
 * Answers to learn: the column named, or else the one that is named like it or comes last, asked by the column that is named
 * like a question or has the most different texts.
 *
 * Problems  dataset/column-missing     the target asked for is not there
 *           dataset/two-texts-needed   the table has no two columns of words
 */
export function suggestPairs(manifest: TableManifest, wanted: string | undefined): Checked<DatasetSpec> {
  const profiles = manifest.columns.map(({ profile }) => profile)
  if (wanted !== undefined && !profiles.some(({ name }) => name === wanted))
    return fail(problem('dataset/column-missing', { column: wanted }))
  const possible = profiles.filter((one) => isWritten(one) && one.distinctCount > 0)
  const answer =
    wanted === undefined
      ? (possible.find(({ name }) => ANSWER_NAME.test(name.trim())) ?? possible.at(-1))
      : profiles.find(({ name }) => name === wanted)
  const [question] = possible
    .filter((one) => one !== answer)
    .sort(
      (first, second) =>
        Number(QUESTION_NAME.test(second.name.trim())) - Number(QUESTION_NAME.test(first.name.trim())) ||
        second.distinctCount - first.distinctCount
    )
  if (!question || !answer) return fail(problem('dataset/two-texts-needed', {}))
  return ok({
    version: 1,
    source: manifest.source,
    task: 'pairs',
    columns: profiles.map((profile) => {
      const { name } = profile
      if (profile === question) return { name, kind: 'text', role: 'feature' }
      if (profile === answer) return { name, kind: 'text', role: 'target' }
      return { name, kind: profile.kind, role: 'ignored' }
    }),
    steps: suggestSteps(question, answer),
    split: { train: 0.7, validation: 0.15, test: 0.15, seed: 42, isStratified: false }
  })
}

/** Each side in the pieces that its writing has; both sides share their words. */
function suggestSteps(question: ColumnProfile, answer: ColumnProfile): PreparationStep[] {
  const both = [question.name, answer.name]
  const cutters = both.map((_, index) => cutOf(index === 0 ? question : answer))
  const [first, second] = cutters
  const cuts =
    first === second
      ? [{ kind: 'segmentText', columns: both, params: { by: first ?? 'spaces' } }]
      : both.map((column, index) => ({
          kind: 'segmentText',
          columns: [column],
          params: { by: cutters[index] ?? 'spaces' }
        }))
  const steps: Omit<PreparationStep, 'id'>[] = [
    ...cuts,
    { kind: 'vocabulary', columns: both, params: { size: 8000, marksEnds: true } },
    { kind: 'pairSequences', columns: both, params: {} }
  ]
  return steps.map((step, index) => ({ id: `step-${index + 1}`, ...step }))
}

/** Characters where words are written without spaces. */
function cutOf({ text, topValues }: ColumnProfile): 'characters' | 'spaces' {
  const script = text?.scripts[0]?.name ?? scriptOfValues(topValues.map(({ value }) => value))
  return isWithoutSpaces(script) ? 'characters' : 'spaces'
}

/** The script that most letters are of. */
function scriptOfValues(values: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const character of values.join('')) {
    const script = scriptOf(character)
    if (script !== undefined) counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, first], [, second]) => second - first)
  return most?.[0] ?? 'Latin'
}
