import { ProblemError } from '../../shared/core/checked.ts'
import type { DataPart, PreparedData } from '../../shared/dataset/prepared-data.ts'
import { UNKNOWN_ID } from '../../shared/dataset/text/special-tokens.ts'
import { bestSmoothing, countBigrams, type BigramModel } from '../../shared/evaluation/bigram-model.ts'
import { evaluateGeneration } from '../../shared/evaluation/evaluate-generation.ts'
import type { GenerationReport } from '../../shared/evaluation/evaluation-report.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { copyLabels, copySamples } from '../dataset/batch-reader.ts'
import { createBreather } from '../runtime/event-loop.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import type { Figures } from '../training/fit.ts'
import { countHits } from '../training/hit-count.ts'
import { whichCount } from '../training/losses.ts'
import { openAnswers } from './answers.ts'
import type { Measurable } from './evaluate.ts'
import { predictionBatchSize } from './predict.ts'

/** Sequences in one pass at most: their layers hold many numbers for each. */
const MAX_BATCH = 64
/** From so many batches on, a graph of its own pays for its recording. */
const MANY_BATCHES = 3

/**
 * Loss with penalties, these by themselves, and the share of tokens that were the likeliest, of some windows. Their outputs, a number for
 * each token of the vocabulary at each place, are never held all at once. Labels of −1 are left out.
 */
export async function measureSequences(
  measurable: Measurable,
  rows: Uint32Array,
  signal?: AbortSignal
): Promise<Figures & { readonly penalty: number }> {
  const { model, reader, loss, target } = measurable
  const steps = target.stepCount ?? 1
  const batchSize = Math.min(MAX_BATCH, predictionBatchSize(steps * (target.classes?.length ?? 1)))
  const hits = countHits(model.head, target)
  const breathe = createBreather()
  const answers = openAnswers(model, rows.length >= batchSize * MANY_BATCHES)
  let [lossSum, hitSum, weightSum] = [0, 0, 0]
  try {
    for (let start = 0; start < rows.length; start += batchSize) {
      signal?.throwIfAborted()
      const batch = rows.subarray(start, start + batchSize)
      const values = await answers.read(reader.samples(batch))
      const [batchLoss, batchHits, weight] = tf.tidy((): [number, number, number] => {
        const outputs = tf.tensor(values, [batch.length, steps, values.length / batch.length / steps])
        const labels = reader.labels(batch)
        return [
          readNumber(loss(outputs, labels)),
          readNumber(hits(outputs, labels)),
          target.hasUncounted ? readNumber(tf.sum(whichCount(labels))) : batch.length
        ]
      })
      lossSum += batchLoss * weight
      hitSum += batchHits * (weight / batch.length)
      weightSum += weight
      await breathe()
    }
  } finally {
    answers.close()
  }
  const penalty = tf.tidy(() => model.penalties().reduce((sum, one) => sum + readNumber(one), 0))
  return { loss: lossSum / weightSum + penalty, score: hitSum / weightSum, penalty }
}

const readNumber = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? NaN

/**
 * The reports of all parts that have windows, each beside what counting pairs of neighbours gives.
 *
 * Problems  evaluation/not-finite   the model answers with no number
 */
export async function evaluateSequences(
  measurable: Measurable,
  data: PreparedData,
  signal?: AbortSignal
): Promise<GenerationReport[]> {
  const bigram = openBigram(data)
  const reports: GenerationReport[] = []
  for (const part of ['train', 'validation', 'test'] as const) {
    const rows = data.parts[part]
    if (rows.length === 0) continue
    const { loss, score, penalty } = await measureSequences(measurable, rows, signal)
    if (!Number.isFinite(loss)) throw new ProblemError(problem('evaluation/not-finite', {}))
    const { previous, next } = neighboursOf(data, rows)
    reports.push(
      evaluateGeneration({
        part,
        rowCount: rows.length,
        ...countText(next, data.preparation.words ?? []),
        hitCount: Math.round(score * next.length),
        loss,
        information: loss - penalty,
        bigram: {
          information: bigram.model.informationOf(previous, next, bigram.smoothing),
          smoothing: bigram.smoothing
        }
      })
    )
  }
  return reports
}

/** For each place of some windows the token there and the one after it. */
function neighboursOf(data: PreparedData, rows: Uint32Array) {
  const previous = new Float32Array(rows.length * data.samples.sampleSize)
  copySamples(data.samples, rows, previous)
  const next = copyLabels({ ...data, target: data.preparation.target }, rows)
  return { previous, next }
}

function openBigram(data: PreparedData): { readonly model: BigramModel; readonly smoothing: number } {
  const model = countBigrams(trainTokens(data), data.preparation.words?.length ?? 1)
  const { previous, next } = neighboursOf(data, data.parts.validation)
  return { model, smoothing: bestSmoothing(model, previous, next) }
}

/** The training part as it was laid out: first in the row of tokens, up to the end of its last window. */
function trainTokens({ samples, parts }: PreparedData): Float32Array {
  if (samples.kind !== 'windows') return new Float32Array(0)
  const part: DataPart = 'train'
  const last = parts[part].at(-1) ?? 0
  return samples.values.subarray(0, (samples.starts[last] ?? 0) + samples.sampleSize + 1)
}

function countText(tokens: ArrayLike<number>, words: readonly string[]) {
  let characterCount = 0
  let unknownCount = 0
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? 0
    if (token === UNKNOWN_ID) unknownCount += 1
    const word = words[token] ?? ''
    // A special token stands for one character: the unknown one, or the end of a text.
    characterCount += /^<\w+>$/u.test(word) ? 1 : [...word].length
  }
  return { tokenCount: tokens.length, characterCount, unknownCount }
}
