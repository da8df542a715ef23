import type { TokenColumn } from '../column.ts'
import type { FittedPair } from '../prepared-data.ts'
import { TEXT_END_ID, TEXT_START_ID } from '../text/special-tokens.ts'

/** Marks in one row around a question, before its answer begins. */
const MARKS = 2

/** Numbers of one sample. */
export const pairSize = ({ layout, questionLength, answerLength }: FittedPair): number =>
  questionLength + answerLength + (layout === 'oneRow' ? MARKS : 0)

/** Steps of a sample that the network gives a word for. */
export const pairSteps = (pair: FittedPair): number =>
  pair.layout === 'oneRow' ? pairSize(pair) : pair.answerLength

/** A text's own tokens, without the marks of its start and end. */
const withoutEnds = (sequence: Int32Array): Int32Array => sequence.subarray(1, -1)

/**
 * Writes a question into a sample, with nothing of its answer but the mark that begins it.
 *
 * Input    question: its own tokens; sample: `pairSize` numbers, all 0
 * Output   where in the sample the mark stands
 */
function writeQuestion(question: Int32Array, sample: Float32Array, pair: FittedPair): number {
  const kept = question.subarray(0, pair.questionLength)
  if (pair.layout === 'twoRows') {
    sample.set(kept)
    sample[pair.questionLength] = TEXT_START_ID
    return pair.questionLength
  }
  sample[0] = TEXT_START_ID
  sample.set(kept, 1)
  sample[kept.length + 1] = TEXT_END_ID
  sample[kept.length + 2] = TEXT_START_ID
  return kept.length + 2
}

/** Step of the network's output that foretells the token behind a place of the sample. */
export const stepAt = (place: number, { layout, questionLength }: FittedPair): number =>
  layout === 'twoRows' ? place - questionLength : place

/**
 * Writes an answer behind its mark, and what each step is to give: the answer's tokens and its end.
 *
 * Input   start: where the mark stands; labels: `pairSteps` numbers, all −1
 */
function writeAnswer(
  answer: Int32Array,
  { sample, labels, start }: { sample: Float32Array; labels: Float32Array; start: number },
  pair: FittedPair
): void {
  const wanted = [...answer, TEXT_END_ID].slice(0, pair.answerLength)
  labels.set(wanted, stepAt(start, pair))
  sample.set(wanted.slice(0, -1), start + 1)
}

/** Takes a sample's answer out again; where its mark stands. */
export function eraseAnswer(sample: Float32Array, pair: FittedPair): number {
  const start = pair.layout === 'twoRows' ? pair.questionLength : sample.indexOf(TEXT_START_ID, 1)
  sample.fill(0, start + 1)
  return start
}

/**
 * Questions, and their answers where there are any, one sample after another.
 *
 * Input    columns of tokens with marked ends
 * Output   samples [rows, pairSize]; labels [rows, pairSteps], −1 where nothing is asked for; how many texts were cut
 */
export function layOutPairs(
  { question, answer }: { readonly question: TokenColumn; readonly answer: TokenColumn | undefined },
  rows: Uint32Array,
  pair: FittedPair
) {
  const [size, stepCount] = [pairSize(pair), pairSteps(pair)]
  const samples = new Float32Array(rows.length * size)
  const labels = new Float32Array(rows.length * stepCount).fill(-1)
  const tokensOf = ({ sequences, rows: texts }: TokenColumn, row: number): Int32Array =>
    withoutEnds(sequences[texts[row] ?? -1] ?? new Int32Array(2))
  let [cutQuestions, cutAnswers] = [0, 0]
  rows.forEach((row, at) => {
    const sample = samples.subarray(at * size, (at + 1) * size)
    const asked = tokensOf(question, row)
    const start = writeQuestion(asked, sample, pair)
    if (asked.length > pair.questionLength) cutQuestions += 1
    if (!answer) return
    const given = tokensOf(answer, row)
    const own = labels.subarray(at * stepCount, (at + 1) * stepCount)
    writeAnswer(given, { sample, labels: own, start }, pair)
    if (given.length >= pair.answerLength) cutAnswers += 1
  })
  return { samples, labels, cutQuestions, cutAnswers }
}
