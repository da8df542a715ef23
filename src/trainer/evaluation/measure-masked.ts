import { ProblemError } from '../../shared/core/checked.ts'
import type { PreparedData } from '../../shared/dataset/prepared-data.ts'
import { PADDING_ID } from '../../shared/dataset/text/special-tokens.ts'
import { countHidden, evaluateMasked, type WordShares } from '../../shared/evaluation/evaluate-masked.ts'
import type { MaskedReport } from '../../shared/evaluation/evaluation-report.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { copyLabels, copySamples } from '../dataset/batch-reader.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import type { Measurable } from './evaluate.ts'
import { measureSequences } from './measure-sequences.ts'
import { probabilitiesOf } from './predict.ts'

/** Texts that the report shows, spread over the part. */
const EXAMPLE_COUNT = 12

/**
 * The reports of all parts that have texts, each beside guessing without looking at the text.
 *
 * Problems  evaluation/not-finite   the model answers with no number
 */
export async function evaluateHiddenWords(
  measurable: Measurable,
  data: PreparedData,
  signal?: AbortSignal
): Promise<MaskedReport[]> {
  const { words } = data.preparation
  const shares = countHidden(copyLabels(sourceOf(data), data.parts.train), words?.length ?? 1)
  const reports: MaskedReport[] = []
  for (const part of ['train', 'validation', 'test'] as const) {
    const rows = data.parts[part]
    if (rows.length === 0) continue
    const { loss, score, penalty } = await measureSequences(measurable, rows, signal)
    if (!Number.isFinite(loss)) throw new ProblemError(problem('evaluation/not-finite', {}))
    const hidden = copyLabels(sourceOf(data), rows).filter((label) => label >= 0)
    reports.push(
      evaluateMasked({
        ...{ part, rowCount: rows.length, tokenCount: hidden.length, loss, information: loss - penalty },
        hitCount: Math.round(score * hidden.length),
        baseline: { ...baselineOf(hidden, shares), word: words?.[shares.mostFrequent] ?? '' },
        examples: exampleRows(rows).map((row) => readExample(measurable, data, row))
      })
    )
  }
  return reports
}

const sourceOf = ({ samples, labels, preparation: { target } }: PreparedData) => ({ samples, labels, target })

function baselineOf(hidden: Float32Array | Int32Array, { mostFrequent, informationOf }: WordShares) {
  let [hitCount, total] = [0, 0]
  for (const token of hidden) {
    hitCount += token === mostFrequent ? 1 : 0
    total += informationOf(token)
  }
  return { hitCount, information: total / Math.max(1, hidden.length) }
}

const exampleRows = (rows: Uint32Array): number[] =>
  Array.from(
    { length: Math.min(EXAMPLE_COUNT, rows.length) },
    (_, index) => rows[Math.floor((index * rows.length) / Math.min(EXAMPLE_COUNT, rows.length))] ?? 0
  )

/** One text, with the model's likeliest word at each hidden place. */
function readExample(
  { model, reader }: Measurable,
  data: PreparedData,
  sample: number
): MaskedReport['examples'][number] {
  const { words, target } = data.preparation
  const rows = Uint32Array.of(sample)
  const shown = new Float32Array(data.samples.sampleSize)
  copySamples(data.samples, rows, shown)
  const labels = copyLabels(sourceOf(data), rows)
  const wordCount = target.classes?.length ?? 1
  const outputs = tf.tidy(() =>
    model.forward(reader.samples(rows), { isTraining: false }).dataSync<'float32'>()
  )
  const probabilities = probabilitiesOf(outputs, model.head, {
    rowCount: shown.length,
    classCount: wordCount
  })
  const wordOf = (token: number): string => words?.[token] ?? ''
  const places = Array.from(labels.keys()).filter((at) => (labels[at] ?? -1) >= 0)
  const end = shown.findLastIndex((token) => token !== PADDING_ID) + 1
  const start = shown.findIndex((token) => token !== PADDING_ID)
  return {
    row: data.rowIndices[sample] ?? 0,
    tokens: Array.from(shown, (token, at) =>
      wordOf((labels[at] ?? -1) >= 0 ? (labels[at] ?? 0) : token)
    ).slice(Math.max(0, start), end),
    places: places.map((at) => {
      const own = probabilities.subarray(at * wordCount, (at + 1) * wordCount)
      const guess = own.reduce((best, value, token) => (value > (own[best] ?? 0) ? token : best), 0)
      const probability = Number((own[guess] ?? 0).toPrecision(4))
      return { at: at - Math.max(0, start), shown: wordOf(shown[at] ?? 0), guess: wordOf(guess), probability }
    })
  }
}
