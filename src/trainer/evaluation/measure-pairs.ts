import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import { applyPairs } from '../../shared/dataset/apply-pairs.ts'
import { pairSize } from '../../shared/dataset/pairs/lay-out-pair.ts'
import type { FittedPreparation, PreparedData } from '../../shared/dataset/prepared-data.ts'
import { TEXT_END_ID, UNKNOWN_ID } from '../../shared/dataset/text/special-tokens.ts'
import { evaluatePairs, type PairResults } from '../../shared/evaluation/evaluate-pairs.ts'
import type { PairsReport } from '../../shared/evaluation/evaluation-report.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { copyLabels, copySamples, createBatchReader } from '../dataset/batch-reader.ts'
import { answerPairs } from '../generation/answer-pairs.ts'
import { createLoss } from '../training/losses.ts'
import { measureSequences } from './measure-sequences.ts'
import type { Measurable } from './evaluate.ts'
import type { OpenedModel } from './open-model.ts'
import { readRawTable } from './read-inputs.ts'

/** Questions of a part that are answered at most: each word of the answers takes a pass of the model. */
const maxAnswered: Readonly<Record<PairsReport['part'], number>> = {
  train: 200,
  validation: 200,
  test: 1000,
  all: 1000
}

/** Pairs ready to be measured, with their texts. */
export type PairData = Pick<PreparedData, 'samples' | 'labels' | 'pairs' | 'rowIndices'> & {
  readonly preparation: FittedPreparation
}

/**
 * The reports of all parts that have pairs.
 *
 * Problems  evaluation/not-finite   the model answers with no number
 * Throws    the signal's reason, when it is aborted
 */
export async function evaluatePairParts(
  measurable: Measurable,
  data: PairData & Pick<PreparedData, 'parts'>,
  signal?: AbortSignal
): Promise<PairsReport[]> {
  const reports: PairsReport[] = []
  for (const part of ['train', 'validation', 'test'] as const) {
    const rows = data.parts[part]
    if (rows.length > 0) reports.push(await measurePairs(measurable, data, { part, rows, signal }))
  }
  return reports
}

interface MeasuredPairs {
  readonly part: PairsReport['part']
  readonly rows: Uint32Array
  readonly signal?: AbortSignal | undefined
}

/** Every figure of some pairs: with the right answer before each token, and with what the model itself answers. */
async function measurePairs(
  measurable: Measurable,
  data: PairData,
  { part, rows, signal }: MeasuredPairs
): Promise<PairsReport> {
  const { loss, score, penalty } = await measureSequences(measurable, rows, signal)
  if (!Number.isFinite(loss)) throw new ProblemError(problem('evaluation/not-finite', {}))
  const wanted = copyLabels({ ...data, target: data.preparation.target }, rows).filter((label) => label >= 0)
  return evaluatePairs({
    part,
    rowCount: rows.length,
    tokenCount: wanted.length,
    unknownCount: wanted.filter((label) => label === UNKNOWN_ID).length,
    hitCount: Math.round(score * wanted.length),
    loss,
    information: loss - penalty,
    answers: await answersTo(measurable, data, { rows: spread(rows, maxAnswered[part]), signal })
  })
}

/** At most so many, evenly taken. */
function spread(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows
  const every = rows.length / most
  return Uint32Array.from({ length: most }, (_, index) => rows[Math.floor(index * every)] ?? 0)
}

async function answersTo(
  { model }: Measurable,
  data: PairData,
  { rows, signal }: Pick<MeasuredPairs, 'rows' | 'signal'>
): Promise<PairResults['answers']> {
  const { preparation, pairs = [], rowIndices } = data
  const samples = new Float32Array(rows.length * data.samples.sampleSize)
  copySamples(data.samples, rows, samples)
  const given = await answerPairs(model, preparation, samples, { signal })
  return given.map(({ text, tokens, isEnded }, index) => {
    const row = rows[index] ?? 0
    const labels = copyLabels({ ...data, target: preparation.target }, Uint32Array.of(row))
    const wanted = labels.filter((label) => label >= 0)
    const expected = pairs[row]?.answer ?? ''
    return {
      row: rowIndices[row] ?? 0,
      question: pairs[row]?.question ?? '',
      expected,
      given: text,
      // One that fills its length to the last has no place for its end.
      isExact: text === expected || (isEnded && [...tokens, TEXT_END_ID].join() === wanted.join())
    }
  })
}

/**
 * Other pairs, part 'all'. Rows without a question or an answer are left out.
 *
 * Problems  evaluation/no-labelled-rows; those of reading and of applyPairs
 */
export async function evaluatePairsOn(
  folder: string,
  { model, preparation, training }: Pick<OpenedModel, 'model' | 'preparation' | 'training'>
): Promise<PairsReport> {
  const table = unwrap(await readRawTable(folder))
  const { rows, samples, labels, pairs } = unwrap(applyPairs(preparation, table, { needsAnswers: true }))
  const { target, sampleShape, pair } = preparation
  if (rows.length === 0 || !pair)
    throw new ProblemError(problem('evaluation/no-labelled-rows', { column: target.name }))
  const source = { kind: 'float32', values: samples, sampleSize: pairSize(pair) } as const
  const measurable = {
    model,
    reader: createBatchReader({ samples: source, labels, sampleShape, target }),
    loss: createLoss(training.loss, model.head, { options: training.lossOptions, hasUncounted: true }),
    target,
    labels,
    batchSize: 1
  }
  return measurePairs(
    measurable,
    { samples: source, labels, pairs, rowIndices: rows, preparation },
    { part: 'all', rows: Uint32Array.from(rows.keys()) }
  )
}
