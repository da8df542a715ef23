import { fail, ok, type Checked, type Problem } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import { MAX_VALUES } from './assemble-features.ts'
import type { TokenColumn } from './column.ts'
import type { DatasetSpec } from './dataset-spec.ts'
import { describeSteps } from './describe-steps.ts'
import { applySteps, type FittedColumn, type FittedTable } from './fit-table.ts'
import { layOutPairs, pairSize, pairSteps } from './pairs/lay-out-pair.ts'
import type { FittedPair, FittedPreparation, PreparedData } from './prepared-data.ts'
import { readWeights } from './read-weights.ts'
import { isTextColumn, isTokenColumn } from './text/map-texts.ts'
import { specialCount } from './text/special-tokens.ts'
import { pairSequences } from './transforms/pair-sequences.ts'

/**
 * Questions ready to be answered.
 *
 * Input     a table whose one feature and whose target are texts that end as tokens put together, as planTable found it
 * Output    a sample for each row with both sides; at each step of an answer the label is the token after it, −1
 *           elsewhere
 * Problems  dataset/pair-side-one-word   one side holds hardly a word: nothing can be asked, or answered
 *           dataset/matrix-too-large; those of readWeights
 */
export function preparePairs(
  fitted: FittedTable,
  spec: DatasetSpec,
  notes: readonly Problem[]
): Checked<PreparedData> {
  const question = readSide(fitted, 'feature')
  const answer = readSide(fitted, 'target')
  if (!question || !answer) return fail(problem('dataset/two-texts-needed', {}))
  for (const { tokens } of [question, answer]) {
    const known = knownWords(tokens, fitted.parts.train)
    if (known.length > 1) continue
    const values = { column: tokens.name, word: known[0] ?? '', count: known.length }
    return fail(problem('dataset/pair-side-one-word', values))
  }
  const weights = readWeights(
    fitted.columns.find(({ planned }) => planned.role === 'weight')?.planned.column,
    fitted
  )
  if (!weights.ok) return weights
  const pair = readLengths(question.fitted, answer.fitted)
  const rows = fitted.keptRows
  if (rows.length * pairSize(pair) > MAX_VALUES)
    return fail(problem('dataset/matrix-too-large', { rowCount: rows.length, featureCount: pairSize(pair) }))
  const laidOut = layOutPairs({ question: question.tokens, answer: answer.tokens }, rows, pair)
  return ok({
    samples: { kind: 'float32', values: laidOut.samples, sampleSize: pairSize(pair) },
    labels: laidOut.labels,
    ...(weights.value === undefined ? {} : { weights: weights.value }),
    ...placeRows(fitted),
    pairs: Array.from(rows, (row) => ({ question: question.textOf(row), answer: answer.textOf(row) })),
    preparation: describe({ question, answer }, spec, pair),
    notes: [
      ...notes,
      ...noteBroken(fitted, question.tokens.name, answer.tokens.name),
      ...noteCut(question.tokens.name, laidOut.cutQuestions, pair.questionLength),
      ...noteCut(answer.tokens.name, laidOut.cutAnswers, pair.answerLength - 1)
    ]
  })
}

interface Side {
  readonly fitted: FittedColumn
  readonly tokens: TokenColumn
  /** As it was imported. */
  readonly textOf: (row: number) => string
}

function readSide(fitted: FittedTable, role: 'feature' | 'target'): Side | undefined {
  const found = fitted.columns.find(({ planned }) => planned.role === role)
  const column = found?.planned.column
  const [tokens] = found ? applySteps(found.planned.column, found.steps) : []
  if (!found || !column || !isTextColumn(column) || !tokens || !isTokenColumn(tokens)) return undefined
  return { fitted: found, tokens, textOf: (row) => column.categories[column.codes[row] ?? -1] ?? '' }
}

/** Different words of some rows that the vocabulary knows; no more than two are looked for. */
function knownWords(column: TokenColumn, rows: Uint32Array): readonly string[] {
  const firstWord = specialCount(column.words)
  const known = new Set<number>()
  for (const row of rows) {
    for (const token of column.sequences[column.rows[row] ?? -1] ?? [])
      if (token >= firstWord) known.add(token)
    if (known.size > 1) break
  }
  return Array.from(known, (token) => column.words[token] ?? '')
}

/** As the step says, or as it found them in the training rows; the end of an answer is one step more. */
function readLengths(question: FittedColumn, answer: FittedColumn): FittedPair {
  const stepOf = ({ steps }: FittedColumn) =>
    steps.find(({ step }) => step.transform.kind === pairSequences.kind)
  const lengthOf = (side: FittedColumn, name: 'questionLength' | 'answerLength'): number => {
    const found = stepOf(side)
    const state = pairSequences.fittedSchema.safeParse(found?.state)
    const chosen = found?.step.params[name]
    return typeof chosen === 'number' && chosen > 0 ? chosen : state.success ? state.data.length : 1
  }
  return {
    layout: stepOf(question)?.step.params['layout'] === 'oneRow' ? 'oneRow' : 'twoRows',
    questionLength: lengthOf(question, 'questionLength'),
    answerLength: lengthOf(answer, 'answerLength') + 1
  }
}

interface Sides {
  readonly question: Side
  readonly answer: Side
}

function placeRows({ keptRows, parts }: FittedTable): Pick<PreparedData, 'parts' | 'rowIndices'> {
  const sampleOf = new Map(Array.from(keptRows, (row, sample) => [row, sample]))
  const place = (rows: Uint32Array): Uint32Array => rows.map((row) => sampleOf.get(row) ?? 0)
  return {
    parts: { train: place(parts.train), validation: place(parts.validation), test: place(parts.test) },
    rowIndices: keptRows
  }
}

/** Rows that lack a side are not used, which is said. */
function noteBroken({ brokenPairCount = 0 }: FittedTable, question: string, answer: string): Problem[] {
  if (brokenPairCount === 0) return []
  return [problem('dataset/pairs-without-side', { question, answer, count: brokenPairCount })]
}

const noteCut = (column: string, count: number, length: number): Problem[] =>
  count === 0 ? [] : [problem('dataset/pair-side-cut', { column, count, length })]

function describe({ question, answer }: Sides, spec: DatasetSpec, pair: FittedPair): FittedPreparation {
  const { name } = question.fitted.planned.column
  const words = [...answer.tokens.words]
  return {
    version: 1,
    kind: 'table',
    task: 'pairs',
    inputs: [{ name, kind: 'text', categories: null }],
    steps: describeSteps(spec, [question.fitted, answer.fitted]),
    featureNames: [],
    sampleShape: [pairSize(pair)],
    ...(pair.layout === 'twoRows' && {
      inputParts: [
        { name: 'question', shape: [pair.questionLength] },
        { name: 'answer', shape: [pair.answerLength] }
      ]
    }),
    words,
    target: {
      name: answer.tokens.name,
      classes: words,
      scaling: null,
      stepCount: pairSteps(pair),
      hasUncounted: true
    },
    pair
  }
}
