import { open, rename } from 'node:fs/promises'
import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import { lastWindows } from '../../shared/dataset/apply-forecast.ts'
import { momentText, nextMoment } from '../../shared/dataset/series/interval.ts'
import { lineOf } from '../../shared/evaluation/forecast-lines.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { TrainerJob, TrainerResult } from '../../shared/rpc/trainer-protocol.ts'
import { createBatchReader } from '../dataset/batch-reader.ts'
import type { OpenedModel } from './open-model.ts'
import { csvLine } from './prediction-csv.ts'
import { predictionBatchSize, readOutputs, type PassOptions } from './predict.ts'
import { readApplied } from './read-series.ts'

type Answer = Omit<Extract<TrainerResult, { kind: 'predict' }>, 'kind'>
type Prediction = Answer['predictions'][number]

/** Values answered in the message itself; a file holds them all. */
const MESSAGE_ROWS = 10_000

/**
 * How each series goes on after its last rows, by the horizon; written as CSV where a file is named.
 *
 * Problems  those of readApplied and lastWindows; evaluation/not-finite
 */
export async function predictSeries(
  job: Extract<TrainerJob, { kind: 'predict' }>,
  { model, preparation }: Pick<OpenedModel, 'model' | 'preparation'>,
  options: Omit<PassOptions, 'batchSize'>
): Promise<Answer> {
  const { target, sampleShape, series } = preparation
  const applied = unwrap(await readApplied(job.datasetFolder, preparation))
  const samples = unwrap(lastWindows(applied, sampleShape[0] ?? 1))
  const reader = createBatchReader({ samples, labels: undefined, sampleShape, target })
  const rows = Uint32Array.from(applied.series.keys())
  const batchSize = predictionBatchSize(samples.sampleSize)
  const outputs = await readOutputs(model, reader, rows, { ...options, batchSize })
  if (!outputs.every(Number.isFinite)) throw new ProblemError(problem('evaluation/not-finite', {}))
  const horizon = target.horizon ?? 1
  const predictions = applied.series.flatMap(({ name, rows: own, scaleIndex }, which) => {
    if (!series) throw new Error('A forecasting model has no series.')
    const last = applied.times[own.at(-1) ?? 0] ?? 0
    const line = lineOf(outputs.subarray(which * horizon, (which + 1) * horizon), scaleIndex, series)
    return Array.from({ length: horizon }, (_, step): Prediction => {
      const [low, high] = [line.low?.[step], line.high?.[step]]
      return {
        row: which * horizon + step,
        label: line.values[step] ?? NaN,
        ...(low !== undefined && high !== undefined && { low, high }),
        probabilities: null,
        time: momentText(nextMoment(last, step + 1, series.interval), series.timeKind),
        series: name
      }
    })
  })
  if (job.outFile !== null) await writeCsv(job.outFile, target.name, series?.column ?? null, predictions)
  const shown = job.outFile === null ? predictions : predictions.slice(0, MESSAGE_ROWS)
  return { rowCount: predictions.length, predictions: shown }
}

/** One line for each value; the file appears once it is whole. */
async function writeCsv(
  file: string,
  target: string,
  column: string | null,
  predictions: readonly Prediction[]
): Promise<void> {
  const temporary = `${file}.new`
  const handle = await open(temporary, 'w')
  try {
    const hasBand = predictions.some(({ low }) => low !== undefined)
    const edges = hasBand ? [`low_${target}`, `high_${target}`] : []
    await handle.write(
      csvLine(['time', ...(column === null ? [] : [column]), `predicted_${target}`, ...edges])
    )
    const lines = predictions.map(({ time = '', series, label, low = '', high = '' }) =>
      csvLine([time, ...(column === null ? [] : [series ?? '']), label, ...(hasBand ? [low, high] : [])])
    )
    await handle.write(lines.join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
}
